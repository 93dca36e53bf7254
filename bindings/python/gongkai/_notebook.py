"""How a Table and Findings look in a notebook: inline styles only, every text escaped."""

from __future__ import annotations

from html import escape

ENDS = 5  # rows shown at each end
WIDE = 10  # of a table with more columns, only these are shown:
CHIEF = ["file", "agency", "year", "applications.received.total",
         "applications.outcomes.total.total", "applications.carried_forward.total"]
MOST = 20  # findings shown
SIGNS = {"error": "<b>✗ 错误</b>", "warning": "! 警告", "note": "· 提示"}

LINE = "padding:2px 8px;border-bottom:1px solid rgba(128,128,128,.35);vertical-align:top;"
TEXT, NUMBER = LINE + "text-align:left;", LINE + "text-align:right;"
SHORT = TEXT + "white-space:nowrap;"
HEAD = LINE + "text-align:center;"
TABLE = ('<div style="overflow-x:auto"><table style="border-collapse:collapse;color:inherit;'
         'background:transparent;">')
END = "</table></div>"


def cell(text: str, style: str, title: str = "") -> str:
    told = f' title="{escape(title)}"' if title else ""
    return f'<td style="{style}"{told}>{escape(text)}</td>'


def heading(name: str) -> str:
    """A path that may be broken behind its dots."""
    return escape(name).replace(".", ".<wbr>").replace("_", "_<wbr>")


def file_cell(name: str) -> str:
    """The end of a file's name; all of it on hover."""
    return cell(name.replace("!", "/").rstrip("/").rsplit("/", 1)[-1], SHORT, name)


def findings_html(findings, sentence: str) -> str:
    """The first findings, and how many there are."""
    rows = ""
    for i in range(min(len(findings), MOST)):
        finding = findings[i]
        whose = f"{finding.agency} {finding.year or ''}"
        rows += "<tr>" + (cell(whose, SHORT) if finding.agency else file_cell(finding.file))
        rows += f'<td style="{SHORT}">{SIGNS[finding.severity]}</td>'
        rows += cell(finding.subject, SHORT, finding.place) + cell(finding.message, TEXT, finding.basis) + "</tr>"
    more = f"; {len(findings) - MOST} more" if len(findings) > MOST else ""
    return f"{TABLE}{rows}{END}<p>{escape(sentence + more)}</p>"


def table_html(table, sentence: str) -> str:
    """Head and tail of a table, and its counts below."""
    names = list(table.columns)
    verdict = [name for name in ("errors", "warnings", "notes") if name in names]
    cells = [name for name in names if name not in verdict]
    shown = cells
    if len(cells) > WIDE:
        shown = [name for name in CHIEF if name in cells] or cells[:WIDE]
    head = range(min(len(table), ENDS))
    tail = range(max(len(head), len(table) - ENDS), len(table))
    part = table[[*head, *tail]]
    columns = {name: part[name] for name in shown + verdict}

    def value_cell(name: str, value: object) -> str:
        text = "" if value is None or str(value) == "--" else str(value)  # masked
        if name == "file":
            return file_cell(text)
        if isinstance(value, str):
            return cell(text, SHORT)
        wrong = name in ("errors", "warnings") and text not in ("", "0")
        return cell(text, NUMBER + ("font-weight:bold;" if wrong else ""))

    def line(i: int, number: int) -> str:
        row = [value_cell(name, columns[name][i]) for name in shown]
        row += [cell("…", TEXT)] if len(shown) < len(cells) else []
        row += [value_cell(name, columns[name][i]) for name in verdict]
        return f"<tr>{cell(str(number), NUMBER)}{''.join(row)}</tr>"

    titles = ["", *shown, *(["…"] if len(shown) < len(cells) else []), *verdict]
    rows = ["<tr>" + "".join(f'<th style="{HEAD}">{heading(name)}</th>' for name in titles) + "</tr>"]
    rows += [line(i, number) for i, number in enumerate(head)]
    if tail and tail[0] > len(head):
        rows.append(f'<tr><td style="{TEXT}" colspan="{len(titles)}">⋮</td></tr>')
    rows += [line(len(head) + i, number) for i, number in enumerate(tail)]
    return f"{TABLE}{''.join(rows)}{END}<p>{escape(sentence)}</p>"
