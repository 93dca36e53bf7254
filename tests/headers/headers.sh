#!/bin/sh
# Public headers, with one compiler and standard: each compiles by itself, without a warning; all of
# them can be in two sources of one program, and be compiled without RTTI; no simdjson comes with
# them.
#   headers.sh COMPILER STANDARD
# The headers are looked up when the test runs, so that none can be forgotten.
set -eu
compiler=$1 standard=$2
command -v "$compiler" >/dev/null || { echo "no $compiler here: skipped"; exit 77; }
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
headers=$(cd include && find . -name '*.hpp' | sort | sed 's|^\./||')

compile() {
  "$compiler" -std="$standard" -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Iinclude "$@"
}

failed=0
for header in $headers; do
  # Twice, which is once more than it should count.
  printf '#include "%s"\n#include "%s"\n' "$header" "$header" >"$work/alone.cpp"
  compile -fsyntax-only "$work/alone.cpp" || { echo "does not compile alone: $header"; failed=1; }
  printf '#include "%s"\n' "$header" >>"$work/all.cpp"
done
[ "$failed" = 0 ] || exit 1

# Whoever builds without RTTI can use them.
compile -fno-rtti -fsyntax-only "$work/all.cpp"

if compile -M "$work/all.cpp" | grep -E 'simdjson|pugixml|zlib'; then
  echo "a public header brings another library's"
  exit 1
fi

# Two sources with everything in them, and a program of both: a function or variable that is not
# inline is defined twice then. The compiled part is not linked: who calls none of it needs none.
cp "$work/all.cpp" "$work/main.cpp"
echo 'int main() {}' >>"$work/main.cpp"
compile -c "$work/all.cpp" -o "$work/all.o"
compile -c "$work/main.cpp" -o "$work/main.o"
"$compiler" "$work/all.o" "$work/main.o" -o "$work/program"

echo "$(echo "$headers" | wc -l) headers compile alone and together: $compiler, $standard"
