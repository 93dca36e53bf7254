"""China's annual reports on government information disclosure: read, check, add up.

    import gongkai
    report = gongkai.read("report.html")
    report.applications.received.total     # an int, or a State: blank is not zero
    report["表三", "（七）", "总计"]
    report.check()                         # what is wrong, where, and by which rule
"""

from __future__ import annotations

import os
from typing import IO, Union

from ._core import (
    Finding,
    Findings,
    Mention,
    Note,
    ReadError,
    Report,
    State,
    read_bytes,
)

__all__ = [
    "Finding",
    "Findings",
    "Mention",
    "Note",
    "ReadError",
    "Report",
    "State",
    "read",
]

Source = Union[str, "os.PathLike[str]", bytes, IO[bytes], IO[str]]


def read(source: Source) -> Report:
    """Read one report, whatever kind of file it is.

    ``source`` is a path, the bytes of a file, or an open file. A ``str`` is a path; to read a text
    that is in memory already, encode it: ``read(text.encode())``. PDF files need
    ``pip install gongkai[pdf]``.

    Raises ReadError where no report can be read, and OSError where there is no such file.
    """
    name = ""
    if isinstance(source, (bytes, bytearray, memoryview)):
        content = bytes(source)
    elif hasattr(source, "read"):
        name = str(getattr(source, "name", ""))
        got = source.read()
        content = got.encode() if isinstance(got, str) else got
    else:
        name = os.fspath(source)
        with open(source, "rb") as file:
            content = file.read()
    if content.startswith(b"%PDF-"):
        from .pdf import read_pdf

        return read_pdf(content, name)
    return read_bytes(content, name)
