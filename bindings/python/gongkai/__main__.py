"""Where the C++ headers and the CMake package lie that came with this package.

    python -m gongkai --includes    flags for a compiler
    python -m gongkai --cmakedir    for -Dgongkai_DIR=
"""

import argparse
from pathlib import Path


def main() -> None:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(prog="python -m gongkai")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--includes", action="store_true", help="print -I and the headers' folder")
    which.add_argument("--cmakedir", action="store_true", help="print the CMake package's folder")
    if parser.parse_args().includes:
        print(f"-I{here / 'include'}")
    else:
        print(next(here.glob("lib*/cmake/gongkai"), None) or next(here.glob("lib*/**/cmake/gongkai")))


if __name__ == "__main__":
    main()
