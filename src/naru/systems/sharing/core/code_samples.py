"""Ready code that opens a shared table in each tool, with the profile file beside it."""

from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.systems.sharing.core.profile import FILE_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSample:
    """``id`` is one word; ``language`` is what highlights it."""

    id: str
    tool: Words
    language: str
    code: str


def code_samples(address: str) -> tuple[CodeSample, ...]:
    """``address`` is ``share.schema.table``."""
    place = repr(f"{FILE_NAME}#{address}")
    opened = f"import delta_sharing\n\ntable = delta_sharing.load_as_pandas({place})\n"
    sheet = 'table.to_csv("table.csv", index=False, encoding="utf-8-sig")\n'
    asked = 'print(duckdb.sql("SELECT count(*) FROM rows"))\n'
    return (
        CodeSample(id="pandas", tool=Words("pandas", "pandas"), language="python", code=opened + "print(table)\n"),
        CodeSample(
            id="polars",
            tool=Words("Polars", "Polars"),
            language="python",
            code=f"import polars\n{opened}rows = polars.from_pandas(table)\nprint(rows)\n",
        ),
        CodeSample(
            id="duckdb",
            tool=Words("DuckDB", "DuckDB"),
            language="python",
            code=f"import duckdb\n{opened}rows = duckdb.from_df(table)\n{asked}",
        ),
        CodeSample(id="excel", tool=Words("Excel", "Excel"), language="python", code=opened + sheet),
        CodeSample(
            id="spark",
            tool=Words("Spark", "Spark"),
            language="python",
            code=f'rows = spark.read.format("deltaSharing").load({place})\nrows.show()\n',
        ),
    )
