#!/bin/bash
# Builds the library, the command and the tests for another machine and runs them under qemu's user
# mode.
#   cross.sh arm64|s390x|i386|armhf [SOURCE_FILE_PATTERN...]   default: every unit test
# Debian's cross compilers come as packages; what else is linked is unpacked into build/ from the
# packages of that machine, so that nothing of this system is changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
machine=$1
shift
case $machine in
  arm64) triple=aarch64-linux-gnu emulator=qemu-aarch64 processor=aarch64 ;;
  armhf) triple=arm-linux-gnueabihf emulator=qemu-arm processor=arm ;;
  s390x) triple=s390x-linux-gnu emulator=qemu-s390x processor=s390x ;;
  i386) triple=i686-linux-gnu emulator=qemu-i386 processor=i686 ;;
  *) echo "unknown machine: $machine" >&2; exit 2 ;;
esac
libraries=${triple/i686/i386} # where Debian's packages of that machine keep theirs
.ci/need "g++-$triple" qemu-user libboost1.81-dev libcli11-dev doctest-dev
build=build/$machine root=$PWD/build/$machine-root
mkdir -p "$build" "$root"

if [ ! -e "$root/done" ]; then
  # Its own state of apt: only that machine, nothing installed.
  apt_root=$root/apt
  mkdir -p "$apt_root"/{state/lists/partial,cache/archives/partial}
  : >"$apt_root/status"
  apt=(-o "APT::Architecture=$machine" -o "APT::Architectures=$machine" -o "Dir::State=$apt_root/state"
    -o "Dir::State::status=$apt_root/status" -o "Dir::Cache=$apt_root/cache")
  # An index that cannot be had is no matter, unless a package is missing then.
  apt-get "${apt[@]}" update -q || true
  (cd "$apt_root" && apt-get "${apt[@]}" download -q libsimdjson-dev libsimdjson14 libpugixml-dev \
    libpugixml1v5 zlib1g-dev zlib1g libgumbo-dev libgumbo1 libc6) ||
    { echo "Debian's packages for $machine cannot be reached: skipped"; exit 77; }
  # Of the C library only what iconv, with which the tests compare, loads; the rest is the compiler's.
  dpkg -x "$apt_root"/libc6_*.deb "$apt_root/libc6"
  cp -r "$apt_root/libc6/usr/lib/$libraries/gconv" "$root/gconv"
  rm "$apt_root"/libc6_*.deb
  for package in "$apt_root"/*.deb; do dpkg -x "$package" "$root"; done
  # A link of Debian's that is absolute; and the headers that are the same everywhere.
  ln -sf "$root/lib/$libraries/libz.so.1" "$root/usr/lib/$libraries/libz.so"
  mkdir -p "$root/usr/include" "$root/usr/lib/cmake"
  for shared in boost doctest CLI; do ln -sfn "/usr/include/$shared" "$root/usr/include/$shared"; done
  cp -r /usr/lib/cmake/doctest /usr/share/cmake/CLI11 "$root/usr/lib/cmake"
  touch "$root/done"
fi

cat >"$build/toolchain.cmake" <<END
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR $processor)
set(CMAKE_CXX_COMPILER $triple-g++)
set(CMAKE_LIBRARY_ARCHITECTURE $libraries)
set(CMAKE_FIND_ROOT_PATH $root)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_CROSSCOMPILING_EMULATOR $emulator -L /usr/$triple -E LD_LIBRARY_PATH=$root/usr/lib/$libraries:$root/lib/$libraries:/usr/$triple/lib)
END
export PKG_CONFIG_LIBDIR=$root/usr/lib/$libraries/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root
cmake --preset release -B "$build" -DCMAKE_TOOLCHAIN_FILE="$PWD/$build/toolchain.cmake" \
  -DCMAKE_EXE_LINKER_FLAGS="-Wl,-rpath-link,$root/usr/lib/$libraries:$root/lib/$libraries" \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Wno-psabi -isystem $root/usr/include" -DGONGKAI_EXAMPLES=OFF \
  -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -Dboost_describe_DIR="$PWD/tests/consumer/describe_only"
cmake --build "$build" --parallel "$(nproc)" --target gongkai_tests gongkai_cli

# The tests of the command start it themselves, which qemu's user mode does only where the system
# knows it as the interpreter; they are left to the tiers that run on this machine.
paths=$root/usr/lib/$libraries:$root/lib/$libraries:/usr/$triple/lib
emulate=("$emulator" -L "/usr/$triple" -E "GCONV_PATH=$root/gconv" -E "LD_LIBRARY_PATH=$paths")
# Most machines run i386 by themselves, ten times as fast.
loader=/usr/$triple/lib/ld-linux.so.2
if [ "$machine" = i386 ] && "$loader" --version >/dev/null 2>&1; then
  emulate=(env "GCONV_PATH=$root/gconv" "$loader" --library-path "$paths")
fi
"${emulate[@]}" "$build/gongkai" check examples/data >"$build/check.txt" || [ $? = 1 ]
grep -q '相差 1' "$build/check.txt"
patterns=("$@")
[ ${#patterns[@]} -gt 0 ] || patterns=('*')
for pattern in "${patterns[@]}"; do
  "${emulate[@]}" "$build/tests/gongkai_tests" --source-file="$pattern" \
    --source-file-exclude='*command_test.cpp'
done
