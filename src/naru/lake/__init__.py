"""Tables with versions: Delta and Arrow, asked through Ibis on DuckDB or Spark. Knows no Django."""
