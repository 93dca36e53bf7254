"""The typed report from Python: members, cells by name, what they refuse, copies."""

import copy
import datetime
import json
import pickle
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import reports

import gongkai
from gongkai import State

RECEIVED = "applications.received.total"


def test_members_are_attributes(report):
    assert report.agency == "示例市人力资源和社会保障局"
    assert report.form == 2021 and report.year == 2021
    assert report.published == datetime.date(2022, 1, 20)
    assert report.applications.received.natural_person == 1
    assert report.disclosure.administrative_fees.collected == Decimal("66.4866")
    assert report.disclosure_2019.rules.produced is State.absent


def test_a_cell_by_path_and_by_official_names(report):
    assert report[RECEIVED] == report.applications.received.total
    assert report["表三", "（七）", "总计"] == report.applications.outcomes.total.total
    assert report["表二", "行政规范性文件", "现行有效件数"] == 4
    assert report["表三", "（三）1.属于国家秘密", "自然人"] == 0
    for key in ["applications.received", "nowhere", ("表三", "（九）", "总计")]:
        with pytest.raises(KeyError):
            report[key]
    with pytest.raises(TypeError):
        report[3]


def test_parts_are_views_of_their_report(report):
    received = report.applications.received
    received.total = 7
    assert report[RECEIVED] == 7
    report["表三", "一", "总计"] = 8
    assert received.total == 8
    del report
    assert received.total == 8  # the part keeps its report alive


def test_a_blank_is_not_zero():
    blank = gongkai.Report(form=2021)
    assert blank[RECEIVED] is State.blank
    with pytest.raises(TypeError):
        blank[RECEIVED] + 1
    assert dict(blank.cells())[RECEIVED] is State.blank
    assert len(blank.cells()) == 10 + 25 * 7 + 15
    assert len(gongkai.Report(form=2019).cells()) == 22 + 23 * 7 + 15


@pytest.mark.parametrize("value", [3.0, True, "3", None, 2**63, -(2**63)])
def test_a_count_refuses_what_is_no_exact_count(report, value):
    before = report[RECEIVED]
    with pytest.raises((TypeError, ValueError)) as refused:
        report.applications.received.total = value
    assert "total" in str(refused.value)
    assert report[RECEIVED] == before


@pytest.mark.parametrize("value", [1.5, True, None, "12,5", "NaN", Decimal("1e-300")])
def test_money_refuses_what_is_not_exact(report, value):
    with pytest.raises((TypeError, ValueError, ArithmeticError)):
        report.disclosure.administrative_fees.collected = value


def test_money_takes_exact_decimals(report):
    fees = report.disclosure.administrative_fees
    for value, same in [("24252.311082", "24252.311082"), (3, "3"), (Decimal("1E+2"), "100")]:
        fees.collected = value
        assert fees.collected == Decimal(same)


def test_other_members_refuse_other_types(report):
    for name, value in [("year", "2021"), ("agency", 3), ("published", "2022-02-30"), ("form", 2020)]:
        with pytest.raises((TypeError, ValueError)):
            setattr(report, name, value)
    with pytest.raises(TypeError):
        gongkai.Report(agencies="x")
    with pytest.raises(ValueError):
        gongkai.Report(form=2020)


@given(st.integers(-(2**63) + 8, 2**63 - 1))
def test_every_count_comes_back(number):
    report = gongkai.Report()
    report[RECEIVED] = number
    assert report[RECEIVED] == number
    assert gongkai.Report.from_json(report.to_json()) == report


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])), st.integers(1, 9999))
def test_text_and_year_come_back(text, year):
    report = gongkai.Report(agency=text, year=year)
    assert report.agency == text
    assert gongkai.Report.from_json(report.to_json()) == report
    assert pickle.loads(pickle.dumps(report)) == report


def test_copies_are_of_their_own(report):
    for other in [copy.copy(report), copy.deepcopy(report), pickle.loads(pickle.dumps(report)),
                  report.replace()]:
        assert other == report
        other[RECEIVED] = 99
        assert other != report and report[RECEIVED] == 1
    assert report.replace(agency="甲局").agency == "甲局"
    if sys.version_info >= (3, 13):
        assert copy.replace(report, year=2024).year == 2024
    with pytest.raises(TypeError):
        hash(report)


def test_dict_and_json_agree(report):
    tree = report.to_dict()
    assert tree == json.loads(report.to_json(indent=2))
    assert tree["applications"]["received"]["total"] == 1
    assert tree["disclosure"]["administrative_fees"]["collected"] == "66.4866"


def test_from_json_is_strict(report):
    tree = report.to_dict()
    assert gongkai.Report.from_dict(tree) == report
    tree["agencies"] = "x"
    with pytest.raises(ValueError, match="agencies"):
        gongkai.Report.from_dict(tree)
    with pytest.raises(ValueError, match="agencies"):
        gongkai.Report.from_json(json.dumps(tree))


def test_labels_are_docstrings():
    outcomes = type(gongkai.Report().applications.outcomes)
    assert "（七）总计" in outcomes.total.__doc__
    assert "万元" in type(gongkai.Report().disclosure.administrative_fees).collected.__doc__
    assert "natural_person" in dir(gongkai.Report().applications.received)


def test_names_are_completed(report):
    keys = report._ipython_key_completions_()
    assert RECEIVED in keys and ("表三", "（七）总计", "总计") in keys
    assert len(keys) == 2 * len(report.cells())
    for key in keys:
        assert report[key] == report[keys[keys.index(key) % len(report.cells())]]


def test_a_pickle_of_another_version_is_refused(report):
    with pytest.raises(ValueError, match="version"):
        gongkai.Report.__new__(gongkai.Report).__setstate__((99, report.to_json()))


@settings(deadline=None, max_examples=100)
@given(reports())
def test_any_report_comes_back(report):
    assert gongkai.Report.from_json(report.to_json()) == report
    assert gongkai.Report.from_dict(report.to_dict()) == report
    assert pickle.loads(pickle.dumps(report)) == report
    assert copy.deepcopy(report) == report
    report.check(), report.diagnose(), report.to_markdown(), report._repr_html_()


def test_the_form_reads_back(report):
    for text in [report.to_markdown(), report.to_html(), report.to_html(page=True)]:
        assert gongkai.read(text).cells() == report.cells()
    assert report.to_html(page=True).startswith("<!DOCTYPE html>")
    for content in [report.to_docx(), report.to_xlsx()]:
        assert gongkai.read(content).cells() == report.cells()
    assert "Applications" in report.to_markdown("en") or "applications" in report.to_markdown("en")


def test_a_report_in_a_notebook(samples):
    report = gongkai.read(samples / "bureau_2021_wrong_total.md")
    html = report._repr_html_()
    assert html.startswith("<div") and "收到行政许可" not in html
    message = report.check()[0].message
    assert 'title="' in html and message.split("：")[0] in html
    assert html.count("※") == 3  # two cells, and what the sign means
    assert "※" not in gongkai.read(samples / "bureau_2021.md")._repr_html_()
    assert report.to_html(findings=report.check()) == html
    bad = "<script>alert(1)</script>\" onmouseover=\"x"
    hostile = report.replace(agency=bad, problems=bad)
    hostile.overview.opening = bad
    for text in [hostile._repr_html_(), hostile.to_html(page=True)]:
        assert "<script" not in text and 'onmouseover="x' not in text
    for banned in ["<style", "<svg", "data-", "class=", "javascript:", "background:#", "color:#"]:
        assert banned not in html, banned
    assert repr(report) == "<gongkai.Report 示例市交通运输局 2021, form 2021>"


def test_a_diagnosis_and_its_correction(samples):
    report = gongkai.read(samples / "bureau_2021_wrong_total.md")
    diagnosis = report.diagnose()
    assert diagnosis.verdict == "one" and len(diagnosis.faults) == 1
    (explanation,) = diagnosis.faults[0].explanations
    assert len(explanation) == 1 and explanation.slips[0].kind == "total_not_updated"
    (correction,) = explanation.corrections
    assert correction.path == "applications.outcomes.disclosed.total"
    assert (correction.table, correction.row, correction.column) == ("表三", "（一）予以公开", "总计")
    assert (correction.printed, correction.proposed, correction.confidence) == (2, 1, "only")
    assert correction.rules == ["applicants.total", "outcomes.total"]
    assert "应为 1" in explanation.message and "should be 1" in explanation.message_en
    assert "应为 1" in diagnosis.text() and diagnosis.to_dict()["verdict"] == "one"

    for corrections in [correction, [correction], diagnosis.corrections]:
        corrected = report.apply(corrections)
        assert corrected[correction.path] == 1 and report[correction.path] == 2
        assert corrected.check().errors == 0 and corrected.diagnose().verdict == "consistent"
        assert corrected.file == report.file
        with pytest.raises(ValueError, match="disclosed"):
            corrected.apply(corrections)  # it holds another number now
    mine = gongkai.Correction(correction.path, 2, 1)
    assert mine == correction and report.apply(mine) == corrected
    with pytest.raises(KeyError):
        gongkai.Correction("nowhere", 2, 1)
    with pytest.raises(ValueError):
        report.apply([correction, gongkai.Correction(RECEIVED, 99, 1)])
    with pytest.raises(TypeError):
        report.apply(3)


def test_blanks_that_the_equations_fill(report):
    report.applications.received.total = State.blank
    diagnosis = report.diagnose()
    (filled,) = diagnosis.filled
    assert (filled.path, filled.printed, filled.proposed) == (RECEIVED, State.blank, 1)
    assert filled.confidence == "determined"
    assert report.apply(diagnosis.corrections)[RECEIVED] == 1
    empty = gongkai.Report().diagnose()
    assert empty.filled == [] and RECEIVED in empty.open
