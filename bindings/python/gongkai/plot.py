"""Pictures of reports, on matplotlib (``pip install matplotlib``). Each returns its Axes.

``reports`` is a Table, a wide DataFrame whose columns are the paths of the form
(``applications.received.total``), or any iterable of Report. A cell without a number is left out
and counted, never drawn as zero.
"""

from __future__ import annotations

import warnings
from typing import Any, Iterable, List, Optional, Sequence, Tuple

from ._core import Report, State

TOTAL = "total"
APPLICATIONS = "applications."
OUTCOMES = APPLICATIONS + "outcomes."

# The groups of outcomes in the order of the form: label, path (of a row, or of a group of rows).
GROUPS: List[Tuple[str, str, str]] = [
    ("予以公开", "Disclosed", "disclosed"),
    ("部分公开", "Partly disclosed", "partly_disclosed"),
    ("不予公开", "Denied", "denied"),
    ("无法提供", "Unavailable", "unavailable"),
    ("不予处理", "Not processed", "not_processed"),
    ("其他处理", "Other handling", "other_handling"),
]
# Readable side by side in print and by most people who confuse colours (after Okabe and Ito).
COLOURS = ["#009E73", "#56B4E9", "#D55E00", "#E69F00", "#CC79A7", "#999999", "#0072B2"]

FONTS = [
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Noto Sans CJK JP",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "PingFang SC",
    "Hiragino Sans GB",
]


def _pyplot():
    try:
        import matplotlib.pyplot as pyplot
    except ImportError as error:
        raise ImportError("to draw: pip install matplotlib") from error
    return pyplot


def chinese_font() -> Optional[str]:
    """The name of an installed font with Chinese characters, or None."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in installed), None)


def _finish(ax, lang: str):
    """Gives every text of the picture a font that has its characters."""
    from matplotlib.text import Text

    texts = [text for text in ax.figure.findobj(Text) if text.get_text()]
    if all(text.get_text().isascii() for text in texts):
        return ax
    font = chinese_font()
    if font is None:
        warnings.warn(
            "no font with Chinese characters was found: install one (Debian: "
            "apt-get install fonts-wqy-microhei, then delete matplotlib's font cache)"
            + ("" if lang == "en" else ', or use lang="en"'),
            stacklevel=3,
        )
        return ax
    for text in texts:
        text.set_fontfamily([font, "sans-serif"])
    return ax


def _number(value: Any) -> Optional[float]:
    """For drawing only; None where there is no number (also pandas' and numpy's own)."""
    if value is None or isinstance(value, State) or value != value:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _rows(reports: Any) -> List[dict]:
    """One dict a report: agency, year, and the cells by path."""
    if isinstance(reports, Report):
        reports = [reports]
    if hasattr(reports, "to_pandas"):
        reports = reports.to_pandas()
    if hasattr(reports, "to_dict") and hasattr(reports, "columns"):
        return reports.to_dict("records")
    return [{"agency": r.agency, "year": r.year, "division": r.division, "parent": r.parent,
             "form": r.form, **dict(r.cells())} for r in reports]


def _outcome(row: dict, group: str) -> Optional[float]:
    """The total of a group of outcomes; None unless each of its rows has a number."""
    prefix = OUTCOMES + group
    cells = [value for path, value in row.items()
             if isinstance(path, str) and path.endswith("." + TOTAL)
             and (path.startswith(prefix + ".") or path.startswith(prefix + "_2019."))
             and value is not State.absent]
    # In a frame, the rows that a form does not have are empty: of （六） one way is enough.
    numbers = [_number(value) for value in cells]
    if group == "other_handling":
        given = [number for number in numbers if number is not None]
        return sum(given) if given else None
    if not numbers or any(number is None for number in numbers):
        return None
    return sum(number for number in numbers if number is not None)


def flow(report: Report, *, ax=None, lang: str = "zh"):
    """Where the applications of one report came from and where they went, column 总计.

    Left: received and carried over; right: the groups of outcomes and what is carried forward.
    The bands' heights are cases (件). Raises ValueError where a number that is needed is not there.
    """
    pyplot = _pyplot()
    (row,) = _rows(report)
    zh = lang == "zh"
    incoming = [("本年新收" if zh else "Received", row[APPLICATIONS + "received.total"]),
                ("上年结转" if zh else "Carried over", row[APPLICATIONS + "carried_in.total"])]
    outgoing = [(name if zh else english, _outcome(row, group)) for name, english, group in GROUPS]
    outgoing.append(("结转下年度" if zh else "Carried forward",
                     row[APPLICATIONS + "carried_forward.total"]))
    lacking = [name for name, value in incoming + outgoing if _number(value) is None]
    if lacking:
        raise ValueError("no number for " + ", ".join(lacking))
    if ax is None:
        _, ax = pyplot.subplots(figsize=(8, 5))
    height = max(sum(_number(v) or 0 for _, v in side) for side in (incoming, outgoing)) or 1
    gap = height * 0.04

    def band(x0, low0, x1, low1, size, colour):
        steps = [i / 30 for i in range(31)]
        xs = [x0 + (x1 - x0) * t for t in steps]
        ease = [t * t * (3 - 2 * t) for t in steps]
        lower = [low0 + (low1 - low0) * e for e in ease]
        ax.fill_between(xs, lower, [low + size for low in lower], color=colour, alpha=0.55, lw=0)

    def side(blocks, x, middle_x, colours, align):
        top, middle = height + gap * (len(blocks) - 1) / 2, height
        for (name, value), colour in zip(blocks, colours):
            size = _number(value) or 0
            if size > 0:
                band(x, top - size, middle_x, middle - size, size, colour)
            label = f"{name}  {int(size)}"
            ax.text(x + (-0.02 if align == "right" else 0.02), top - size / 2, label,
                    ha=align, va="center", color="black" if size else "0.6")
            top -= size + max(gap, height * 0.055 - size if size < height * 0.055 else gap)
            middle -= size

    side(incoming, 0.0, 0.47, ["#0072B2", "#56B4E9"], "right")
    side(outgoing, 1.0, 0.53, COLOURS, "left")
    ax.set_xlim(-0.35, 1.4)
    ax.axis("off")
    ax.set_title(f"{report.agency} {report.year or ''}".strip())
    return _finish(ax, lang)


def trend(reports: Any, cells: Sequence[str] = (APPLICATIONS + "received.total",), *, ax=None,
          lang: str = "zh"):
    """Cells over the years, a line for each; a year without a number is a gap in the line."""
    pyplot = _pyplot()
    rows = sorted((row for row in _rows(reports) if row.get("year")), key=lambda row: row["year"])
    if not rows:
        raise ValueError("no report with a year")
    if ax is None:
        _, ax = pyplot.subplots(figsize=(8, 4.5))
    years = list(range(int(rows[0]["year"]), int(rows[-1]["year"]) + 1))
    for path, colour in zip(cells, COLOURS * (1 + len(cells) // len(COLOURS))):
        by_year = {int(row["year"]): _number(row.get(path)) for row in rows}
        values = [by_year.get(year) for year in years]
        ax.plot(years, [float("nan") if v is None else v for v in values], marker="o",
                color=colour, label=path)
    ax.set_xticks(years)
    ax.set_ylim(bottom=0)
    ax.set_ylabel("件" if lang == "zh" else "cases")
    ax.legend(fontsize="small")
    ax.grid(axis="y", alpha=0.3)
    return _finish(ax, lang)


def mix(reports: Any, by: str = "agency", *, ax=None, lang: str = "zh"):
    """Shares of the groups of outcomes, a bar for each value of ``by``.

    Summed over the reports that give every group; beside each bar how many cases, and how many of
    the group's reports that is.
    """
    pyplot = _pyplot()
    groups: dict = {}
    for row in _rows(reports):
        group = groups.setdefault(str(row.get(by)), {"all": 0, "used": 0, "sums": [0.0] * 6})
        group["all"] += 1
        values = [_outcome(row, path) for _, _, path in GROUPS]
        if any(value is None for value in values):
            continue
        group["used"] += 1
        group["sums"] = [a + b for a, b in zip(group["sums"], values)]
    if ax is None:
        _, ax = pyplot.subplots(figsize=(9, 0.5 * len(groups) + 1.6))
    names = list(groups)
    for y, name in enumerate(names):
        sums, left = groups[name]["sums"], 0.0
        whole = sum(sums)
        for value, colour in zip(sums, COLOURS):
            if whole > 0:
                ax.barh(y, value / whole * 100, left=left, color=colour)
                left += value / whole * 100
        ax.text(101, y, f"n={int(whole)}  ({groups[name]['used']}/{groups[name]['all']})",
                va="center", fontsize="small")
    for (name, english, _), colour in zip(GROUPS, COLOURS):
        ax.barh(0, 0, color=colour, label=name if lang == "zh" else english)
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.set_xlim(0, 118)
    ax.set_xlabel("占办理结果的 %" if lang == "zh" else "% of outcomes")
    ax.legend(ncols=3, fontsize="small", loc="upper center", bbox_to_anchor=(0.5, -0.25))
    return _finish(ax, lang)


def ranking(reports: Iterable[Any], cell: str = APPLICATIONS + "received.total", *, top: int = 20,
            label: str = "agency", ax=None, lang: str = "zh"):
    """Reports by one cell, the largest first. Below: for how many of all there was a number."""
    pyplot = _pyplot()
    rows = _rows(reports)
    known = [(number, str(row.get(label))) for row in rows
             if (number := _number(row.get(cell))) is not None]
    known.sort(key=lambda pair: (-pair[0], pair[1]))
    shown = known[:top]
    if ax is None:
        _, ax = pyplot.subplots(figsize=(8, 0.35 * len(shown) + 1.4))
    ax.barh(range(len(shown)), [number for number, _ in shown], color=COLOURS[6])
    for y, (number, _) in enumerate(shown):
        ax.text(number, y, f" {number:g}", va="center", fontsize="small")
    ax.set_yticks(range(len(shown)), [name for _, name in shown])
    ax.invert_yaxis()
    coverage = (f"{len(rows)} 份报告中 {len(known)} 份有此数" if lang == "zh"
                else f"{len(known)} of {len(rows)} reports give this number")
    ax.set_xlabel(f"{cell}\n{coverage}")
    return _finish(ax, lang)
