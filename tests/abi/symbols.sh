#!/bin/bash
# What the shared library exports is its own, and what it needs is to be had on old systems.
#   symbols.sh LIBRARY
set -euo pipefail
command -v objdump >/dev/null || { echo "no objdump here: skipped"; exit 77; }
library=$(realpath "$1")
cd "$(dirname "$0")"
failed=0
fault() {
  echo "$1"
  failed=1
}

table=$(objdump -T "$library")

# "…F .text 00…1a GONGKAI_0.1 _ZN7gongkai4readE…"; a symbol that is absolute names the version.
exported=$(echo "$table" | grep -vE '\*UND\*|\*ABS\*' | awk 'NF >= 6 {print $NF}' | c++filt | sed 's|\[abi:cxx11\]||')
ours='^((guard variable|typeinfo|typeinfo name|vtable) for )?gongkai::'
strangers=$(echo "$exported" | grep -vE "$ours" || true)
[ -z "$strangers" ] || fault "exported, and not ours:
$(echo "$strangers" | cut -c1-200)"
for function in 'gongkai::v0::read(' 'gongkai::v0::recognise(' 'gongkai::v0::to_utf8(' 'gongkai::v0::form_text('; do
  grep -qF "$function" <<<"$exported" || fault "not exported: $function…)"
done

needed=$(echo "$table" | grep -F '*UND*' | grep -oE '(GLIBCXX|CXXABI|GLIBC|GCC)_[0-9.]+' | sort -uV)
[ -n "$needed" ] || fault "nothing is needed: that cannot be"
while read -r newest; do
  library_of=${newest%_*}
  found=$(echo "$needed" | grep "^${library_of}_" | tail -1)
  echo "newest needed of $library_of: ${found:-none}; allowed: $newest"
  later=$(printf '%s\n%s\n' "$newest" "$found" | sort -V | tail -1)
  [ "$later" = "$newest" ] || fault "too new: $(echo "$table" | grep -F "($found)" | awk '{print $NF}' | c++filt)"
done < <(grep -v '^#' needed.txt)

echo "$(echo "$exported" | wc -l) symbols exported"
exit "$failed"
