"""Asked: rows, SQL in a sandbox, downloads and charts over what one may read."""
