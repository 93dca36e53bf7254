#!/bin/sh
# Builds the site of docs/ with Sphinx; a link that leads nowhere, within it or to a file of the
# source, is an error. Then the same of both READMEs.
# Needs python3-venv from Debian and Sphinx from PyPI; the second run is quick and needs no network.
#   site.sh DIRECTORY
set -eu
cd "$(dirname "$0")/../.."
mkdir -p "$1"
work=$(cd "$1" && pwd)
if [ ! -e "$work/venv/whole" ]; then
  rm -rf "$work/venv"
  /usr/bin/python3 -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install -q sphinx myst-parser furo ||
    { rm -rf "$work/venv"; echo "PyPI cannot be reached: skipped"; exit 77; }
  touch "$work/venv/whole"
fi
"$work/venv/bin/sphinx-build" -q -W --keep-going -d "$work/doctrees" -b html docs "$work/html"
echo "$(find "$work/html" -name '*.html' | wc -l) pages in $work/html"

# Links of the READMEs to files here.
for readme in README.md README.zh-CN.md; do
  grep -oE '\]\([^)#]+' "$readme" | sed 's/^](//' | grep -v '^http' | while read -r target; do
    [ -e "$target" ] || { echo "$readme: no such file: $target"; exit 1; }
  done
done
