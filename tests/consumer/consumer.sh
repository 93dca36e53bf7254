#!/bin/sh
# The project beside this script, built as a user of the library builds his.
#   consumer.sh static|shared|subdirectory CMAKE COMPILER WORK_FOLDER
# static, shared: against an installed package, with CMake and with pkg-config.
set -eu
way=$1 cmake=$2 compiler=$3 work=$4
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
rm -rf "$work"
mkdir -p "$work"

consume() { # options for CMake
  "$cmake" -S "$here" -B "$work/consumer" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" "$@"
  "$cmake" --build "$work/consumer"
  (cd "$work/consumer" && "$(dirname "$cmake")/ctest" --output-on-failure --no-tests=error)
}

install() { # prefix, options for CMake
  prefix=$1
  shift
  "$cmake" -S "$source" -B "$work/gongkai" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DGONGKAI_CLI=OFF -DGONGKAI_EXAMPLES=OFF -DGONGKAI_TESTS=OFF "$@"
  "$cmake" --build "$work/gongkai" --target install
}

plain() { # prefix: no CMake at all
  # shellcheck disable=SC2046 # the flags are words
  "$compiler" -std=c++17 "$here/whole.cpp" -o "$work/plain" \
    $(PKG_CONFIG_PATH="$1/lib/pkgconfig" pkg-config --cflags --libs gongkai)
  LD_LIBRARY_PATH="$1/lib" "$work/plain"
}

case $way in
  static) # installed, then moved
    install "$work/first" -DBUILD_SHARED_LIBS=OFF -DCMAKE_INSTALL_LIBDIR=lib
    mv "$work/first" "$work/prefix"
    consume -DCMAKE_PREFIX_PATH="$work/prefix"
    plain "$work/prefix"
    ;;
  shared) # an absolute folder of libraries; the user has no simdjson, and another kind of Boost
    install "$work/prefix" -DBUILD_SHARED_LIBS=ON -DCMAKE_INSTALL_LIBDIR="$work/prefix/lib"
    consume -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON \
      -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -Dboost_describe_DIR="$here/describe_only"
    plain "$work/prefix"
    ;;
  subdirectory)
    consume -DGONGKAI_SOURCE="$source"
    ;;
esac
