"""mlcroissant's own validator and reader over one of our descriptions. Runs in an environment of its own."""

import json
import logging
import sys
from importlib.metadata import version
from itertools import islice

address, table = sys.argv[1:]
warned = []
logging.basicConfig(
    level=logging.WARNING,
    handlers=[type("Kept", (logging.Handler,), {"emit": lambda self, record: warned.append(record.getMessage())})()],
)

import mlcroissant  # noqa: E402 - after the log is caught

dataset = mlcroissant.Dataset(jsonld=address)
issues = dataset.metadata.ctx.issues
rows = list(islice(dataset.records(table), 5))
print(
    json.dumps(
        {
            "version": version("mlcroissant"),
            "errors": sorted(issues.errors),
            "warnings": [*sorted(issues.warnings), *warned],
            "rows": len(rows),
            "names": [name.split("/")[-1] for name in rows[0]],
            "first": [value.decode() if isinstance(value, bytes) else str(value) for value in rows[0].values()],
        },
        ensure_ascii=False,
    )
)
