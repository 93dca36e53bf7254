#!/bin/sh
# Executes the notebooks in examples/notebooks. Takes a Python that has the package built
# (tests/python/run.sh makes one); what runs notebooks comes from PyPI, into a folder beside.
#   run.sh PYTHON DIRECTORY
set -eu
[ -x "$1" ] || { echo "no $1 with the package: skipped"; exit 77; }
python=$(realpath -s "$1")
cd "$(dirname "$0")/../.."
.ci/need g++ libboost1.81-dev
mkdir -p "$2"
work=$(cd "$2" && pwd)
if [ ! -e "$work/venv/share/jupyter/kernels/python3" ]; then
  rm -rf "$work/venv"
  "$python" -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install -q nbclient ipykernel ||
    { rm -rf "$work/venv"; echo "PyPI cannot be reached: skipped"; exit 77; }
fi
# The package, and pandas and matplotlib with it, are the other environment's.
PYTHONPATH=$("$python" -P -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
export PYTHONPATH
exec "$work/venv/bin/python" -P tests/notebooks/execute.py "$work"
