#!/bin/sh
# Includes go downwards only. A room may include itself and the rooms named behind it.
set -eu
cd "$(dirname "$0")/../.."

allowed() {
  case $1 in
    core)  echo "core" ;;                        # the form, its rules, the check: no library
    io)    echo "core io" ;;                     # what gongkai::gongkai reads and writes
    all)   echo "core io" ;;                     # gongkai.hpp
    src)   echo "core src" ;;                    # what reading and writing share
    read)  echo "core io src read" ;;
    write) echo "core io src write" ;;
    scan)  echo "core io all scan" ;;            # many files: uses the library as anybody does
    cli)   echo "core io all scan cli" ;;
  esac
}

room_of() {
  case $1 in
    include/gongkai/gongkai.hpp) echo all ;;
    include/gongkai/archive.hpp | include/gongkai/check_all.hpp) echo io ;;
    include/gongkai/filing.hpp | include/gongkai/json.hpp | include/gongkai/read.hpp) echo io ;;
    include/gongkai/summary_json.hpp | include/gongkai/write.hpp) echo io ;;
    include/gongkai/*) echo core ;;
    src/read/*) echo read ;;
    src/write/*) echo write ;;
    src/scan/*) echo scan ;;
    src/cli/*) echo cli ;;
    src/*/*) echo "$1" ;; # in no room yet: nobody may include it
    src/*) echo src ;;
    *) echo "$1" ;;
  esac
}

# What headers may take from outside: the standard library's headers (no dot, no slash in their
# names), fewer than all because some are slow to compile or not there with GCC 7; and Boost's
# reflection.
slow='iostream|regex|chrono|filesystem|unordered_map|charconv|span|concepts|ranges|format'

failed=0
fault() {
  echo "$1"
  failed=1
}

includes=$(grep -rnE '^[[:space:]]*#[[:space:]]*include' include src --include='*.hpp' --include='*.cpp')
while IFS=: read -r file line text; do
  room=$(room_of "$file")
  name=$(echo "$text" | sed -E 's/^[^<"]*([<"][^>"]*).*/\1/')
  case $name in
    '"'*)
      name=${name#?}
      target=
      for place in "$(dirname "$file")" include src; do
        if [ -e "$place/$name" ]; then
          target=$(realpath --relative-to=. "$place/$name")
          break
        fi
      done
      [ -n "$target" ] || fault "$file:$line: no such file here: $name"
      case " $(allowed "$room") " in
        *" $(room_of "${target:-none}") "*) ;;
        *) fault "$file:$line: $room may not include $name (only: $(allowed "$room"))" ;;
      esac
      ;;
    '<boost/describe'* | '<boost/mp11'*) ;;
    *)
      case $file in
        include/*)
          if echo "${name#<}" | grep -qE "[./]|^($slow)\$"; then
            fault "$file:$line: a public header may not include $name>"
          fi
          ;;
      esac
      ;;
  esac
done <<END
$includes
END
[ "$failed" = 0 ] && echo "$(echo "$includes" | wc -l) includes go downwards"
exit "$failed"
