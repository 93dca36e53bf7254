#!/bin/sh
# Builds the Python package in a virtual environment of its own, checks its types, runs its tests.
# Needs python3-venv and python3-dev from Debian and packages from PyPI; the second run is quick and
# needs no network. What is built is compiled at -O1, which is done in half the time: it is used
# once. `pip install .` builds the release that users get.
#   run.sh DIRECTORY [PYTHON]     PYTHON: another interpreter than Debian's
set -eu
cd "$(dirname "$0")/../.."
work=$1
interpreter=${2:-/usr/bin/python3}
mkdir -p "$work"
work=$(cd "$work" && pwd)
python="$work/venv/bin/python"
packages="scikit-build-core pybind11 pytest hypothesis pandas pandas-stubs pdfplumber matplotlib mypy
  polars pyarrow duckdb tqdm"
made_of="$interpreter $packages"
if [ "$made_of" != "$(cat "$work/venv/made_of" 2>/dev/null)" ]; then
  rm -rf "$work/venv"
  "$interpreter" -m venv "$work/venv"
  # shellcheck disable=SC2086 # the packages are words
  "$python" -m pip install -q $packages ||
    { rm -rf "$work/venv"; echo "PyPI cannot be reached: skipped"; exit 77; }
  echo "$made_of" >"$work/venv/made_of"
fi
"$python" -m pip install -q --force-reinstall --no-deps --no-build-isolation \
  --config-settings=cmake.define.CMAKE_CXX_FLAGS_RELEASE=-O1 .

# From elsewhere, so that what is installed is tested, not the sources.
cd "$work"
"$python" - <"$OLDPWD/bindings/python/stubs.py" | diff "$OLDPWD/bindings/python/gongkai/_core.pyi" - ||
  { echo "gongkai/_core.pyi is not what bindings/python/stubs.py writes"; exit 1; }
# The last mypy for Python 3.9 takes every class of pybind11's for a mistake in the stub.
if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
  "$python" -m mypy.stubtest gongkai --allowlist "$OLDPWD/tests/python/stubtest_allow.txt"
fi
"$python" -m pytest -q -W error -p no:cacheprovider "$OLDPWD/tests/python"
