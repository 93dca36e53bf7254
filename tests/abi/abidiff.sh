#!/bin/bash
# Whether programs linked with an earlier release still run with this library: libabigail compares
# the two, as far as the public headers show their types. Before 1.0 a new minor version may break
# that; a new patch version may not.
#   abidiff.sh [REVISION]     default: the last tag v*
set -euo pipefail
cd "$(dirname "$0")/../.."
.ci/need abigail-tools
revision=${1:-$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null || true)}
if [ -z "$revision" ]; then
  echo "no release yet: nothing to compare with"
  exit 77
fi
work=$PWD/build/abi
mkdir -p "$work"
rm -rf "$work/old"
git worktree prune
git worktree add --detach --force "$work/old" "$revision" >/dev/null
trap 'git worktree remove --force "$work/old"' EXIT

library() { # the tree, where to build
  cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUILD_SHARED_LIBS=ON \
    -DGONGKAI_CLI=OFF -DGONGKAI_TESTS=OFF -DGONGKAI_EXAMPLES=OFF >/dev/null
  cmake --build "$2" --parallel "$(nproc)" >/dev/null
}
library "$work/old" "$work/build-old"
library . "$work/build-new"
version() { sed -n 's/^ *VERSION \([0-9.]*\) # the only place.*/\1/p' "$1/CMakeLists.txt"; }
old=$(version "$work/old") new=$(version .)
status=0
abidiff --headers-dir1 "$work/old/include" --headers-dir2 include --drop-private-types \
  "$work/build-old/libgongkai.so" "$work/build-new/libgongkai.so" || status=$?
# 4: they differ; 8: in a way that breaks programs; 1 and 2: abidiff itself failed.
(((status & 3) == 0)) || exit 1
if (((status & 8) != 0)) && [ "${old%.*}" = "${new%.*}" ]; then
  echo "$revision ($old) and this tree ($new) have one soname, and programs linked with the former break"
  exit 1
fi
echo "$revision ($old) to this tree ($new): $([ $status = 0 ] && echo "the same" || echo "differ as they may")"
