"""The command that the package brings, and what a C++ project gets from it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gongkai


def gongkai_command(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "gongkai", *map(str, arguments)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_it_is_the_same_command(samples):
    good = gongkai_command("check", samples / "bureau_2021.md")
    wrong = gongkai_command("check", samples / "bureau_2021_wrong_total.md")
    assert good.returncode == 0 and wrong.returncode == 1
    assert "各类申请人相加为 1，总计为 2" in wrong.stdout
    assert gongkai_command("check", samples / "none.md").returncode == 2
    assert gongkai_command("--version").stdout.strip()[0].isdigit()
    read = gongkai_command("read", "--format", "json", samples / "bureau_2021.md")
    assert gongkai.Report.from_json(read.stdout) == gongkai.read(samples / "bureau_2021.md")
    piped = gongkai_command("check", "--format", "json", "-", input=read.stdout)
    assert piped.returncode == 0


def same_findings(paths):
    """What the command finds in each file, a report that was read finds too."""
    run = gongkai_command("check", "--format", "json", *paths)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    found = {line["file"]: line["findings"] for line in lines}
    count = 0
    for path in paths:
        try:
            report = gongkai.read(path)
        except gongkai.ReadError:
            assert str(path) not in found
            continue
        mine = [(f.rule, f.severity, f.message) for f in report.check()]
        assert mine == [(f["rule"], f["severity"], f["message"]["zh"]) for f in found[str(path)]]
        count += len(mine)
    return count


def test_a_report_that_was_read_is_checked_as_the_command_does(samples, tmp_path):
    beside = tmp_path / "beside.md"  # a sentence that the report has no place for
    beside.write_text((samples / "bureau_2021.md").read_text(encoding="utf-8").replace(
        "## 四、", "2021年，本局共收到政府信息公开申请9999件。\n\n## 四、"), encoding="utf-8")
    paths = [path for path in sorted(samples.iterdir()) if path.suffix in {".md", ".html"}]
    assert same_findings(paths) > 0
    assert same_findings([beside]) > 0
    assert "9999" in "".join(f.message for f in gongkai.read(beside).check())
    assert "9999" in gongkai.read(beside)._repr_html_()


def test_every_file_of_the_corpus_is_checked_as_the_command_does(corpus):
    paths = [path for path in sorted(corpus.iterdir()) if path.suffix in {".html", ".md", ".txt"}]
    assert same_findings(paths) > 0


def test_names_of_files_that_are_no_utf8(samples, tmp_path):
    name = os.fsencode(tmp_path) + b"/" + "公报.md".encode("gbk")
    with open(name, "wb") as file:
        file.write((samples / "bureau_2021.md").read_bytes())
    run = subprocess.run([sys.executable, "-m", "gongkai", "check", name], stdout=subprocess.PIPE)
    assert run.returncode == 0


def test_it_is_on_the_path():
    script = Path(sys.executable).parent / "gongkai"
    if not script.exists():
        pytest.skip("not installed by pip")
    run = subprocess.run([script, "rules"], stdout=subprocess.PIPE, text=True)
    assert run.returncode == 0 and "applicants.total" in run.stdout


def test_ctrl_c_ends_it():
    process = subprocess.Popen([sys.executable, "-m", "gongkai", "check", "-"],
                               stdin=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == -signal.SIGINT
    process.stdin.close()


def test_headers_and_cmake_come_with_it(tmp_path):
    """A C++ program is built with nothing but what the wheel carries."""
    includes = gongkai_command("--includes").stdout.strip()
    folder = Path(gongkai_command("--cmakedir").stdout.strip() or "none")
    if not (Path(includes[2:]) / "gongkai" / "report.hpp").exists():
        pytest.skip("not installed by pip")
    assert (folder / "gongkai-config.cmake").exists()
    if shutil.which("cmake") is None or shutil.which("c++") is None:
        pytest.skip("no cmake, or no compiler")
    (tmp_path / "CMakeLists.txt").write_text("""
cmake_minimum_required(VERSION 3.22)
project(user LANGUAGES CXX)
find_package(gongkai CONFIG REQUIRED)
add_executable(user main.cpp)
target_link_libraries(user PRIVATE gongkai::core)
""")
    (tmp_path / "main.cpp").write_text("""
#include <gongkai/report.hpp>
int main() { return gongkai::Report().year; }
""")
    build = tmp_path / "build"
    for step in [["cmake", "-S", tmp_path, "-B", build, f"-Dgongkai_DIR={folder}"],
                 ["cmake", "--build", build], [build / "user"]]:
        done = subprocess.run(step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0, done.stdout
