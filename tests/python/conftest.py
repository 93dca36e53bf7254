"""Fixtures: the project's own samples, and the real reports where they lie beside the project."""

import json
from pathlib import Path

import pytest

import gongkai

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def samples() -> Path:
    return PROJECT / "examples" / "data"


@pytest.fixture
def report(samples) -> gongkai.Report:
    return gongkai.read(samples / "bureau_2021.md")


@pytest.fixture(scope="session")
def corpus() -> Path:
    if not CORPUS.is_dir():
        pytest.skip("no corpus of real reports beside the project")
    return CORPUS


ROWS = {"new": "一", "carry": "二", "1": "（一）", "2": "（二）", "6": "（六）", "7": "（七）",
        "next": "四"}
GROUPS = {"3": "（三）", "4": "（四）", "5": "（五）", "6": "（六）"}


def official_row(name: str) -> str:
    """The corpus names rows "3.4"; the form （三）4."""
    return ROWS.get(name) or GROUPS[name[0]] + name[2:]


COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def expected(corpus: Path, name: str) -> dict:
    """The true numbers of tables 3 and 4 of a report of the corpus, by official names."""
    truth = json.loads((corpus / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    cells = {}
    for row, values in truth["table3"].items():
        for column, value in zip(COLUMNS, values):
            cells["表三", official_row(row), column] = value
    for row, values in truth["table4"].items():
        for column, value in zip(RESULTS, values):
            cells["表四", row, column] = value
    return cells
