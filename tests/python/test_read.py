"""Reading from Python: sources of all kinds, errors, findings."""

import io
import os
import pickle
import re
import threading
import zipfile
from xml.etree import ElementTree

import pytest
from conftest import expected
from hypothesis import given, settings
from hypothesis import strategies as st

import gongkai


def test_every_kind_of_source(samples, report):
    path = samples / "bureau_2021.md"
    content = path.read_bytes()
    for source in [path, str(path), content, bytearray(content), io.BytesIO(content),
                   io.StringIO(content.decode()), content.decode(), report.to_json()]:
        assert gongkai.read(source) == report
    with open(path, "rb") as file:
        assert gongkai.read(file).file == str(path)


def test_a_report_knows_where_it_was_read(report):
    place = report.source("applications.received.total")
    assert place["printed"] == "1" and place["line"] > 0
    assert place["sheet"] == "" and place["place"] == f"第 {place['line']} 行"
    assert report.source("disclosure_2019.rules.produced") is None
    assert gongkai.Report().source("applications.received.total") is None
    with pytest.raises(KeyError):
        report.source("nowhere")


S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def part(content, name):
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def in_workbook(content):
    """What stands in each cell, by the name of the sheet and Excel's of the cell."""
    parts = {each.get("Id"): each.get("Target") for each in
             part(content, "xl/_rels/workbook.xml.rels")}
    return {(sheet.get("name"), cell.get("r")): "".join(
                text.text or "" for text in cell.iter() if text.tag in (S + "v", S + "t"))
            for sheet in part(content, "xl/workbook.xml").iter(S + "sheet")
            for cell in part(content, "xl/" + parts[sheet.get(R + "id")]).iter(S + "c")}


def in_word(content):
    """What stands in each cell, by table, row and column, a merged cell counting as all it spans."""
    found = {}
    for table, rows in enumerate(part(content, "word/document.xml").iter(W + "tbl"), 1):
        for row, cells in enumerate(rows.findall(W + "tr"), 1):
            column = 1
            for cell in cells.findall(W + "tc"):
                found[table, row, column] = "".join(text.text or "" for text in cell.iter(W + "t"))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += 1 if span is None else int(span.get(W + "val"))
    return found


def test_places_in_office_files_lead_to_what_is_printed(report):
    book, word = report.to_xlsx(), report.to_docx()
    of_book, of_word = gongkai.read(book), gongkai.read(word)
    printed_in_book, printed_in_word = in_workbook(book), in_word(word)
    numbers = [path for path, value in report.cells() if isinstance(value, int)]
    assert len(numbers) > 190
    for path in numbers:
        place = of_book.source(path)
        sheet, cell = re.fullmatch("工作表“(.+)”([A-Z]+[0-9]+)", place["place"]).groups()
        assert place["line"] == 0 and place["sheet"] == sheet
        assert printed_in_book[sheet, cell] == place["printed"] == str(report[path])
        place = of_word.source(path)
        where = tuple(map(int, re.fullmatch("第 (.+) 个表格第 (.+) 行第 (.+) 列",
                                            place["place"]).groups()))
        assert where == (place["table"], place["row"], place["column"])
        assert printed_in_word[where] == place["printed"] == str(report[path])


def test_findings_and_notes_say_where(samples, tmp_path):
    wrong = gongkai.read(samples / "bureau_2021_wrong_total.md")
    assert wrong.check()[0].place == "第 50 行" and wrong.check()[0].place_en == "line 50"
    assert gongkai.Report().check().to_dicts()[0]["place"] == ""
    (tmp_path / "a.xlsx").write_bytes(wrong.to_xlsx())
    (tmp_path / "b.docx").write_bytes(wrong.to_docx())
    for name in ("a.xlsx", "b.docx"):
        read = gongkai.read(tmp_path / name)
        place = read.source("applications.outcomes.disclosed.total")["place"]
        first = read.check()[0]
        assert first.place == first.cells[-1]["place"] == place
        assert read.check().to_dicts()[0]["place"] == place
        assert read.check().to_dicts("en")[0]["place"] == first.place_en != place
        assert f"{name}: {place}: 错误：" in read.check().text()
        table = gongkai.scan(tmp_path / name)
        assert table.findings.text() == read.check().text()
        assert pickle.loads(pickle.dumps(table)).findings.text() == read.check().text()
        assert [f.place for f in table.findings] == [f.place for f in read.check()]

    text, body = "本年没有行政诉讼案件。", part(wrong.to_docx(), "word/document.xml")[0]
    place = list(body).index([each for each in body if each.tag == W + "tbl"][-1])
    body.insert(place, ElementTree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{text}</w:t></w:r></w:p>'))
    above = [each for each in body[:place + 1] if each.tag == W + "p" and "".join(each.itertext())]
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wrong.to_docx())) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
        new.writestr("word/document.xml", b"<w:document xmlns:w='%s'>%s</w:document>" % (
            W[1:-1].encode(), ElementTree.tostring(body)))
    note, = gongkai.read(packed.getvalue()).notes
    assert note.rule == "reading.text.beside" and text in note.message and note.line == 0
    assert note.place == f"第 {len(above)} 段" and note.place_en == f"paragraph no. {len(above)}"


def test_what_cannot_be_read_says_why(tmp_path):
    with pytest.raises(FileNotFoundError):
        gongkai.read(tmp_path / "none.html")
    with pytest.raises(IsADirectoryError):
        gongkai.read(tmp_path)
    with pytest.raises(gongkai.ReadError) as raised:
        gongkai.read(b"")
    assert raised.value.rule == "empty_input"
    (tmp_path / "x.json").write_text('{"form": 2021, "agency": 3}')
    with pytest.raises(gongkai.ReadError) as raised:
        gongkai.read(tmp_path / "x.json")
    error = raised.value
    assert error.rule == "wrong_type" and error.path == "agency" and error.line == 1
    assert error.offset == 25 and str(tmp_path / "x.json") in str(error)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_no_bytes_crash(content):
    try:
        report = gongkai.read(content)
    except gongkai.ReadError:
        return
    assert isinstance(report, gongkai.Report)


@pytest.fixture(scope="module")
def forms(samples):
    """One report as every kind of file that is read."""
    report = gongkai.read(samples / "bureau_2021.md")
    return [form if isinstance(form, bytes) else form.encode() for form in [
        report.to_markdown(), report.to_html(page=True), report.text(), report.to_json(),
        report.to_docx(), report.to_html().encode("gb18030"), report.to_markdown().encode("utf-16")]]


# Where (as a share of the file), how many bytes are lost there, and what stands in their place.
damages = st.lists(st.tuples(st.fractions(0, 1, max_denominator=1000), st.integers(0, 200),
                             st.binary(max_size=20)), min_size=1, max_size=4)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 6), damages)
def test_no_damage_crashes(forms, which, damage):
    content = bytearray(forms[which])
    for share, lost, instead in damage:
        at = int(share * len(content))
        content[at : at + lost] = instead
    try:
        report = gongkai.read(bytes(content))
    except gongkai.ReadError as error:
        assert error.rule and str(error)
        return
    report.check(), report.diagnose(), report.to_html(findings=report.check())
    assert gongkai.Report.from_json(report.to_json()) == report


def test_findings_name_the_cell(samples):
    report = gongkai.read(samples / "bureau_2021_wrong_total.md")
    found = report.check()
    assert found.errors == 2 and len(found) == 2
    first = found[0]
    assert first.rule == "applicants.total" and first.severity == "error"
    assert first.path == "applications.outcomes.disclosed.total"
    assert (first.table, first.row, first.column) == ("表三", "（一）予以公开", "总计")
    assert (first.expected, first.actual) == (1, 2)
    assert first.cells[-1]["printed"] == "2" and first.cells[-1]["line"] == 50
    assert found[-1].rule == "outcomes.total"
    with pytest.raises(IndexError):
        found[2]
    assert "applicants.total" in found.text() and "off by" in found.text("en")


def test_frames_of_printed_tables(samples):
    pandas = pytest.importorskip("pandas")
    report = gongkai.read(samples / "bureau_2021.md")
    cells = {path: value for path, value in report.cells() if path.startswith("applications")}
    html = report.to_html()
    table = html[html.index("<table", html.index("三、")) :]
    rows = [[cell.split(">")[-1] for cell in row.split("</t")[:-1]]
            for row in table[: table.index("</table>")].split("<tr")[1:]]
    width = max(map(len, rows))
    rows = [[None] * (width - len(row)) + row for row in rows]
    wide = max(len(row) for row in rows)
    frame = pandas.DataFrame(rows)
    assert wide >= 8 and {p: v for p, v in gongkai.read(frame).cells() if p in cells} == cells
    numbers = frame.map(lambda v: float(v) if str(v).isdigit() else v)  # as a gap makes them
    assert gongkai.read(numbers).cells() == gongkai.read(frame).cells()
    with pytest.raises(gongkai.ReadError):
        gongkai.read(pandas.DataFrame({"a": [1, 2]}))


def test_findings_outlive_their_report(samples):
    found = gongkai.read(samples / "bureau_2021_wrong_total.md").check()
    first = found[0]
    del found
    assert first.actual == 2


def test_findings_as_a_frame(samples):
    pandas = pytest.importorskip("pandas")
    frame = gongkai.read(samples / "bureau_2021_wrong_total.md").check().to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["rule"]) == ["applicants.total", "outcomes.total"]
    assert list(frame["expected"]) == [1, 2] and list(frame["actual"]) == [2, 1]
    assert list(frame["row"]) == ["（一）予以公开", "（七）总计"]
    assert frame["year"].dtype == "Int64"
    assert list(gongkai.Report().check().to_pandas().columns) == list(frame.columns)


def test_reading_lets_other_threads_run(samples):
    content = (samples / "bureau_2021.md").read_bytes()
    reports = []
    threads = [threading.Thread(target=lambda: reports.append(gongkai.read(content)))
               for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reports) == 8 and all(report == reports[0] for report in reports)


def test_the_reference_report(corpus):
    report = gongkai.read(corpus / "dazhou_hrss_2021.md")
    for cell, value in expected(corpus, "dazhou_hrss_2021").items():
        assert report[cell] == value, cell
    assert report.check().errors == 0


def test_a_pdf(corpus):
    pytest.importorskip("pdfplumber")
    path = corpus / "hongze_2024.pdf"
    report = gongkai.read(path)
    assert report.agency == "淮安市洪泽区人民政府" and report.year == 2024
    assert report.file == os.fspath(path)
    for cell, value in expected(corpus, "hongze_2024").items():
        assert report[cell] == value, cell
    assert report.check().errors == 0
    assert report.overview.platforms.startswith("（四）") or "网站" in report.overview.platforms
    assert gongkai.read(path.read_bytes()) == report
    with pytest.raises(gongkai.ReadError):
        gongkai.read(path.read_bytes()[:5000])
