#!/bin/sh
# The main job on the project's own samples: reads them, prints the form, the findings, the verdict.
# On Debian 12 it installs what it needs (as root); a second run is quick and needs no network.
set -eu
cd "$(dirname "$0")/.."
.ci/need g++ cmake ninja-build libboost1.81-dev libsimdjson-dev zlib1g-dev libpugixml-dev \
  libcli11-dev

mkdir -p build
{
  cmake -S . -B build/examples -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DGONGKAI_EXAMPLES=OFF -DGONGKAI_TESTS=OFF &&
    cmake --build build/examples --target gongkai_cli --parallel "$(nproc)"
} >build/examples.log 2>&1 || { cat build/examples.log; exit 2; }

# The command's exit status: 0 nothing wrong, 1 errors in the report, 2 it could not do the work.
# One sample is wrong on purpose, so 1 is an answer here like 0.
wrong=0 files=0
gongkai() {
  printf '\n$ gongkai %s\n' "$*"
  status=0
  build/examples/gongkai "$@" || status=$?
  [ "$status" -le 1 ] || { echo "gongkai could not do it (exit status $status)"; exit 2; }
}
for sample in examples/data/*; do
  gongkai read "$sample" --format form
  gongkai check "$sample" --format text
  wrong=$((wrong + status)) files=$((files + 1))
done
printf '\n%s reports read and checked; %s with errors (one sample is wrong on purpose).\n' \
  "$files" "$wrong"
