"""The command, and where the C++ headers and the CMake package lie that came with this package.

    python -m gongkai check report.html    as the command gongkai
    python -m gongkai --includes           flags for a compiler
    python -m gongkai --cmakedir           for -Dgongkai_DIR=
"""

import sys
from pathlib import Path

from . import _command


def main() -> None:
    here = Path(__file__).resolve().parent
    if sys.argv[1:] == ["--includes"]:
        print(f"-I{here / 'include'}")
    elif sys.argv[1:] == ["--cmakedir"]:
        print(next(here.glob("lib*/**/gongkai-config.cmake")).parent)
    else:
        _command()


if __name__ == "__main__":
    main()
