"""Reports of all kinds for hypothesis: any cell may hold any number or none."""

import datetime
from decimal import Decimal

from hypothesis import strategies as st

import gongkai
from gongkai import State

TEXT = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=20)
COUNT = st.one_of(st.integers(0, 500), st.integers(0, 2**63 - 1))
SIGNED = st.one_of(st.integers(-500, 500), st.integers(-(2**63) + 8, 2**63 - 1))
MONEY = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12),
                max_value=10**12),
    st.integers(0, 10**6).map(Decimal))
NONE = st.sampled_from([State.blank, State.missing, State.unreadable, State.fraction,
                        State.ambiguous])


def cell(path: str):
    if path.endswith((".collected", ".amount")):
        number = MONEY
    elif path.endswith(".change"):
        number = SIGNED
    else:
        number = COUNT
    return st.one_of(number, NONE)


@st.composite
def reports(draw, with_text: bool = True):
    report = gongkai.Report(
        form=draw(st.sampled_from([2019, 2021])),
        agency=draw(TEXT), division=draw(st.sampled_from(["", "350128", "350100"])),
        year=draw(st.one_of(st.none(), st.integers(2008, 2030))),
        published=draw(st.one_of(st.none(), st.dates(datetime.date(2008, 1, 1)))))
    paths = [path for path, _ in report.cells()]
    zero = draw(st.booleans())
    if zero:
        for path in paths:
            report[path] = 0
    for path in draw(st.lists(st.sampled_from(paths), max_size=12, unique=True)):
        report[path] = draw(cell(path))
    if with_text:
        report.overview.opening = draw(TEXT)
        report.problems = draw(TEXT)
    return report
