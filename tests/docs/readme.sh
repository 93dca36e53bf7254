#!/bin/sh
# The README's C++ example has at most 15 lines, compiles, and prints what the README says.
# readme.sh COMPILER LIBRARY SCRATCH_DIRECTORY [FLAG...]
set -eu
cd "$(dirname "$0")/../.."
compiler=$1 library=$2 scratch=$3
shift 3
mkdir -p "$scratch"

# The first block of that language, without its fences.
block() { awk -v open="\`\`\`$1" '$0 == open { on = 1; next } $0 == "```" && on { exit } on' README.md; }
block cpp >"$scratch/example.cpp"
block text >"$scratch/expected"

lines=$(wc -l <"$scratch/example.cpp")
[ "$lines" -gt 5 ] && [ "$lines" -le 15 ] || { echo "README: the C++ example has $lines lines"; exit 1; }
"$compiler" -std=c++17 -Wall -Wextra -Werror "$@" -Iinclude "$scratch/example.cpp" "$library" \
  -lsimdjson -lpugixml -lz -o "$scratch/example"
"$scratch/example" >"$scratch/printed"
diff -u "$scratch/expected" "$scratch/printed"

# The findings it shows are those of the sample, to the character.
[ $# -eq 0 ] || true
awk '/^examples\/data\/.*\[applicants.total\]$/ { on = 1 } $0 == "```" { on = 0 } on' README.md >"$scratch/shown"
[ "$(wc -l <"$scratch/shown")" -eq 5 ]
