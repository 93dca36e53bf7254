"""How a Table and Findings look in a notebook: inline styles only, every text escaped."""

from __future__ import annotations

from html import escape

ENDS = 5  # rows shown at each end
WIDE = 8  # columns shown of a wide table
MOST = 20  # findings shown
SIGNS = {"error": "<b>✗ 错误</b>", "warning": "! 警告", "note": "· 提示"}
TABLE = '<table style="border-collapse:collapse;color:inherit;background:transparent;">'
TEXT = "padding:2px 8px;border-bottom:1px solid rgba(128,128,128,.35);text-align:left;"
CELL = "padding:2px 8px;border-bottom:1px solid rgba(128,128,128,.35);white-space:nowrap;"


def findings_html(findings, sentence: str) -> str:
    """The first findings, and how many there are."""
    shown = [findings[i] for i in range(min(len(findings), MOST))]
    rows = "".join(
        f'<tr><td style="{TEXT}">{escape(finding.agency)} {finding.year or ""}</td>'
        f'<td style="{TEXT}" title="{escape(finding.basis)}">{SIGNS[finding.severity]}</td>'
        f'<td style="{TEXT}">{escape(finding.subject)}</td>'
        f'<td style="{TEXT}">{escape(finding.message)}</td></tr>'
        for finding in shown)
    more = f"; {len(findings) - MOST} more" if len(findings) > MOST else ""
    return f"{TABLE}{rows}</table><p>{escape(sentence + more)}</p>"


def table_html(table, sentence: str) -> str:
    """Head and tail of a table, and its counts below."""
    names = list(table.columns)
    verdict = [name for name in ("errors", "warnings", "notes") if name in names]
    cells = [name for name in names if name not in verdict]
    shown = cells if len(cells) <= WIDE else cells[: WIDE - 1]
    head = range(min(len(table), ENDS))
    tail = range(max(len(head), len(table) - ENDS), len(table))
    part = table[[*head, *tail]][shown + verdict]
    columns = {name: part[name] for name in shown + verdict}

    def cell(name: str, value: object) -> str:
        text = "" if value is None else str(value)
        wrong = name in ("errors", "warnings") and text not in ("", "0", "--")
        side = "left" if isinstance(value, str) else "right"
        style = CELL + f"text-align:{side};" + ("font-weight:bold;" if wrong else "")
        return f'<td style="{style}">{escape(text if text != "--" else "")}</td>'

    def line(i: int, number: int) -> str:
        row = "".join(cell(name, columns[name][i]) for name in shown)
        row += f'<td style="{CELL}">…</td>' if len(shown) < len(cells) else ""
        row += "".join(cell(name, columns[name][i]) for name in verdict)
        return f'<tr><th style="{CELL}text-align:right;">{number}</th>{row}</tr>'

    titles = shown + (["…"] if len(shown) < len(cells) else []) + verdict
    rows = [f'<tr><th style="{CELL}"></th>'
            + "".join(f'<th style="{CELL}">{escape(name)}</th>' for name in titles) + "</tr>"]
    rows += [line(i, number) for i, number in enumerate(head)]
    if tail and tail[0] > len(head):
        rows.append(f'<tr><td style="{CELL}" colspan="{len(titles) + 1}">⋮</td></tr>')
    rows += [line(len(head) + i, number) for i, number in enumerate(tail)]
    return TABLE + "".join(rows) + f"</table><p>{escape(sentence)}</p>"
