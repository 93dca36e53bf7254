#!/bin/bash
# The same sources give the same bytes, wherever they lie: two copies of the tree in folders of
# different length are built and installed, and everything installed is compared. The shared
# library is one build, the static library and the command linked with it the other.
#   reproducible.sh [WORK_FOLDER [ON|OFF]]     ON: the shared library alone; OFF: the static one
set -euo pipefail
cd "$(dirname "$0")/../.."
work=${1:-build/reproducible}
rm -rf "$work"
mkdir -p "$work"
work=$(realpath "$work")
unset CMAKE_CXX_COMPILER_LAUNCHER # what a cache gives twice is the same in any case
for shared in ${2:-ON OFF}; do
  for copy in a a-much-longer-name/for-the-same-sources; do
    tree=$work/$copy/gongkai
    mkdir -p "$tree"
    tar -c --exclude=./build --exclude=./.git . | tar -x -C "$tree"
    cmake -S "$tree" -B "$tree/out" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
      -DBUILD_SHARED_LIBS=$shared -DGONGKAI_TESTS=OFF -DGONGKAI_EXAMPLES=OFF \
      -DCMAKE_INSTALL_PREFIX=/usr >/dev/null
    cmake --build "$tree/out" --parallel "$(nproc)" >/dev/null
    DESTDIR="$work/$shared/${copy%%/*}" cmake --install "$tree/out" >/dev/null
    rm -rf "${tree:?}/out"
  done
  diff -r "$work/$shared/a" "$work/$shared/a-much-longer-name"
  files=$(find "$work/$shared/a" -type f | wc -l)
  [ "$files" -gt 30 ] || { echo "only $files files were installed"; exit 1; }
  echo "shared libraries $shared: $files files are the same in both"
  if grep -rlF "$work" "$work/$shared"; then
    echo "these name the folder they were built in"
    exit 1
  fi
done
