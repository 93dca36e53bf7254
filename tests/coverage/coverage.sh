#!/bin/bash
# How much of include/ and src/ the unit tests and the tests of the command run: lines at least 95 %,
# branches printed. Files below that by themselves are named.
#   coverage.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
.ci/need gcovr
build=build/coverage
cmake --preset dev -B "$build" -DGONGKAI_REQUIRE_CORPUS=OFF \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra --coverage -fprofile-update=atomic"
cmake --build "$build" --parallel "$(nproc)"
find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" --output-on-failure --parallel "$(nproc)" -R '^(unit|example|fuzz|faults)\.'
# Branches that only an exception takes are none of ours to count.
gcovr --root . --filter include/ --filter src/ --exclude-throw-branches --print-summary \
  --json-summary-pretty --json-summary "$build/summary.json" --txt "$build/coverage.txt" "$build"
python3 - "$build/summary.json" <<'END'
import json, sys
files = json.load(open(sys.argv[1]))["files"]
for file in sorted(files, key=lambda f: f["line_percent"]):
    if file["line_percent"] < 95:
        print(f'{file["line_percent"]:5.1f} % of {file["line_total"]:4} lines  {file["filename"]}')
total, covered = (sum(f[k] for f in files) for k in ("line_total", "line_covered"))
print(f"lines: {100 * covered / total:.2f} % of {total}")
sys.exit(0 if covered >= 0.95 * total else 1)
END
