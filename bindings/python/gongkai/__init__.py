"""China's annual reports on government information disclosure: read, check, add up.

    import gongkai
    report = gongkai.read("report.html")
    report.applications.received.total     # an int, or a State: blank is not zero
    report["表三", "（七）", "总计"]
    report.check()                         # what is wrong, where, and by which rule

    table = gongkai.scan("county/")        # folders and archives of thousands
    table.to_pandas()                      # a row a report; .tidy: a row a cell
    table.findings.to_pandas()             # every doubt
    table.summarise(by="year").indicators()
"""

from __future__ import annotations

import csv
import importlib.util
import io
import os
import sys
import warnings
from typing import IO, TYPE_CHECKING, Any, Iterable, List, Literal, Mapping, Optional, Union

from . import _core
from ._core import (
    Correction,
    Diagnosis,
    Explanation,
    Failures,
    Fault,
    Finding,
    Findings,
    Mention,
    Note,
    ReadError,
    Report,
    RolledUp,
    Slip,
    State,
    Summary,
    Table,
    parts,
    series,
)

if TYPE_CHECKING:
    import pandas

__all__ = [
    "Correction",
    "Diagnosis",
    "Explanation",
    "Failures",
    "Fault",
    "Finding",
    "Findings",
    "Mention",
    "Note",
    "ReadError",
    "Report",
    "RolledUp",
    "Slip",
    "State",
    "Summary",
    "Table",
    "parts",
    "read",
    "read_json_lines",
    "rollup",
    "scan",
    "series",
]

Source = Union[str, "os.PathLike[str]", bytes, IO[bytes], IO[str]]
Name = Union[str, "os.PathLike[str]"]


def _content(source: Any) -> "tuple[bytes, str]":
    """The bytes of a source, and the name of its file."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), ""
    if hasattr(source, "read"):
        got = source.read()
        name = getattr(source, "name", "")
        return got.encode() if isinstance(got, str) else got, name if isinstance(name, str) else ""
    if isinstance(source, str) and ("\n" in source or source[:1] in ("<", "{")):
        return source.encode(), ""
    name = os.fspath(source)
    with open(name, "rb") as file:
        return file.read(), name


def read(source: Union[Source, "pandas.DataFrame"]) -> Report:
    """Read one report, whatever kind of file it is.

    ``source`` is a path, the bytes of a file, an open file, a text, or a DataFrame that holds the
    tables as they are printed, as ``pandas.read_excel`` or ``read_html`` give them. A ``str`` is
    a text where it has line ends or begins with ``<`` or ``{``, else a path. PDF files need
    ``pip install pdfplumber``.

    Raises ReadError where no report can be read, and OSError where there is no such file.
    """
    if hasattr(source, "itertuples"):
        return _core.recognise([_grid(source)])
    content, name = _content(source)
    if content.startswith(b"%PDF-"):
        from .pdf import read_pdf

        return read_pdf(content, name)
    return _core.read_bytes(content, name)


def _grid(frame: Any) -> List[List[str]]:
    """The rows of a DataFrame as texts; its column names too, unless they are only numbers."""

    def text(value: Any) -> str:
        if value is None or value != value:
            return ""
        if isinstance(value, float) and value.is_integer():  # a column with a gap in it
            return str(int(value))
        return str(value)

    rows = [[text(value) for value in row] for row in frame.itertuples(index=False)]
    if all(isinstance(name, int) for name in frame.columns):
        return rows
    names = [name if isinstance(name, tuple) else (name,) for name in frame.columns]
    return [[text(part) for part in level] for level in zip(*names)] + rows


def scan(
    source: Union[Name, Iterable[Name]],
    *,
    jobs: Optional[int] = None,
    check: bool = True,
    errors: Literal["collect", "raise"] = "collect",
    progress: Optional[bool] = None,
) -> Table:
    """Read all reports of files, folders, archives (zip, tar, tar.gz) and patterns into a Table.

    The rows come in the order of the names, whatever ``jobs`` is (how many files at a time;
    None: as many as there are processors). Files with JSON Lines give a row for each line. Where
    pdfplumber is installed PDF files are read too, one at a time. Only a few files are in memory
    at once, and what is kept of each is its row and its findings.

    ``check``: each report is checked, as by Report.check: ``table.findings``. With
    ``errors="collect"`` a file that cannot be read is listed in ``table.failures`` and stops
    nothing; with ``"raise"`` the first one raises its ReadError. ``progress``: a bar by tqdm;
    None: if tqdm is installed and somebody is looking. Ctrl-C stops a scan.
    """
    if errors not in ("collect", "raise"):
        raise ValueError(f'errors is "collect" or "raise", not {errors!r}')
    if jobs is not None and jobs < 1:
        raise ValueError("jobs is at least 1")
    names = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    bar = _bar(progress)
    try:
        return _core.scan(
            [os.fsencode(name) for name in names], jobs or 0, check, errors == "collect",
            None if bar is None else lambda done: bar.update(done - bar.n), _pdf_reader(),
        )
    finally:
        if bar is not None:
            bar.close()


def _bar(progress: Optional[bool]) -> Any:
    if progress is False:
        return None
    try:
        from tqdm.auto import tqdm  # type: ignore[import-untyped]
    except ImportError:
        if progress:
            raise ImportError("for a progress bar: pip install tqdm") from None
        return None
    return tqdm(unit=" files", disable=None if progress is None else False)


def _pdf_reader() -> Any:
    if importlib.util.find_spec("pdfplumber") is None:  # imported with the first PDF: it is slow
        return None
    from .pdf import read_pdf

    return read_pdf


def read_json_lines(
    source: Source, *, check: bool = True, errors: Literal["collect", "raise"] = "raise"
) -> Table:
    """Read JSON Lines of reports (``gongkai read --format json``, Table.to_json_lines).

    ``source``, ``check`` and ``errors`` are those of ``read`` and ``scan``. It is in memory as a
    whole; ``scan`` reads a file of any size.
    """
    if errors not in ("collect", "raise"):
        raise ValueError(f'errors is "collect" or "raise", not {errors!r}')
    content, name = _content(source)
    return _core.read_json_lines(content, name, check, errors == "collect")


def rollup(
    units: Union[Name, "pandas.DataFrame", Iterable[Mapping[str, Any]]],
    reports: Union[Table, Iterable[Report]],
) -> List[RolledUp]:
    """What each government should report: the reports of those below it, added up level by level.

    ``units`` lists the agencies: a CSV file, a DataFrame or dicts with the columns ``agency``,
    ``parent``, ``division`` (code of a government, which lies below that of the next level) and
    ``vertical`` (not part of its parent's sum); only ``agency`` is a must. One RolledUp for each
    year and government. Totals are worked out anew; who is missing is told.

    Raises ValueError where the list contradicts itself; warns of reports that are not in it.
    """
    if isinstance(units, (str, os.PathLike)):
        with open(units, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    elif hasattr(units, "to_csv"):
        text = units.to_csv(index=False)
    else:
        rows = list(units)
        out = io.StringIO()
        writer = csv.DictWriter(out, ["agency", "parent", "division", "vertical"], restval="")
        writer.writeheader()
        writer.writerows(rows)
        text = out.getvalue()
    table = reports if isinstance(reports, Table) else Table(reports, check=False)
    rolled, strangers = _core.rollup(text, table)
    for stranger in strangers:
        warnings.warn(stranger, stacklevel=2)
    return rolled


def _command() -> None:
    """The command ``gongkai``, which is the one written in C++."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nobody looks after Ctrl-C in there
    sys.stdout.flush()
    sys.exit(_core.command([b"gongkai", *map(os.fsencode, sys.argv[1:])]))
