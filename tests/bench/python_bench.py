#!/usr/bin/env python3
"""The Python package beside what else would do the work: ratios of one run.

    python_bench.py [--command PATH] [--reports N] [--runs N]

--command: the C++ command to hold `scan` against. Needs what run.sh names beside gongkai. The
reports are made up, the same in every run; times are medians, or the best of two for what takes
long. What a rival needs before it can begin (its own frame, its own table) is not counted.
"""

import os

os.environ["POLARS_MAX_THREADS"] = "2"  # before it is imported

import argparse
import io
import json
import random
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import gongkai

PAGES, LINES = 2000, 20_000


# ---- made-up reports ---------------------------------------------------------------------------


def made_up(n: int) -> gongkai.Report:
    """Mostly zeros, some small numbers, a few large ones, some blanks."""
    chance = random.Random(n)
    report = gongkai.Report(form=2019 if n % 5 == 0 else 2021, agency="达州市人力资源和社会保障局",
                            year=2020 if n % 5 == 0 else 2022, division="511700",
                            parent="达州市人民政府", published="2023-01-20")
    for path, state in report.cells():
        if state is gongkai.State.absent:
            continue
        kind = chance.randrange(20)
        if kind != 12:
            report[path] = 0 if kind < 12 else chance.randrange(100 if kind < 19 else 100_000)
    report.overview.opening = "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，健全制度。" * 3
    report.problems = "公开内容还不够丰富，解读形式比较单一；下一步将加强培训。" * 3
    return report


def balanced(n: int) -> gongkai.Report:
    """As published ones are: its equations hold, and most of its cells are 0."""
    chance = random.Random(n)
    report = made_up(n).replace(form=2021, year=2022)
    for path, _ in report.cells():
        report[path] = 0
    table = report.applications
    for outcome in (table.outcomes.disclosed, table.outcomes.denied.third_party_rights,
                    table.outcomes.unavailable.not_held, table.outcomes.not_processed.repeated):
        outcome.natural_person = outcome.total = number = chance.randrange(40)
        for row in (table.received, table.outcomes.total):
            row.natural_person += number
            row.total += number
    assert not report.check().errors
    return report


def as_word_pastes(page: str) -> str:
    """The page with the styles that Word leaves in each cell; published ones are 60 to 120 KB."""
    cell = ('<td\\1 width="68" valign="center" style="width:50.85pt;border:solid windowtext 1.0pt;'
            'padding:0cm 5.4pt 0cm 5.4pt"><p class="MsoNormal" align="center" style="text-align:'
            'center"><span lang="EN-US" style="font-size:12.0pt;font-family:仿宋_GB2312">\\2'
            "<o:p></o:p></span></p></td>")
    page = re.sub(r' (headers|id|style|scope)="[^"]*"', "", page)
    return re.sub(r"<t[dh]((?: colspan=\"\d+\"| rowspan=\"\d+\")*)>(.*?)</t[dh]>", cell, page)


def lines_of(reports: int, base: "list[str]") -> "list[bytes]":
    """JSON Lines of that many reports: seven years of each agency, 3,000 divisions."""
    chunks, lines = [], []
    for n in range(reports):
        agency = n // 7
        place = agency * 7919 % 3000
        line = base[n % len(base)].replace("达州市人力资源和社会保障局", f"某某市第{agency}号局", 1)
        line = line.replace("511700", str(110000 + place % 100 + place // 100 % 50 * 100), 1)
        lines.append(re.sub('"year":[0-9]+', f'"year":{2019 + n % 7}', line, count=1))
        if len(lines) == 50_000 or n == reports - 1:
            chunks.append("".join(line + "\n" for line in lines).encode())
            lines = []
    return chunks


# ---- measuring ---------------------------------------------------------------------------------


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def turns(runs: int, *works) -> "list[float]":
    """Medians of each; all take turns, so that what else the machine does meets all alike."""
    times = [[seconds(work) for work in works] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times)]


def say(what: str, took: float, beside: str = "") -> None:
    print(f"  {what:<44}{took * 1000:10.1f} ms  {beside}", flush=True)


# ---- reading -----------------------------------------------------------------------------------


def pages(command: str, runs: int) -> None:
    import pandas

    with tempfile.TemporaryDirectory() as folder:
        size = 0
        for n in range(PAGES):
            text = as_word_pastes(balanced(n).to_html(page=True))
            size += Path(folder, f"{n}.html").write_bytes(text.encode())
        print(f"{PAGES} pages of {size // PAGES // 1000} KB")
        table = gongkai.scan(folder, jobs=2, progress=False)
        assert len(table) == PAGES and not len(table.failures) and not table.findings.errors

        def run(*words: str) -> None:
            subprocess.run([command, *words, "--jobs", "2", folder], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)

        scan, check, rows = turns(
            runs, lambda: gongkai.scan(folder, jobs=2, progress=False),
            lambda: run("check", "--format", "summary"), lambda: run("table", "--format", "csv"))
        say("gongkai.scan, 2 jobs", scan)
        say("the command: check --format summary", check, f"scan has {check / scan:.2f} of its speed")
        say("the command: table --format csv", rows, f"scan has {rows / scan:.2f} of its speed")

        few = [Path(folder, f"{n}.html") for n in range(20)]
        texts = [path.read_text(encoding="utf-8") for path in few]
        some = [Path(folder, f"{n}.html") for n in range(400)]
        one, panda = turns(runs, lambda: gongkai.scan(some, jobs=1, progress=False),
                           lambda: [pandas.read_html(io.StringIO(text)) for text in texts])
        say("gongkai.scan, 1 job, a page", one / len(some))
        say("pandas.read_html, a page", panda / len(few),
            f"{panda / len(few) / (one / len(some)):.0f} times as long")


def both(a, b):
    """The members of both forms: what one calls "absent" as a whole, the other has."""
    if isinstance(a, dict) and isinstance(b, dict):
        return {key: both(a[key], b[key]) for key in a}
    return a if isinstance(a, dict) else b


def equivalent(sample: dict, name: str, struct, union):
    """A class with the members of a report as JSON, and of its parts."""
    fields = {}
    for key, value in sample.items():
        if isinstance(value, dict):
            fields[key] = union(equivalent(value, name + "_" + key, struct, union))
        else:
            text = key in ("agency", "division", "parent") or name.endswith("overview") or key in (
                "problems", "other_matters", "published", "collected", "amount")
            fields[key] = "str" if text else "int"
    return struct(name, fields)


def json_lines(base: "list[str]", runs: int) -> None:
    from typing import Optional, Union

    import msgspec
    import polars
    import pydantic

    text = b"".join(lines_of(LINES, base))
    print(f"\n{LINES} lines of JSON, {len(text) // LINES / 1000:.1f} KB each, into a Table")
    sample = both(json.loads(base[0]), json.loads(base[1]))
    kinds = {"int": Optional[Union[int, str]], "str": Optional[str]}  # a state is a text

    def msgspec_struct(name, fields):
        return msgspec.defstruct(name, [(key, kinds.get(kind, kind) if isinstance(kind, str) else
                                         kind, None) for key, kind in fields.items()], gc=False)

    def pydantic_struct(name, fields):
        return pydantic.create_model(name, **{
            key: (kinds.get(kind) if isinstance(kind, str) else kind, None)
            for key, kind in fields.items()})

    def part(kind):
        return Union[kind, str, None]  # a part may be "absent" as a whole

    decoder = msgspec.json.Decoder(equivalent(sample, "Report", msgspec_struct, part))
    model = equivalent(sample, "Report", pydantic_struct, part)
    fewer = text.splitlines()[:2000]
    assert decoder.decode_lines(text)[7].applications.received.total is not None
    assert model.model_validate_json(fewer[7]).applications.received.total is not None

    rivals = [lambda: gongkai.read_json_lines(text, check=False), lambda: decoder.decode_lines(text),
              lambda: [model.model_validate_json(line) for line in fewer],
              lambda: polars.read_ndjson(io.BytesIO(text))]
    try:
        polars.read_ndjson(io.BytesIO(text))
        names = ["msgspec, equivalent structs", "pydantic, equivalent models", "polars.read_ndjson"]
    except polars.exceptions.PolarsError as error:
        print(f"  polars cannot read them: {error}")
        rivals.pop()
        names = ["msgspec, equivalent structs", "pydantic, equivalent models"]
    ours, *times = turns(runs, *rivals)
    times[1] *= LINES / len(fewer)
    say("gongkai.read_json_lines", ours, f"{ours / LINES * 1e6:.1f} µs a report")
    for name, took in zip(names, times):
        say(name, took, f"{took / ours:.1f} times as long")
    print(f"  twice the fastest is wanted: {min(times) / ours:.1f}")


# ---- columns and sums --------------------------------------------------------------------------


def moved(frame) -> int:
    """Bytes of the columns; of texts, the references."""
    total = 0
    for name in frame.columns:
        column = frame[name].array
        if hasattr(column, "_data") and hasattr(column, "_mask"):
            total += column._data.nbytes + column._mask.nbytes
        else:
            total += column.nbytes
    return total


def columns(table: gongkai.Table, runs: int) -> None:
    import numpy

    size = moved(table.to_pandas())
    print(f"\nto_pandas of {len(table):,} reports: {size / 1e6:.0f} MB of columns")
    words = numpy.ones(size // 8, dtype=numpy.int64)
    there = numpy.empty_like(words)

    def onto() -> None:
        there[:] = words

    frame, fresh, warm = turns(runs, table.to_pandas, words.copy, onto)
    say("gongkai.Table.to_pandas", frame)
    say("a copy of as many bytes, into new memory", fresh, f"to_pandas: {fresh / frame:.2f} of it")
    say("a copy of as many bytes, onto old memory", warm, f"to_pandas: {warm / frame:.2f} of it")


def groups(table: gongkai.Table, runs: int) -> None:
    import duckdb
    import polars

    counts = [name for name, kind in zip(table.columns, table.to_arrow().schema)
              if str(kind.type) == "int64" and "." in name]
    rows = table.to_arrow()
    frame = polars.from_arrow(rows)
    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.register("rows", rows)
    base.execute("CREATE TABLE reports AS SELECT * FROM rows")
    base.unregister("rows")
    del rows
    sums = ", ".join(f'sum("{name}")' for name in counts)
    query = f"SELECT division, {sums} FROM reports GROUP BY division"
    theirs = dict((row[0], row[1:]) for row in base.execute(query).fetchall())
    ours = table.summarise("division").to_dicts()
    assert len(ours) == len(theirs) and all(
        all(group[name] == number for name, number in zip(counts, theirs[group["division"]]))
        for group in ours), "the sums differ"

    print(f"\n{len(counts)} cells of {len(table):,} reports by {len(ours)} divisions; same sums")
    wanted = [polars.col(name).sum() for name in counts]
    mine, duck, bear = turns(
        runs, lambda: len(table.summarise("division")),
        lambda: base.execute("CREATE OR REPLACE TEMP TABLE sums AS " + query),
        lambda: frame.group_by("division").agg(wanted))
    say("gongkai.Table.summarise", mine)
    say("DuckDB, 2 threads, a table of its own", duck, f"{duck / mine:.1f} times as long")
    say("polars, 2 threads, a frame of its own", bear, f"{bear / mine:.1f} times as long")
    print(f"  four times the faster is wanted: {min(duck, bear) / mine:.1f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--command", default="gongkai")
    options.add_argument("--reports", type=int, default=200_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("parts", nargs="*", default=["pages", "json", "columns", "groups"])
    given = options.parse_args()
    base = [made_up(n).to_json() for n in range(200)]
    if "pages" in given.parts:
        pages(given.command, given.runs)
    if "json" in given.parts:
        json_lines(base, given.runs)
    if {"columns", "groups"} & set(given.parts):
        parts = [gongkai.read_json_lines(chunk, check=False)
                 for chunk in lines_of(given.reports, base)]
        table = parts[0]
        for part in parts[1:]:
            table = table + part
        del parts
        if "columns" in given.parts:
            columns(table, given.runs)
        if "groups" in given.parts:
            groups(table, given.runs)


if __name__ == "__main__":
    main()
