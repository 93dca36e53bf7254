"""Reports that lie in HDFS or object storage: read and added up where they are, by Spark.

    files = spark.read.format("binaryFile").load("hdfs://…/2024/").select("path", "content")
    rows = files.mapInArrow(gongkai.spark.read, gongkai.spark.ddl())
    rows.write.parquet("hdfs://…/2024.parquet")             # reading is dear: once
    gongkai.spark.summarise(rows, by="year").to_pandas()    # exact, with coverage

Names of columns are the paths of cells, so SQL wants them in backticks:
``sum(`applications.received.total`)``. The package must be installed on the workers; PySpark and
pyarrow are the caller's. A batch of files lies in a worker's memory as a whole: with
``spark.sql.execution.arrow.maxRecordsPerBatch`` at 200 and pages of 100 KB that is 20 MB.
"""

from __future__ import annotations

import io
import pickle
import zlib
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Union

from . import ReadError, Report, Summary, Table
from . import read as read_one

__all__ = ["ddl", "read", "summarise"]


def _schema() -> Any:
    """A Table's columns, and those of a file as a whole."""
    import pyarrow  # type: ignore

    schema = pyarrow.schema(Table())
    return schema.append(pyarrow.field("report", pyarrow.utf8())).append(
        pyarrow.field("failure", pyarrow.utf8()))


def ddl() -> str:
    """The columns that ``read`` gives, as Spark's DDL.

    Those of a Table; ``report``: the whole of it as JSON, for Report.from_json and ``summarise``;
    ``failure``: why the file could not be read. Of ``report`` and ``failure`` one is null.
    """
    def spark_type(arrow: Any) -> str:
        return {"string": "STRING", "int64": "BIGINT"}.get(str(arrow)) or str(arrow).replace(
            "decimal128", "DECIMAL").replace(" ", "")

    return ", ".join(f"`{field.name}` {spark_type(field.type)}" for field in _schema())


def read(batches: Iterable[Any]) -> Iterator[Any]:
    """For ``mapInArrow``, batches to batches: from files (``path``, ``content``) to ``ddl``'s rows.

    A row for each file. One that cannot be read stops nothing: it has its name in ``file``, the
    reason in ``failure``, and no cells.
    """
    import pyarrow  # type: ignore

    for batch in batches:
        reports: List[Report] = []
        failed: Dict[str, List[Optional[str]]] = {"file": [], "failure": []}
        for path, content in zip(batch.column("path"), batch.column("content")):
            file = io.BytesIO(content.as_py())
            file.name = path.as_py()
            try:
                reports.append(read_one(file))
            except ReadError as error:
                failed["file"].append(file.name)
                failed["failure"].append(str(error))
        good = pyarrow.table(Table(reports))
        good = good.append_column(
            "report", pyarrow.array([report.to_json() for report in reports], pyarrow.utf8()))
        rows = pyarrow.concat_tables(
            [good, pyarrow.table(failed, pyarrow.schema([("file", pyarrow.utf8()),
                                                         ("failure", pyarrow.utf8())]))],
            promote_options="default")
        yield from rows.select(_schema().names).combine_chunks().to_batches()


class _Summaries:
    """For ``mapInArrow``: the reports of a partition as one pickled Summary."""

    def __init__(self, by: Any):
        self.by = by

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow  # type: ignore

        summary = Summary(self.by)
        for batch in batches:
            reports = [Report.from_json(report.as_py()) for report in batch.column("report")
                       if report.is_valid]
            summary = summary + Table(reports, check=False).summarise(self.by)
        yield pyarrow.record_batch([pyarrow.array([_packed(summary)], pyarrow.binary())],
                                   ["summary"])


def _packed(summary: Summary) -> bytes:
    """A Summary has thousands of bytes a report, most of them zeros in JSON; on their way through
    the JVM they are copied several times."""
    return zlib.compress(pickle.dumps(summary), 1)


def _unpacked(packed: bytes) -> Summary:
    return pickle.loads(zlib.decompress(packed))


def _both(a: bytes, b: bytes) -> bytes:
    return _packed(_unpacked(a) + _unpacked(b))


def summarise(rows: Any, by: Optional[Union[str, Sequence[str]]] = None) -> Summary:
    """The Summary of all reports in ``rows`` (a DataFrame as ``read`` gives it): equal to
    ``Table.summarise(by)`` over the same files, whatever the partitions are.

    Each partition makes a Summary, and they are merged in a tree; a report that is there twice
    is added once. Files that could not be read are not in it: look at ``failure``. A Summary
    carries its reports' numbers with it, so what arrives at the driver grows with their number;
    docs/scale.md says how far that goes.
    """
    each = rows.select("report").mapInArrow(_Summaries(by), "summary BINARY")
    parts = each.rdd.map(lambda row: bytes(row.summary))
    return _unpacked(parts.treeReduce(_both))
