#!/bin/sh
# The README's C++ example has at most 15 lines, compiles, and prints what the README says; and the
# findings it shows are what the command prints.
# readme.sh COMPILER LIBRARY COMMAND SCRATCH_DIRECTORY [FLAG...]
set -eu
cd "$(dirname "$0")/../.."
compiler=$1 library=$2 command=$3 scratch=$4
shift 4
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

# The block that begins with a sample's name, against the first lines the command prints for it.
awk '/^examples\/data\// { on = 1 } $0 == "```" { on = 0 } on' README.md >"$scratch/shown"
sample=$(sed -n '1s/:.*//p' "$scratch/shown")
[ -n "$sample" ] || { echo "README: shows no findings of a sample"; exit 1; }
"$command" check "$sample" >"$scratch/findings" || [ $? -eq 1 ]
head -n "$(wc -l <"$scratch/shown")" "$scratch/findings" | diff -u "$scratch/shown" -
