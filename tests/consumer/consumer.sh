#!/bin/sh
# The project beside this script, built as a user of the library builds his.
#   consumer.sh built|shared|subdirectory CMAKE COMPILER WORK_FOLDER [BUILD_FOLDER [FLAG...]]
# built: installed from the build folder, where it is made with those flags; shared: made anew and
# installed. Both are used with CMake and with pkg-config.
set -eu
way=$1 cmake=$2 compiler=$3 work=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
rm -rf "$work"
mkdir -p "$work"

consume() { # options for CMake
  "$cmake" -S "$here" -B "$work/consumer" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" "$@"
  "$cmake" --build "$work/consumer"
  (cd "$work/consumer" && "$(dirname "$cmake")/ctest" --output-on-failure --no-tests=error)
}

plain() { # prefix, flags: no CMake at all
  prefix=$1
  shift
  # shellcheck disable=SC2046 # the flags are words
  "$compiler" -std=c++17 "$@" "$here/whole.cpp" -o "$work/plain" \
    $(PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name gongkai.pc)") pkg-config --cflags --libs gongkai)
  LD_LIBRARY_PATH="$prefix/lib" "$work/plain"
}

case $way in
  built) # installed, then moved
    build=$1
    shift
    "$cmake" --install "$build" --prefix "$work/first"
    mv "$work/first" "$work/prefix"
    consume -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_CXX_FLAGS="$*"
    plain "$work/prefix" "$@"
    ;;
  shared) # an absolute folder of libraries; the user has no simdjson, and another kind of Boost
    prefix="$work/prefix"
    "$cmake" -S "$source" -B "$work/gongkai" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" \
      -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR="$prefix/lib" -DBUILD_SHARED_LIBS=ON \
      -DGONGKAI_CLI=OFF -DGONGKAI_EXAMPLES=OFF -DGONGKAI_TESTS=OFF
    "$cmake" --build "$work/gongkai" --target install
    consume -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON \
      -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -Dboost_describe_DIR="$here/describe_only"
    plain "$prefix"
    ;;
  subdirectory)
    consume -DGONGKAI_SOURCE="$source"
    ;;
esac
