"""What pandas, numpy and notebooks get to see, from columns that C++ has filled."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, Tuple


def frame_of_columns(columns: Dict[str, Tuple[Any, ...]]):
    """A DataFrame: integers as Int64 (nullable), days as datetime64, money as Decimal objects."""
    import pandas

    made: Dict[str, Any] = {}
    for name, (kind, *parts) in columns.items():
        if kind == "integer":
            made[name] = pandas.arrays.IntegerArray(*parts)
        elif name == "published":
            made[name] = parts[0].astype("datetime64[s]")
        else:
            made[name] = pandas.Series(parts[0], dtype="str" if kind == "text" else object)
    return pandas.DataFrame(made, copy=False)


def masked(column: Tuple[Any, ...]):
    """One column: a masked array of integers, else an array of objects."""
    import numpy

    kind, *parts = column
    return numpy.ma.MaskedArray(*parts) if kind == "integer" else parts[0]


# Numbers of several kinds, or larger than 64 bits hold: they stay what Python has made of them.
OBJECTS = {"expected", "actual", "sum", "recomputed", "per_100"}


def frame_of_dicts(rows: List[Dict[str, Any]], columns: Sequence[str]):
    """A DataFrame with these columns, also where there is no row; whole numbers as Int64."""
    import pandas

    def dtype(name: str, values: List[Any]) -> Any:
        known = [value for value in values if value is not None]
        if name in OBJECTS:
            return object
        if all(isinstance(value, int) and -(2**63) <= value < 2**63 for value in known):
            return "Int64" if known or name in ("year", "line") else object
        return "str" if all(isinstance(value, str) for value in values) else object

    made = {}
    for name in columns:
        values = [row[name] for row in rows]
        made[name] = pandas.Series(values, dtype=dtype(name, values))
    return pandas.DataFrame(made, copy=False)


def frame_of_sums(rows: List[Dict[str, Any]], columns: Sequence[str], by: Sequence[str]):
    """Sums by group, indexed by the group."""
    frame = frame_of_dicts(rows, columns)
    return frame.set_index(list(by)) if by else frame


def rows_of(key: Any, size: int) -> List[int]:
    """Numbers of rows from a mask (True, False for each row) or from numbers of rows."""
    import numpy

    if isinstance(key, numpy.ma.MaskedArray):
        key = key.filled(False) if key.dtype == bool else key
    chosen = numpy.asarray(key)
    if chosen.dtype == object:  # a mask with None or NA in it
        chosen = numpy.array([value is True or value is numpy.True_ for value in chosen], dtype=bool)
    if chosen.ndim != 1 or (chosen.dtype == bool and chosen.size != size):
        raise IndexError(f"a mask has a value for each of the {size} rows")
    if chosen.dtype == bool:
        return numpy.flatnonzero(chosen).tolist()
    if chosen.size and not numpy.issubdtype(chosen.dtype, numpy.integer):
        raise TypeError("rows are chosen by a mask or by their numbers")
    numbers = [int(number) + size if number < 0 else int(number) for number in chosen]
    if any(not 0 <= number < size for number in numbers):
        raise IndexError(f"there are {size} rows")
    return numbers

