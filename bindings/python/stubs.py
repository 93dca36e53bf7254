"""Writes gongkai/_core.pyi from the compiled module: python stubs.py > gongkai/_core.pyi

What C++ returns as `object` is told by the docstring's last paragraph ("int, …; a State …") or, for
the few others, below.
"""

from __future__ import annotations

import enum
import inspect
import re
import sys

from gongkai import _core

HEAD = '''"""The compiled part of gongkai. Written by bindings/python/stubs.py; do not edit."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, overload

import numpy
import pandas
import polars
'''

# What a docstring says of a member that C++ hands over as an object.
BY_DOC = [
    ("int, at least 0", "int | State"),
    ("int, signed", "int | State"),
    ("Decimal, exact, in", "Decimal | State"),
    ("Decimal, exact", "Decimal"),
    ("int, or None", "int | None"),
    ("int, the year of the notice", "int"),
    ("datetime.date, or None", "datetime.date | None"),
    ("str, empty", "str"),
]
# What a setter takes beside what the getter gives.
TAKEN = {"Decimal | State": "Decimal | int | str | State",
         "datetime.date | None": "datetime.date | str | None"}
# The others, by Class.member: return type, or whole signature.
RETURNS = {
    "Report.__getitem__": "int | Decimal | State",
    "Report.cells": "list[tuple[str, int | Decimal | State]]",
    "Report._ipython_key_completions_": "list[str]",
    "Report.to_dict": "dict[str, Any]",
    "Report.apply": "Report",
    "Diagnosis.to_dict": "dict[str, Any]",
    "Finding.year": "int | None",
    "Report.source": "dict[str, Any] | None",
    "Finding.expected": "int | None",
    "Finding.actual": "int | Decimal | State",
    "Finding.cells": "list[dict[str, Any]]",
    "Findings.to_dicts": "list[dict[str, Any]]",
    "Findings.__iter__": "Iterator[Finding]",
    "Failures.__getitem__": "ReadError",
    "Failures.__iter__": "Iterator[ReadError]",
    "Failures.to_dicts": "list[dict[str, Any]]",
    "Table.__iter__": "Iterator[Report]",
    "Table.shape": "tuple[int, int]",
    "Table.repeats": "list[tuple[int, int, bool]]",
    "Table.to_numpy": "numpy.ma.MaskedArray[Any, Any]",
    "Summary.to_dicts": "list[dict[str, Any]]",
    "Summary.coverage": "pandas.DataFrame",
    "Summary.indicators": "pandas.DataFrame",
    "Report.replace": "Report",
    "Report.__replace__": "Report",
}
FRAMES = {"to_pandas": "pandas.DataFrame", "to_polars": "polars.DataFrame", "to_arrow": "Any",
          "_repr_html_": "str", "__arrow_c_schema__": "object", "__arrow_c_stream__": "object"}
# Parameters that C++ takes as objects.
TAKES = {
    "Report.apply": {"corrections": "Correction | Sequence[Correction]"},
    "Report.__getitem__": {"arg0": "str | tuple[str, str, str]"},
    "Report.__setitem__": {"arg0": "str | tuple[str, str, str]",
                           "arg1": "int | Decimal | str | State"},
    "Report.from_dict": {"tree": "dict[str, Any]"},
    "Report.to_html": {"findings": "Findings | None"},
    "Correction.__init__": {"printed": "int | State", "proposed": "int | State"},
    "Table.__init__": {"reports": "Iterable[Report]"},
    "Table.filter": {"wanted": "Callable[[Report], object]"},
    "Table.summarise": {"by": "str | Sequence[str] | None"},
    "Summary.__init__": {"by": "str | Sequence[str] | None"},
    "series": {"reports": "Iterable[Report]"},
    "parts": {"reports": "Iterable[Report]"},
}
# What table[key] gives hangs on the key.
TABLE_GETITEM = '''    @overload
    def __getitem__(self, key: int) -> Report: ...
    @overload
    def __getitem__(self, key: str | tuple[str, str, str]) -> numpy.ndarray[Any, Any]: ...
    @overload
    def __getitem__(
        self,
        key: slice | list[int] | list[bool] | list[str] | numpy.ndarray[Any, Any]
        | pandas.Series[Any] | polars.Series,
    ) -> Table:
'''


def plain(annotation: str) -> str:
    annotation = annotation.replace("gongkai._core.", "").replace("collections.abc.", "")
    return re.sub(r"typing\.SupportsInt \| typing\.SupportsIndex", "int", annotation)


def type_by_doc(doc: str, otherwise: str) -> str:
    told = doc.rsplit("\n\n", 1)[-1].strip()
    for start, annotation in BY_DOC:
        if told.startswith(start):
            return annotation
    return otherwise


def docstring(doc: str, indent: str) -> str:
    doc = doc.strip()
    return f'{indent}"""{doc}"""\n' if "\n" not in doc else (
        f'{indent}"""' + doc.replace("\n", "\n" + indent).replace(indent + "\n", "\n") + '"""\n')


def signature(name: str, doc: str) -> tuple[str, str, str]:
    """Parameters, return type and text, from the docstring that pybind11 makes."""
    first, _, text = doc.partition("\n")
    match = re.match(r"\w+\((.*)\) -> (.*)$", first)
    assert match, (name, doc)
    return plain(match[1]), plain(match[2]), text.strip()


def taking(parameters: str, key: str) -> str:
    for name, annotation in TAKES.get(key, {}).items():
        parameters, found = re.subn(rf"\b{name}: [\w.]+(\[[^]]*\])?", f"{name}: {annotation}",
                                    parameters, count=1)
        assert found, (key, name, parameters)
    return parameters


def member(owner: str, name: str, value: object) -> str:
    key, indent = f"{owner}.{name}", "    "
    if isinstance(value, property):
        getter = (value.fget.__doc__ or "").strip() if value.fget else ""
        annotation = plain(getter.rsplit("-> ", 1)[-1]) if "-> " in getter else "object"
        annotation = RETURNS.get(key) or type_by_doc(value.__doc__ or "", annotation)
        text = f"{indent}@property\n{indent}def {name}(self) -> {annotation}:\n"
        text += docstring(value.__doc__ or "", indent * 2) if value.__doc__ else indent * 2 + "...\n"
        if value.fset is not None:
            taken = TAKEN.get(annotation, annotation)
            text += f"{indent}@{name}.setter\n{indent}def {name}(self, value: {taken}) -> None: ...\n"
        return text
    static = isinstance(value, staticmethod)
    doc = (value.__func__ if static else value).__doc__ or ""
    parameters, returned, told = signature(name, doc.strip())
    if key == "Table.__getitem__":
        return TABLE_GETITEM + docstring(told, indent * 2)
    parameters = taking(parameters, key)
    parameters = re.sub(r"^self: [\w.]+", "self", parameters)
    parameters = re.sub(r"\*\*(\w+)$", r"**\1: Any", parameters)
    if name == "__eq__":
        parameters, returned = "self, other: object, /", "bool"
    elif name in ("__getitem__", "__setitem__", "__setstate__", "__contains__"):
        parameters = re.sub(r"arg(\d)", r"arg\1", parameters) + ", /"
    returned = RETURNS.get(key) or FRAMES.get(name) or returned
    text = f"{indent}@staticmethod\n" if static else ""
    text += f"{indent}def {name}({parameters}) -> {returned}:"
    return text + ("\n" + docstring(told, indent * 2) if told else " ...\n")


def class_stub(name: str, cls: type) -> str:
    if issubclass(cls, enum.Enum):
        body = "".join(f'    {m.name} = "{m.value}"\n' for m in cls)
        return f"class {name}(Enum):\n{docstring(cls.__doc__ or '', '    ')}{body}"
    text = f"class {name}:\n"
    if cls.__doc__:
        text += docstring(cls.__doc__, "    ")
    skip = {"__module__", "__doc__", "__new__", "__weakref__", "__dict__", "__getstate__",
            "__setstate__", "_pybind11_conduit_v1_"}
    for key, value in vars(cls).items():
        if key in skip:
            continue
        if key == "__hash__":
            text += "    __hash__: ClassVar[None]  # type: ignore[assignment]\n"
            continue
        if key == "__init__" and (value.__doc__ or "").startswith("Initialize self"):
            continue
        text += member(name, key, inspect.getattr_static(cls, key))
    return text


def main() -> None:
    parts = [HEAD]
    for name, value in vars(_core).items():
        if inspect.isclass(value) and issubclass(value, BaseException):
            members = "".join(f"    {member}: {'int' if member == 'offset' else 'str'}\n"
                              for member in ("rule", "file", "path", "table", "row", "column",
                                             "actual", "offset"))
            members += "".join(f"    {member}: {annotation} | None\n" for member, annotation in
                               [("line", "int"), ("character", "int"), ("expected", "str")])
            parts.append(f"class {name}(ValueError):\n" + docstring(value.__doc__ or "", "    ") +
                         members)
        elif inspect.isclass(value):
            parts.append(class_stub(name, value))
        elif callable(value) and not name.startswith("__"):
            parameters, returned, told = signature(name, value.__doc__ or "")
            parameters = taking(parameters, name)
            parts.append(f"def {name}({parameters}) -> {returned}:\n" + docstring(told, "    "))
    sys.stdout.write("\n".join(parts))


if __name__ == "__main__":
    main()
