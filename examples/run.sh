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

# The official form, and one to fill in.
written=build/examples-written
rm -rf "$written"
mkdir -p "$written"
for shape in docx xlsx html md; do
  gongkai write examples/data/bureau_2021.md -o "$written/bureau_2021.$shape"
done
gongkai new --year 2026 --agency 示例市水利局 -o "$written/form.xlsx"
ls -l "$written"

# Who embeds the library finds it where it was installed.
{
  cmake --install build/examples --prefix build/examples-installed &&
    cmake -S examples/consumer -B build/examples-consumer -G Ninja \
      -DCMAKE_PREFIX_PATH="$PWD/build/examples-installed" &&
    cmake --build build/examples-consumer
} >build/examples.log 2>&1 || { cat build/examples.log; exit 2; }
page=$written/findings.html
build/examples-consumer/my_filing_system examples/data/bureau_2021_wrong_total.md >"$page" ||
  [ $? -eq 1 ]
printf '\nexamples/consumer, a CMake project of its own, wrote %s\n' "$page"

printf '\n%s reports read and checked; %s with errors (one sample is wrong on purpose).\n' \
  "$files" "$wrong"
