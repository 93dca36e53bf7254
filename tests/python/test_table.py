"""A table of reports: rows, columns, and the same numbers in every tool that reads it."""

import datetime
import pickle
import shutil
from decimal import Decimal

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import reports

import gongkai
from gongkai import State, Table

RECEIVED = "applications.received.total"
FEES = "disclosure.administrative_fees.collected"


def made(n: int = 30) -> Table:
    """Known reports: year 2015 + i, i natural persons, i / 8 万元; each seventh number is blank."""
    all = []
    for i in range(n):
        report = gongkai.Report(form=2019 if i % 5 == 0 else 2021, agency=f"第{i % 3}局",
                                year=2015 + i, published=datetime.date(2016 + i, 1, 20))
        for path, _ in report.cells():
            report[path] = 0
        report.applications.received.natural_person = i
        report.applications.received.total = State.blank if i % 7 == 0 else i
        if report.form == 2021:
            report.disclosure.administrative_fees.collected = Decimal(i) / 8
        all.append(report)
    return Table(all)


SUM = sum(i for i in range(30) if i % 7)
MONEY = sum(Decimal(i) / 8 for i in range(30) if i % 5)


def test_rows_are_reports_without_their_prose(report):
    report.problems = "问题"
    table = Table([report, report.replace(year=2022)])
    assert len(table) == 2 and table.shape == (2, 239)
    assert table[0].cells() == report.cells() and table[0].problems == ""
    assert table[-1].year == 2022 and [r.year for r in table] == [2021, 2022]
    with pytest.raises(IndexError):
        table[2]
    with pytest.raises(TypeError):
        Table([3])
    assert len(Table()) == 0 and list(Table()) == []


def test_slices_masks_and_numbers():
    table = made()
    assert [r.year for r in table[3:6]] == [2018, 2019, 2020]
    assert [r.year for r in table[::-10]] == [2044, 2034, 2024]
    assert [r.year for r in table[table["year"] > 2042]] == [2043, 2044]
    assert [r.year for r in table[[5, -1]]] == [2020, 2044]
    assert [r.year for r in table[numpy.array([5])]] == [2020]
    more = table[table[RECEIVED] > 27]  # 28 is blank: not chosen
    assert [r.year for r in more] == [2044]
    assert len(table[[True] * 30]) == 30 and len(table[[]]) == 0
    assert [r.year for r in table.filter(lambda r: r.form == 2019 and r.year > 2030)] == [
        2035, 2040]
    with pytest.raises(IndexError):
        table[[True]]
    with pytest.raises(IndexError):
        table[[30]]
    with pytest.raises(TypeError):
        table[[1.5]]


def test_masks_from_pandas_and_polars():
    table = made()
    for mask in [table.to_pandas()[RECEIVED] > 27, table.to_polars()[RECEIVED] > 27]:
        assert [r.year for r in table[mask]] == [2044]


def test_columns_are_chosen_by_name():
    table = made(3)
    assert table.columns[:4] == ["file", "agency", "year", "published"]
    assert table.columns[-3:] == ["errors", "warnings", "notes"]
    few = table[["agency", "applications.received", "errors"]]
    assert few.shape == (3, 1 + 7 + 3) and few.columns[1] == "applications.received.natural_person"
    assert few[1:].columns == few.columns and few[0].year == 2015
    assert list(table["agency"]) == ["第0局", "第1局", "第2局"]
    assert list(table["applications.received.natural_person"]) == [0, 1, 2]
    assert list(table["表三", "一", "自然人"]) == [0, 1, 2]
    assert table["errors"].dtype == numpy.int64
    for name in ["nowhere", "applications", "applications.receiv"]:
        with pytest.raises(KeyError):
            table[name]
    with pytest.raises(KeyError):
        table[["agency", "nowhere"]]
    with pytest.raises(TypeError):
        table[["agency", 3]]
    with pytest.raises(TypeError):
        table.summarise(by=3)


def test_a_number_that_is_not_there_is_masked():
    column = made()[RECEIVED]
    assert column.shape == (30,) and column.sum() == SUM
    assert column.mask.sum() == 5 and column.mask[0] and not column.mask[1]


def test_numpy():
    array = made().to_numpy()
    assert array.shape == (30, 227) and array.dtype == numpy.int64
    assert made()[["applications.received"]].to_numpy().sum(axis=0)[0] == sum(range(30))
    assert made()[["applications.received"]].to_numpy()[:, -1].sum() == SUM
    assert Table().to_numpy().shape == (0, 227)


def test_every_engine_gives_the_same_sums():
    table = made()
    pandas = table.to_pandas()
    assert pandas.shape == (30, 239)
    assert pandas[RECEIVED].dtype == "Int64" and pandas[RECEIVED].sum() == SUM
    assert pandas[RECEIVED].isna().sum() == 5
    assert pandas[FEES].dropna().sum() == MONEY and pandas[FEES][0] is None
    assert pandas["published"][0].date() == datetime.date(2016, 1, 20)

    import polars
    frame = table.to_polars()
    assert isinstance(frame, polars.DataFrame) and frame.shape == (30, 239)
    assert frame[RECEIVED].sum() == SUM and frame[RECEIVED].null_count() == 5
    assert frame[FEES].sum() == MONEY

    import pyarrow
    import pyarrow.compute
    arrow = table.to_arrow()
    assert isinstance(arrow, pyarrow.Table) and arrow.shape == (30, 239)
    assert pyarrow.compute.sum(arrow[RECEIVED]).as_py() == SUM
    assert pyarrow.compute.sum(arrow[FEES]).as_py() == MONEY
    assert arrow.field(RECEIVED).metadata[b"zh"].decode().endswith("总计")

    import duckdb
    wide = table
    assert duckdb.sql(f'select sum("{RECEIVED}"), sum("{FEES}") from wide').fetchall()[0] == (
        SUM, MONEY)

    summary = table.summarise()
    assert summary.to_dicts()[0][RECEIVED] == SUM and summary.to_dicts()[0][FEES] == MONEY


def test_the_tidy_form_gives_the_same_sums():
    tidy = made().tidy
    rows = sum(198 if i % 5 == 0 else 200 for i in range(30))
    assert len(tidy) == rows
    frame = tidy.to_pandas()
    assert frame.shape == (rows, 14)
    mine = frame[frame["path"] == RECEIVED]
    assert mine["value"].sum() == SUM and (mine["state"] == "blank").sum() == 5
    assert set(mine["row"]) == {"一、本年新收政府信息公开申请数量"}
    assert frame["amount"].dropna().sum() == MONEY

    import duckdb
    import polars
    lazy = tidy.to_polars()
    assert lazy.filter(polars.col("path") == RECEIVED)["value"].sum() == SUM
    arrow = tidy.to_arrow()
    assert arrow.num_rows == rows
    assert duckdb.sql(f"select sum(value) from tidy where path = '{RECEIVED}'").fetchall()[0] == (
        SUM,)


def test_a_fresh_stream_for_each_call():
    import pyarrow
    table = made(3)
    for _ in range(2):
        assert pyarrow.RecordBatchReader.from_stream(table).read_all().num_rows == 3
    schema = pyarrow.schema(table)
    assert schema.names == table.columns and schema.field("year").type == pyarrow.int64()
    assert str(schema.field(FEES).type) == "decimal128(38, 6)"
    assert pyarrow.schema(table.tidy).names[-1] == "state"
    unused = table.__arrow_c_stream__()  # released with its capsule
    assert "arrow_array_stream" in repr(unused)
    assert pyarrow.table(made(0)).num_rows == 0 and pyarrow.table(made(0).tidy).num_rows == 0


def test_a_stream_outlives_its_table():
    import pyarrow
    reader = pyarrow.RecordBatchReader.from_stream(made())
    assert reader.read_all()["year"][29].as_py() == 2044


def test_tables_together():
    both = made(2)[["year"]] + made(3)
    assert [r.year for r in both] == [2015, 2016, 2015, 2016, 2017] and both.columns == ["year"]
    assert both.repeats == [(2, 0, False), (3, 1, False)]
    assert both.findings.notes == made(2).findings.notes + made(3).findings.notes


def test_findings_follow_their_rows(samples):
    report = gongkai.read(samples / "bureau_2021_wrong_total.md")
    table = Table([gongkai.read(samples / "bureau_2021.md"), report, report.replace(year=2022)])
    assert [f.year for f in table.findings if f.severity == "error"] == [2021, 2021, 2022, 2022]
    assert [f.year for f in table[[2]].findings if f.severity == "error"] == [2022, 2022]
    assert table[:1].findings.errors == 0
    assert table.findings.text().count("applicants.total") == 2
    assert "[2]" in table[1:2].findings.text()  # the row is drawn, from the table
    frame = table.findings.to_pandas()
    errors = frame[frame["severity"] == "error"]
    assert list(errors["expected"]) == [1, 2, 1, 2] and list(errors["actual"]) == [2, 1, 2, 1]
    assert list(errors["row"])[:1] == ["（一）予以公开"]
    unchecked = Table([report], check=False)
    assert unchecked["errors"].mask.all() and len(unchecked.findings) == 0


def test_what_is_shown(samples):
    table = gongkai.scan([samples / "bureau_2021_wrong_total.md", samples / "none.html"])
    assert repr(table).startswith("<gongkai.Table 1 report × 239 columns; 2 errors in 1 report")
    assert "1 file could not be read" in repr(table)
    assert "not checked" in repr(Table([gongkai.Report()], check=False))


def test_a_table_in_a_notebook():
    bad = '<script>alert(1)</script>"\' onload=x'
    rows = [r.replace(agency=bad) for r in made(30)]
    html = Table(rows)._repr_html_()
    assert "<script" not in html and "&lt;script&gt;" in html
    for banned in ["<style", "<svg", "data-", "class=", " onload=x>"]:
        assert banned not in html.replace(f"&lt;script&gt;alert(1)", "")
    assert html.count("<tr>") == 1 + 5 + 1 + 5  # heading, head, gap, tail
    assert ">2015<" in html and ">2044<" in html and ">2025<" not in html
    assert "30 reports" in html
    for few in [made(0), made(1), made(10), made(11)]:
        assert few._repr_html_().count("<tr>") == 1 + min(len(few), 11)


def test_findings_in_a_notebook(samples):
    report = gongkai.read(samples / "bureau_2021_wrong_total.md").replace(agency="<b>局</b>")
    html = report.check()._repr_html_()
    assert html.count("✗ 错误") == 2 and "&lt;b&gt;局" in html and "<b>局" not in html
    assert "2 errors" in html and "more" not in html
    many = Table([report] * 15).findings
    assert many._repr_html_().count("<tr>") == 20 and "10 more" in many._repr_html_()
    assert "<tr>" not in made(0).findings._repr_html_()


@settings(deadline=None, max_examples=60)
@given(st.lists(reports(with_text=False), max_size=4))
def test_any_report_comes_back_from_a_table(all):
    table = Table(all, check=False)
    assert [r.cells() for r in table] == [r.cells() for r in all]
    arrow = table.to_arrow().to_pylist()
    frame = table.to_pandas()
    for i, report in enumerate(all):
        for path, value in report.cells():
            number = None if isinstance(value, State) else value
            assert arrow[i][path] == number, path
            assert (None if frame[path].isna()[i] else frame[path][i]) == number, path
    assert list(gongkai.read_json_lines(table.to_json_lines().encode())) == list(table)


def everything(table: Table) -> tuple:
    """All that can be asked of a table."""
    return (table.shape, table.columns, table.to_json_lines(), table.repeats, table.passed_over,
            table.to_arrow(), table.tidy.to_arrow(), table.findings.to_dicts(),
            table.findings.to_dicts("en"), table.findings.text(),
            [f.cells for f in table.findings], table.failures.to_dicts())


def test_a_table_is_pickled_with_all_that_a_scan_left(samples, tmp_path):
    shutil.copytree(samples, tmp_path / "a")
    (tmp_path / "a" / "broken.json").write_text('{"agency": 3}')
    (tmp_path / "a" / "style.css").write_text("p {}")
    told = gongkai.read(samples / "bureau_2021.md")
    told.overview.disclosure_on_request = "2021年，本局共收到政府信息公开申请77件。"
    (tmp_path / "told.json").write_text(told.to_json(), encoding="utf-8")
    table = gongkai.scan(tmp_path)
    assert len(table.failures) == 1 and table.passed_over == 1
    kinds = {f.rule.split(".")[0] for f in table.findings}
    assert {"applicants", "text"} <= kinds and any(f.cells for f in table.findings)
    again = pickle.loads(pickle.dumps(table))
    assert everything(again) == everything(table)
    chosen = pickle.loads(pickle.dumps(table[["year", RECEIVED]][1:]))
    assert everything(chosen) == everything(table[["year", RECEIVED]][1:])
    assert len(pickle.loads(pickle.dumps(Table()))) == 0


@given(st.lists(reports(), max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_table_is_pickled(some):
    table = Table(some)
    assert everything(pickle.loads(pickle.dumps(table))) == everything(table)


def test_a_damaged_pickle_is_refused():
    table = made(3)
    good = table.__getstate__()
    verdicts, findings = good[2], good[3]
    assert len(findings) > 0
    for state in [(99, *good[1:]), good[:3], (1, b"{", *good[2:]), (*good[:2], verdicts[:2], *good[3:]),
                  (*good[:2], verdicts + verdicts[:1], *good[3:]),
                  (*good[:3], [(3, *findings[0][1:])], *good[4:]),  # of a row that is not there
                  (*good[:3], [(0, "no.such.rule", *findings[0][2:])], *good[4:]),
                  (*good[:3], [(*findings[0][:3], "1" * 99, *findings[0][4:])], *good[4:]),
                  (*good[:6], ([], [229], True, True))]:
        with pytest.raises(ValueError, match="pickled by another version"):
            Table.__new__(Table).__setstate__(state)
