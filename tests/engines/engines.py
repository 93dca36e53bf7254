#!/usr/bin/env python3
"""docs/scale.md's worked example over 20,000 files: Spark, DuckDB and polars say what one process says.

    engines.py [FILES]

Runs the page's own Spark program (its ```py block) in a folder that has `county/`. Some of the
files are broken, some reports are there twice.
"""

import os
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars
import pyarrow.compute
import pyarrow.parquet

import gongkai

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"
RECEIVED = "applications.received.total"
START = time.monotonic()


def say(words: str) -> None:
    print(f"{time.monotonic() - START:6.1f} s  {words}", flush=True)


def made_up(chance: random.Random) -> gongkai.Report:
    report = gongkai.Report(form=chance.choice([2019, 2021, 2021, 2021]))
    for path, state in report.cells():
        if state is gongkai.State.absent:
            continue
        kind = chance.randrange(20)
        if kind != 12:
            report[path] = 0 if kind < 12 else chance.randrange(100 if kind < 19 else 10**9)
    return report


def write(folder: Path, files: int) -> "tuple[int, int]":
    """That many files; how many of them hold no report, and how many a report that is there twice."""
    chance = random.Random(20_000)
    bases = [made_up(chance) for _ in range(200)]
    folder.mkdir()
    broken = twice = 0
    for n in range(files):
        who = n
        if n % 1000 == 999:
            broken += 1
            (folder / f"{n:05}.json").write_text('{"form": 2021, "agency": 7}\n', encoding="utf-8")
            continue
        if n % 500 == 498:  # the report before once more, with other numbers and a later date
            twice, who = twice + 1, n - 1
        place = who // 7 * 7919 % 3000
        report = chance.choice(bases).replace(
            agency=f"某某市第{who // 7}号局", year=2019 + who % 7, published=f"2026-01-{1 + n % 28:02}",
            division=str(110000 + place % 100 + place // 100 % 50 * 100))
        kind = n % 10
        if kind == 0:
            (folder / f"{n:05}.html").write_text(report.to_html(page=True), encoding="utf-8")
        elif kind < 3:
            (folder / f"{n:05}.md").write_text(report.to_markdown(), encoding="utf-8")
        else:
            (folder / f"{n:05}.json").write_text(report.to_json(), encoding="utf-8")
    return broken, twice


def rows_of(table: "pyarrow.Table") -> "list[tuple]":
    names = [(Path(file).name, n) for n, file in enumerate(table["file"].to_pylist())]
    order = [n for _, n in sorted(names)]
    columns = [table[name].take(order).to_pylist() for name in table.column_names if name != "file"]
    return list(zip([name for name, _ in sorted(names)], *columns))


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    (program,) = re.findall(r"^```py\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    folder = Path(tempfile.mkdtemp(prefix="gongkai_engines"))
    os.chdir(folder)
    try:
        broken, twice = write(folder / "county", files)
        say(f"{files} files written: {broken} broken, {twice} reports a second time")

        table = gongkai.scan("county", jobs=2, progress=False)
        summary = table.summarise(["year", "province"])
        say(f"one process: {table!r}")
        assert len(table) == files - broken and len(table.failures) == broken
        assert summary.repeats == twice
        everything = table.to_arrow()

        spark: dict = {}
        exec(compile(program, str(PAGE), "exec"), spark)
        say("Spark has read and added up")
        assert spark["summary"] == summary and spark["summary"].repeats == twice
        assert spark["summary"].to_dicts() == summary.to_dicts()

        kept = pyarrow.parquet.read_table("rows.parquet")
        good = kept.filter(pyarrow.compute.is_null(kept["failure"]))
        assert rows_of(good.select(everything.column_names)) == rows_of(everything)
        failed = kept.filter(pyarrow.compute.is_valid(kept["failure"]))
        assert failed.num_rows == broken and failed["report"].null_count == broken
        one = gongkai.Report.from_json(good["report"][0].as_py())
        assert one.agency == good["agency"][0].as_py() and one[RECEIVED] in (
            good[RECEIVED][0].as_py(), gongkai.State.blank)
        say("every row of Spark's is a row of the one process, cell by cell")

        # Plain loops over the rows; nothing is left out of these sums.
        by_hand: dict = {}
        for year, number in zip(everything["year"].to_pylist(), everything[RECEIVED].to_pylist()):
            by_hand[year] = by_hand.get(year, 0) + (number or 0)
        by_spark = {row["year"]: row["received"] for row in spark["by_year"].collect()}
        pyarrow.parquet.write_table(everything, "table.parquet")
        query = f'SELECT year, sum("{RECEIVED}") FROM {{}} GROUP BY year'
        of_rows = query.format("'rows.parquet/*.parquet' WHERE failure IS NULL")
        county, by_duck = table, []  # DuckDB finds tables by the names of variables
        for name in ("'table.parquet'", "county"):
            by_duck.append(dict(duckdb.sql(query.format(name)).fetchall()))
        by_duck.append(dict(duckdb.sql(of_rows).fetchall()))
        by_polars = [dict(frame.group_by("year").agg(polars.col(RECEIVED).sum()).collect().rows())
                     for frame in (polars.scan_parquet("rows.parquet/*.parquet").filter(
                         polars.col("failure").is_null()),
                         polars.scan_parquet("table.parquet"), table.to_polars().lazy())]
        for who in (by_spark, *by_duck, *by_polars):
            assert {year: int(number) for year, number in who.items()} == by_hand
        say("Spark, DuckDB over Parquet, polars over Parquet, and plain loops: the same sums")
        print("1 passed, 0 failed")
        spark["spark"].stop()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
