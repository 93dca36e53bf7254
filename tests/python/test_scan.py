"""Many files: what comes back is what read() says of each, in order, whatever fails."""

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zipfile

import pytest

import gongkai

NAMES = ["bureau_2021.md", "bureau_2021_wrong_total.md", "county_office_2019.md"]


@pytest.fixture
def folder(samples, tmp_path):
    """The samples, each in a folder of its own, among files that are no reports."""
    for i, name in enumerate(NAMES):
        (tmp_path / f"{i}").mkdir()
        (tmp_path / f"{i}" / name).write_bytes((samples / name).read_bytes())
    (tmp_path / "0" / "style.css").write_text("body { color: red }")
    (tmp_path / "1" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    return tmp_path


def files(table):
    return [os.path.basename(name) for name in table["file"]]


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_a_folder(folder, samples, jobs):
    table = gongkai.scan(folder, jobs=jobs)
    assert files(table) == NAMES
    for report, name in zip(table, NAMES):
        assert report.cells() == gongkai.read(samples / name).cells()
        assert report.file.endswith(name)
    assert len(table.failures) == 0 and table.passed_over == 2
    assert list(table["errors"]) == [0, 2, 0]


def test_patterns_paths_and_archives(folder, tmp_path):
    pattern = str(folder / "*" / "*.md")
    assert files(gongkai.scan(pattern)) == NAMES
    paths = [folder / "2" / NAMES[2], folder / "0" / NAMES[0]]
    assert files(gongkai.scan(paths)) == [NAMES[2], NAMES[0]]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in paths:
            archive.write(path, path.name)
    table = gongkai.scan(tmp_path / "all.zip")
    assert list(table["file"]) == [f"{tmp_path}/all.zip!{path.name}" for path in paths]
    assert len(gongkai.scan([])) == 0


def test_json_lines(folder, tmp_path):
    table = gongkai.scan(folder)
    (tmp_path / "all.jsonl").write_text(table.to_json_lines(), encoding="utf-8")
    again = gongkai.scan(tmp_path / "all.jsonl", jobs=2)
    assert [a == b for a, b in zip(again, table)] == [True] * 3
    assert list(again["file"]) == [f"{tmp_path}/all.jsonl:{i}" for i in (1, 2, 3)]
    for source in [tmp_path / "all.jsonl", table.to_json_lines(), table.to_json_lines().encode(),
                   io.StringIO(table.to_json_lines())]:
        assert list(gongkai.read_json_lines(source)) == list(table)


def test_a_file_that_fails_stops_nothing(folder):
    (folder / "0" / "0.json").write_text('{"form": 2021, "agency": 3}')
    (folder / "1" / "0.html").write_text("<h1>年度报告</h1>")
    (folder / "2" / "0.zip").write_bytes(b"PK\3\4 and no more")
    cell = gongkai.Report().to_json().replace('"total":null', '"total":"12"', 1)
    (folder / "2" / "1.json").write_text(cell)
    table = gongkai.scan(folder, jobs=2)
    assert files(table) == NAMES
    assert [(os.path.basename(f.file), f.rule) for f in table.failures] == [
        ("0.json", "wrong_type"), ("0.html", "no_report"), ("0.zip", "bad_archive"),
        ("1.json", "wrong_type")]
    first, last = table.failures[0], table.failures[-1]
    assert isinstance(first, gongkai.ReadError) and (first.path, first.line) == ("agency", 1)
    assert last.path == "applications.received.total" and last.actual == '"12"'
    assert (last.table, last.column) == ("表三", "总计") and "whole number" in last.expected
    assert last.row == "一、本年新收政府信息公开申请数量"
    with pytest.raises(gongkai.ReadError) as raised:
        gongkai.scan(folder, errors="raise")
    assert raised.value.rule == "wrong_type" and raised.value.file.endswith("0.json")


def test_failures_as_a_frame(folder):
    pytest.importorskip("pandas")
    columns = ["file", "line", "rule", "path", "table", "row", "column", "expected", "actual",
               "message"]
    frame = gongkai.scan([folder / "0" / NAMES[0], folder / "none.html"]).failures.to_pandas()
    assert list(frame.columns) == columns
    assert list(frame["rule"]) == ["no_such_file"] and "没有" in frame["message"][0]
    assert list(gongkai.scan(folder).failures.to_pandas().columns) == columns


def test_what_is_asked_for_wrongly(folder):
    with pytest.raises(ValueError):
        gongkai.scan(folder, errors="ignore")
    with pytest.raises(ValueError):
        gongkai.scan(folder, jobs=0)
    with pytest.raises(TypeError):
        gongkai.scan(3)


def test_findings_are_those_of_each_report(folder, samples):
    table = gongkai.scan(folder)
    assert (table.findings.errors, len(table.findings)) == (
        2, sum(len(gongkai.read(samples / name).check()) for name in NAMES))
    wrong = gongkai.read(samples / NAMES[1]).check()
    mine = [f for f in table.findings if f.severity == "error"]
    assert [f.message for f in mine] == [f.message for f in wrong if f.severity == "error"]
    assert mine[0].file.endswith(NAMES[1]) and mine[0].year == 2021
    assert mine[0].cells[-1] == wrong[0].cells[-1]
    assert gongkai.scan(folder, check=False).findings.errors == 0
    assert gongkai.scan(folder, check=False)["errors"].mask.all()


def test_text_is_checked_in_json_lines_too(tmp_path):
    report = gongkai.Report(agency="某局", year=2021)
    for path, _ in report.cells():
        report[path] = 0
    report.overview.disclosure_on_request = "2021年，本局共收到政府信息公开申请5件。"
    expected = [f.rule for f in report.check()]
    assert any(rule.startswith("text.") for rule in expected)
    (tmp_path / "a.json").write_text(report.to_json())
    (tmp_path / "b.jsonl").write_text(2 * (report.to_json() + "\n"))
    table = gongkai.scan(tmp_path)
    assert [f.rule for f in table.findings] == 3 * expected


def test_names_of_files_that_are_no_utf8(folder, samples):
    path = os.fsencode(folder) + b"/" + "公报.md".encode("gbk")
    with open(path, "wb") as file:
        file.write((samples / NAMES[0]).read_bytes())
    assert files(gongkai.scan(os.fsdecode(path))) == ["公报.md"]


def test_progress(folder, capsys):
    pytest.importorskip("tqdm")
    gongkai.scan(folder, progress=True)
    assert "5 files" in capsys.readouterr().err
    gongkai.scan(folder)  # nobody is looking
    assert capsys.readouterr().err == ""


def test_a_pdf_where_pdfplumber_does_not_load(folder, tmp_path, monkeypatch):
    (tmp_path / "pdfplumber.py").write_text("raise ImportError('a library is missing')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pdfplumber", raising=False)
    (folder / "1" / "a.pdf").write_bytes(b"%PDF-1.7\n")
    table = gongkai.scan(folder, progress=False)
    assert files(table) == NAMES  # a file that fails does not stop the scan
    assert [f.rule for f in table.failures] == ["pdf_input"]


def test_a_pdf_among_them(folder, corpus):
    pytest.importorskip("pdfplumber")
    content = (corpus / "hongze_2024.pdf").read_bytes()
    (folder / "1" / "a.pdf").write_bytes(content)
    (folder / "1" / "b.pdf").write_bytes(content[:5000])
    table = gongkai.scan(folder, jobs=2)
    assert files(table) == [NAMES[0], "a.pdf", NAMES[1], NAMES[2]]
    assert table[1].cells() == gongkai.read(corpus / "hongze_2024.pdf").cells()
    assert [f.rule for f in table.failures] == ["pdf_input"]
    assert "b.pdf" in str(table.failures[0])


def test_scans_in_several_threads(folder):
    tables = []
    threads = [threading.Thread(target=lambda: tables.append(gongkai.scan(folder, jobs=2)))
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tables) == 4 and all(list(t) == list(tables[0]) for t in tables)


def test_scanning_lets_other_threads_run(samples, tmp_path):
    line = gongkai.read(samples / NAMES[0]).to_json() + "\n"
    (tmp_path / "many.jsonl").write_text(line * 3000)
    beats = []
    scanning = threading.Thread(target=lambda: gongkai.scan(tmp_path, jobs=1))
    scanning.start()
    while scanning.is_alive():
        beats.append(time.perf_counter())
        time.sleep(0.001)
    assert len(beats) > 20
    assert max(b - a for a, b in zip(beats, beats[1:])) < 0.5 * (beats[-1] - beats[0])


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_a_scan(samples, tmp_path, jobs):
    """A pipe that never ends would be scanned for ever."""
    script = textwrap.dedent(f"""
        import sys, gongkai
        print("scanning", flush=True)
        try:
            gongkai.scan(sys.argv[1:], jobs={jobs})
        except KeyboardInterrupt:
            print("stopped", flush=True)
    """)
    line = gongkai.read(samples / NAMES[0]).to_json() + "\n"
    (tmp_path / "many.jsonl").write_text(line * 2000)
    names = [str(tmp_path / "many.jsonl")] * 500  # some minutes
    process = subprocess.Popen([sys.executable, "-c", script, *names], stdout=subprocess.PIPE,
                               text=True)
    assert process.stdout.readline() == "scanning\n"
    time.sleep(0.5)
    begin = time.perf_counter()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert rest == "stopped\n" and process.returncode == 0
    assert time.perf_counter() - begin < 5


def test_every_file_of_the_corpus_as_the_command_reads_it(corpus):
    """The same cells from Python as from the command line."""
    paths = sorted(path for path in corpus.iterdir() if path.suffix in {".html", ".md", ".txt",
                                                                        ".docx"})
    assert len(paths) > 40
    table = gongkai.scan(paths)
    run = subprocess.run([sys.executable, "-m", "gongkai", "read", "--format", "json", *paths],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = run.stdout.decode().splitlines()
    assert len(lines) == len(table) >= len(paths) - 3
    assert len(table) + len(table.failures) + table.passed_over == len(paths)
    for report, line in zip(table, lines):
        as_command = gongkai.Report.from_json(line)
        assert report.cells() == as_command.cells()
        alone = gongkai.read(report.file)
        assert alone == as_command and alone.to_dict() == json.loads(line)
