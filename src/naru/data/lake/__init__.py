"""Tables with versions: Delta and Arrow, asked through Ibis on DuckDB or Spark. Knows no Django.

values.py   which version of which table
tables.py   a lake of tables: commit a version once, read any version
stores.py   where a lake's files lie: a local folder or an S3-compatible store
pins.py     versions that must stay readable, why and until when
snapshots.py  a version as its log tells it, for doors that lend its files out
vacuum.py   files that no version names, or none that is needed
stats.py    what a Parquet file's footer says of its rows, as Delta wants it
engine.py   what answers Ibis expressions over any version
duck.py     DuckDB, in this process
spark.py    Spark, here or on a cluster
executor_reads.py  a cluster's executors read an object store themselves
positions.py  a row's position in its version
diff.py     what changed between two versions
refusals.py what the lake may tell a person

*Theory of operation.* A table is a folder named by its id: Parquet files beside a Delta log. Whoever loads data writes
the final Parquet itself; ``Lake.commit`` moves it in and adds one entry to the log, nothing else. The commit's key is
kept in the log as a Delta transaction identifier whose number is the version it made, so the same commit asked again
(after a crash, by a retried job) finds its version and changes nothing. Files are named by the key: a half-finished
move is simply finished by the next try. Old files and log entries are kept, hence every version can be read and cited.
"""

from typing import TYPE_CHECKING, Any

from naru.data.lake.values import TableRef, Version

if TYPE_CHECKING:
    from naru.data.lake.tables import Lake, open_lake

__all__ = ["Lake", "TableRef", "Version", "open_lake"]


def __getattr__(name: str) -> Any:
    """Delta, Arrow and DuckDB take half a second to import: whoever only names a table does not wait for them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from naru.data.lake import tables

    return getattr(tables, name)
