#!/bin/bash
# The command when files and pipes fail: a full disk, a closed pipe, input that comes in drops, a
# folder that cannot be read, Ctrl-C. It says so, ends with the right status, and leaves no half of
# anything.
#   command.sh COMMAND
set -uo pipefail
gongkai=$(realpath "$1")
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
data=examples/data
good=$data/bureau_2021.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fault() {
  echo "fault: $1"
  [ ! -s "$work/err" ] || sed 's/^/    /' "$work/err"
  failed=1
}

# A full disk: an error of writing, told, and status 2.
[ -c /dev/full ] || { echo "no /dev/full here: skipped"; exit 77; }
for command in "check" "check --format json" "check --format sarif" "read --format json" "read --format csv" \
  "table" "sum" "rules" "schema"; do
  files=$data
  case $command in rules | schema) files= ;; esac
  # shellcheck disable=SC2086 # a command and its options
  "$gongkai" $command $files >/dev/full 2>"$work/err"
  status=$?
  [ $status = 2 ] || fault "disk full, $command: status $status"
  grep -q '写失败\|cannot read or write' "$work/err" || fault "disk full, $command: not told"
done
"$gongkai" check $data >/dev/null 2>/dev/full
[ $? = 1 ] || fault "standard error full: the work is done all the same"

# Who closes the pipe has seen enough: no word, no signal.
for i in $(seq 60); do cp $good "$work/$i.md"; done
for jobs in 1 4; do
  "$gongkai" check --jobs $jobs "$work" --format json 2>"$work/err" | head -c 100 >/dev/null
  status=${PIPESTATUS[0]}
  [ "$status" -le 2 ] || fault "closed pipe, $jobs jobs: status $status"
  [ -s "$work/err" ] && grep -q '写失败\|write' "$work/err" && fault "closed pipe: it complains"
done

# Input in drops, cut off within a character, and at the very beginning.
whole=$("$gongkai" read $good --format json 2>/dev/null)
drops=$({ head -c 1 $good; sleep 0.1; tail -c +2 $good | head -c 3000; sleep 0.1; tail -c +3002 $good; } |
  "$gongkai" read - --format json 2>/dev/null)
[ -n "$whole" ] && [ "$whole" = "$drops" ] || fault "input in drops is read as a whole one"
"$gongkai" check - </dev/null >"$work/out" 2>"$work/err"
[ $? = 2 ] || fault "nothing at all on standard input"
"$gongkai" check - <&- >"$work/out" 2>"$work/err"
[ $? = 2 ] || fault "standard input is closed"
"$gongkai" check $good >&- 2>"$work/err"
[ $? = 2 ] || fault "standard output is closed"
"$gongkai" check "$work" "$work/nowhere.md" >"$work/out" 2>"$work/err"
[ $? = 2 ] || fault "a file that is not there"

# Ctrl-C ends it at once, as the signal does with every program.
mkfifo "$work/never"
set -m # else what runs in the background does not hear it
"$gongkai" check "$work/never" >"$work/out" 2>"$work/err" &
pid=$!
sleep 0.3
kill -INT $pid
for _ in $(seq 50); do
  kill -0 $pid 2>/dev/null || break
  sleep 0.1
done
kill -0 $pid 2>/dev/null && { fault "it does not end at Ctrl-C"; kill -KILL $pid; }
wait $pid 2>/dev/null
[ $? = 130 ] || fault "Ctrl-C is what it ended of"

[ $failed = 0 ] && echo "full disk, closed pipes, drops and signals: as it should be"
exit $failed
