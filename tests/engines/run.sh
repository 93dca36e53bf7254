#!/bin/sh
# docs/scale.md's worked example, and the same in DuckDB and polars, over 20,000 files that it makes.
# Takes a Python that has the package built (tests/python/run.sh makes one) and adds PySpark in a
# folder beside; Java comes from Debian. Minutes, and 450 MB the first time: a part of .ci/run, not of
# tests/run.sh. A machine without PyPI is skipped.
#   run.sh PYTHON DIRECTORY [FILES]
set -eu
[ -x "$1" ] || { echo "no $1 with the package: skipped"; exit 77; }
python=$(realpath -s "$1")
cd "$(dirname "$0")/../.."
.ci/need default-jre-headless
mkdir -p "$2"
work=$(cd "$2" && pwd)
shift 2
if [ ! -e "$work/site/pyspark" ]; then
  rm -rf "$work/site"
  "$python" -m pip install -q --no-deps --target "$work/site" pyspark py4j ||
    { rm -rf "$work/site"; echo "PyPI cannot be reached: skipped"; exit 77; }
fi
export PYTHONPATH="$work/site" PYSPARK_PYTHON="$python" SPARK_LOCAL_IP=127.0.0.1
exec "$python" -P tests/engines/engines.py "$@"
