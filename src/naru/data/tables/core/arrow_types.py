"""How each type of column lies in the lake: the one map from ``ColumnType`` to Arrow and to DuckDB's SQL."""

import pyarrow as pa

from naru.data.catalogue.core.columns import ColumnType

ARROW_TYPES = {
    ColumnType.INTEGER: pa.int64(),
    ColumnType.DECIMAL: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
    ColumnType.DATETIME: pa.timestamp("us", "UTC"),
    ColumnType.MONTH: pa.date32(),
    ColumnType.QUARTER: pa.date32(),
    ColumnType.YEAR: pa.int32(),
    ColumnType.TIME: pa.string(),
    ColumnType.TEXT: pa.string(),
    ColumnType.GEOMETRY: pa.binary(),
}
SQL_TYPES = {
    ColumnType.INTEGER: "BIGINT",
    ColumnType.DECIMAL: "DOUBLE",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
    ColumnType.DATETIME: "TIMESTAMPTZ",
    ColumnType.MONTH: "DATE",
    ColumnType.QUARTER: "DATE",
    ColumnType.YEAR: "INTEGER",
    ColumnType.TIME: "VARCHAR",
    ColumnType.TEXT: "VARCHAR",
    ColumnType.GEOMETRY: "BLOB",
}
