"""The Python that the pages show runs: README.md and docs/*.md."""

import pathlib
import re
import shutil

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for number, block in enumerate(
        re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S), 1)
]


def test_there_are_some():
    assert BLOCKS


@pytest.mark.parametrize("block", BLOCKS)
def test_block(block, tmp_path, monkeypatch):
    samples = ROOT / "examples" / "data"
    shutil.copytree(samples, tmp_path / "examples" / "data")
    shutil.copytree(samples, tmp_path / "county")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "page", "exec"), {})
