"""Sums by group, merged, carried to other processes; years and levels against each other."""

import pickle
import random
from decimal import Decimal

import pytest
from test_table import FEES, MONEY, RECEIVED, SUM, made

import gongkai
from gongkai import State, Summary, Table


def zeros(agency: str, year: int, **more) -> gongkai.Report:
    report = gongkai.Report(agency=agency, year=year, **more)
    for path, _ in report.cells():
        report[path] = 0
    return report


def received(agency: str, year: int, n: int, **more) -> gongkai.Report:
    """n applications by natural persons, all of them answered."""
    report = zeros(agency, year, **more)
    for row in [report.applications.received, report.applications.outcomes.disclosed,
                report.applications.outcomes.total]:
        row.natural_person = row.total = n
    return report


def test_exact_sums_by_group():
    summary = made().summarise(by=["form"])
    assert summary.by == ["form"] and len(summary) == 2 and summary.reports == 30
    frame = summary.to_pandas()
    assert list(frame.index) == [2019, 2021] and list(frame["reports"]) == [6, 24]
    assert frame[RECEIVED].sum() == SUM
    assert frame[FEES][2021] == MONEY and frame[FEES][2019] is None
    assert frame["disclosure_2019.rules.produced"].isna()[2021]
    one = made().summarise()
    assert len(one) == 1 and one.to_pandas()[RECEIVED][0] == SUM
    two = made().summarise(["agency", "form"]).to_pandas()
    assert two.index.names == ["agency", "form"] and two.loc[("第0局", 2019), "reports"] == 2
    with pytest.raises(KeyError):
        made().summarise("moon")


def test_sums_beyond_64_bits_are_exact():
    most = [zeros(f"{i}局", 2021) for i in range(3)]
    for report in most:
        report[RECEIVED] = 2**63 - 1
    assert Table(most).summarise().to_dicts()[0][RECEIVED] == 3 * (2**63 - 1)
    assert Table(most).summarise().to_pandas()[RECEIVED][0] == 3 * (2**63 - 1)


def test_coverage_says_who_stands_behind_a_sum():
    frame = made().summarise().coverage()
    row = frame[frame["path"] == RECEIVED].iloc[0]
    assert (row["value"], row["blank"], row["absent"]) == (25, 5, 0)
    assert row["sum"] == SUM and row["recomputed"] == sum(range(30))
    assert frame["value"].sum() + frame["absent"].sum() + frame["blank"].sum() == 30 * 229


def test_indicators_with_both_their_parts():
    table = Table([received("甲局", 2021, 3), received("乙局", 2021, 4), zeros("丙局", 2022)])
    frame = table.summarise("year").indicators().set_index(["year", "indicator"])
    row = frame.loc[(2021, "disclosed")]
    assert (row["numerator"], row["denominator"], row["standing"]) == (7, 7, "defined")
    assert row["per_100"] == Decimal("100.00")
    assert frame.loc[(2022, "disclosed")]["standing"] == "no_cases"
    assert frame.loc[(2022, "disclosed")]["per_100"] is None
    assert "Share" in table.summarise().indicators("en")["title"][0]


def test_merged_in_any_split_and_order():
    table = made()
    whole = table.summarise("agency")
    rows = list(table)
    random.Random(3).shuffle(rows)
    parts = [Table(rows[:7]).summarise("agency"), Table(rows[5:20]).summarise("agency"),
             Summary("agency"), Table(rows[20:]).summarise("agency")]  # two reports are in two parts
    merged = parts[0] + (parts[3] + parts[2]) + pickle.loads(pickle.dumps(parts[1]))
    assert merged == whole and merged.reports == 32 and merged.repeats == 2
    assert parts[0].reports == 7  # merging changes neither side
    one_by_one = Summary("agency")
    for report in rows:
        one_by_one.add(report)
    assert one_by_one == whole
    with pytest.raises(ValueError):
        whole.merge(table.summarise("year"))
    assert whole != table[1:].summarise("agency")


def test_a_summary_keeps_its_rows_whatever_becomes_of_others():
    table = made()
    first, second = table.summarise("agency"), table.summarise("agency")
    extra = received("再一局", 2021, 5)
    first.add(extra)  # and not to the table, nor to the other summary, which have the same rows
    assert (first.reports, second.reports, len(table)) == (31, 30, 30)
    assert second == table.summarise("agency") != first
    assert first.to_pandas().loc["再一局", RECEIVED] == 5  # what was added up before is not what counts
    first.add(received("再二局", 2021, 6))
    assert first == Table([*table, extra, received("再二局", 2021, 6)]).summarise("agency")


def test_threads_add_up_to_the_same():
    rows = [received(f"{n}局", 2019 + n % 3, n) for n in range(20)]
    lines = Table(rows, check=False).to_json_lines()
    table = gongkai.read_json_lines(  # more rows than one thread is thought worth
        "".join(lines.replace("局", f"局{n}号") for n in range(450)).encode(), check=False)
    one = table.summarise("year", jobs=1)
    assert one == table.summarise("year", jobs=2) == table.summarise("year")
    assert sum(group[RECEIVED] for group in one.to_dicts()) == 450 * sum(range(20))
    for jobs in [0, -1]:
        with pytest.raises(ValueError, match="jobs"):
            table.summarise(jobs=jobs)


def test_a_pickle_of_another_version_is_refused():
    state = made(2).summarise().__getstate__()
    with pytest.raises(ValueError, match="version"):
        Summary.__new__(Summary).__setstate__((99, *state[1:]))


def test_years_are_held_against_each_other():
    before, after = zeros("甲局", 2021), zeros("甲局", 2022)
    before.applications.carried_forward.natural_person = 2
    before.applications.carried_forward.total = 2
    found = gongkai.series([after, before, zeros("乙局", 2022)])
    chains = [f for f in found if f.severity == "error"]
    assert {f.agency for f in chains} == {"甲局"} and {f.year for f in chains} == {2022}
    assert all(f.rule.startswith("series.") for f in chains)
    assert (chains[0].table, chains[0].actual) == ("表三", 0) and "2021 年度为 2" in chains[0].message
    assert gongkai.series(Table([after, before])).errors == found.errors
    assert "与本机关其他年度的报告核对：发现" in found.text()
    assert "未发现错误" not in found.text()
    assert len(gongkai.series([before])) == 0


def test_a_whole_against_its_parts():
    whole, parts = received("甲县", 2021, 5), [received("乙局", 2021, 2), received("丙局", 2021, 4)]
    found = gongkai.parts(whole, parts)
    assert {f.rule for f in found} == {"rollup.differs"} and {f.agency for f in found} == {"甲县"}
    assert "汇总数 5，各单位合计 6" in found[0].message
    assert len(gongkai.parts(received("甲县", 2021, 6), parts)) == 0


UNITS = [{"agency": "甲县", "division": "350128"}, {"agency": "乙局", "parent": "甲县"},
         {"agency": "丙局", "parent": "甲县"}, {"agency": "丁局", "parent": "甲县", "vertical": True}]


def test_levels_are_rolled_up(tmp_path):
    table = Table([received("乙局", 2021, 2), received("丁局", 2021, 9), received("乙局", 2022, 3),
                   received("丙局", 2022, 4)])
    for units in [UNITS, __import__("pandas").DataFrame(UNITS).fillna("")]:
        first, second = gongkai.rollup(units, table)
        assert (first.report.agency, first.report.year, first.report[RECEIVED]) == ("甲县", 2021, 2)
        assert first.included == ["乙局"] and first.missing == ["丙局"]
        assert second.report[RECEIVED] == 7 and second.missing == [] == second.partial
    (tmp_path / "units.csv").write_text("agency,parent\n甲县,\n乙局,甲县\n", encoding="utf-8")
    (only,) = gongkai.rollup(tmp_path / "units.csv", list(table[:1]))
    assert only.report[RECEIVED] == 2
    with pytest.warns(UserWarning, match="丁局"):
        gongkai.rollup(tmp_path / "units.csv", table[:2])
    with pytest.raises(ValueError, match="乙局"):
        gongkai.rollup(UNITS + UNITS[1:2], table)
    with pytest.raises(TypeError):
        gongkai.rollup(UNITS, [State])
