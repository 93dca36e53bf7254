#!/bin/sh
# All C++ of the tree is formatted by .clang-format. Version 14, as in Debian 12: others differ.
set -eu
command -v clang-format-14 >/dev/null || { echo "no clang-format-14 here: skipped"; exit 77; }
cd "$(dirname "$0")/../.."
find include src tests examples \( -name '*.hpp' -o -name '*.cpp' \) -print0 |
  xargs -0 clang-format-14 --dry-run -Werror
