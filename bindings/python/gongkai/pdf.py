"""PDF files, by way of pdfplumber (``pip install pdfplumber``).

A PDF has no tables, only lines and letters. pdfplumber finds the ruled tables and the words; what
they say is told by the same recogniser that reads every other source.
"""

from __future__ import annotations

import io
from typing import List, Optional, Union

from ._core import ReadError, Report, recognise

Row = List[Optional[str]]
Block = Union[str, List[Row]]


def read_pdf(content: bytes, name: str = "") -> Report:
    """Read one report from the bytes of a PDF with a text layer; ``name`` is for messages.

    Raises ImportError without pdfplumber, ReadError where there is no report in it (a picture of a
    page has no text: it needs OCR first).
    """
    try:
        import pdfplumber
    except ImportError as error:
        raise ImportError("to read PDF files: pip install pdfplumber") from error
    blocks: List[Block] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            for page in pdf.pages:
                blocks += page_blocks(page)
                page.close()
    except Exception as error:  # whatever a parser says of a broken file
        place = f"{name}: " if name else ""
        raised = ReadError(f"{place}这份 PDF 已损坏或不完整（{error}）")
        raised.rule, raised.file = "pdf_input", name
        raise raised from error
    return recognise(blocks, name)


def page_blocks(page) -> List[Block]:
    """Paragraphs and tables of a page of pdfplumber's, from top to bottom."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    blocks: List[Block] = []
    lines = []
    for line in page.extract_text_lines(return_chars=False):
        middle = (line["top"] + line["bottom"]) / 2
        if not any(table.bbox[1] <= middle <= table.bbox[3] for table in tables):
            lines.append((line["top"], line["x0"], line["text"]))
    for table in tables:
        above = [line for line in lines if line[0] < table.bbox[1]]
        lines = lines[len(above) :]
        blocks += paragraphs(above)
        rows = table.extract()
        # Underlined text looks like a table of one column.
        text = 0
        while text < len(rows) and sum(cell is not None for cell in rows[text]) <= 1:
            text += 1
        starts = [row.bbox for row in table.rows[:text]]
        blocks += paragraphs(
            [(box[1], first_x(page, box), rows[i][0] or "") for i, box in enumerate(starts)]
        )
        if rows[text:]:
            blocks.append(rows[text:])
    return blocks + paragraphs(lines)


def first_x(page, box) -> float:
    """Where the first letter within a box stands."""
    words = page.crop(box, strict=False).extract_words()
    return words[0]["x0"] if words else box[0]


def paragraphs(lines) -> List[str]:
    """Lines (top, left, text) put together: an indented line begins a paragraph."""
    result: List[str] = []
    if not lines:
        return result
    margin = min(left for _, left, _ in lines)
    for _, left, text in lines:
        indented = left > margin + 12  # points: about one character
        if result and not indented and not result[-1].endswith(("。", "：")):
            result[-1] += text
        else:
            result.append(text)
    return result
