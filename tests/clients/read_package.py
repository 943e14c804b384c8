"""Frictionless's own validator and reader over one of our data packages. Runs in an environment of its own."""

import json
import sys
from importlib.metadata import version

from frictionless import Package, system, validate

address, table = sys.argv[1:]
system.trusted = True
report = validate(address)
package = Package(address)
rows = package.get_resource(table).read_rows()
print(
    json.dumps(
        {
            "version": version("frictionless"),
            "valid": report.valid,
            "errors": report.flatten(["type", "note"])[:5],
            "title": package.title,
            "names": list(rows[0]),
            "rows": len(rows),
            "first": [str(value) for value in rows[0].values()],
        },
        ensure_ascii=False,
    )
)
