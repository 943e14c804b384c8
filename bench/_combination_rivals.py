"""pycanon's and anjana's side of ``bench.combination_risk``, run by an environment of their own: they pin older libraries.

    python -m bench._combination_rivals TASK TABLE.csv PARAMETERS.json OUT

Prints one JSON object: seconds, and what was measured.
"""

import json
import sys
import time
from typing import Any


def main() -> None:
    task, table, parameters, out = sys.argv[1:]
    import pandas as pd

    frame = pd.read_csv(table, dtype=str)
    with open(parameters, encoding="utf-8") as file:
        print(json.dumps(TASKS[task](frame, json.load(file), out)))


def closeness(frame: Any, asked: dict[str, Any], _: str) -> dict[str, Any]:
    from pycanon.anonymity import t_closeness

    began = time.perf_counter()
    value = t_closeness(frame, asked["quasi"], [asked["sensitive"]])
    return {"seconds": time.perf_counter() - began, "t": float(value)}


def sizes(frame: Any, asked: dict[str, Any], _: str) -> dict[str, Any]:
    from pycanon.anonymity import k_anonymity, l_diversity

    began = time.perf_counter()
    k = k_anonymity(frame, asked["quasi"])
    l = l_diversity(frame, asked["quasi"], [asked["sensitive"]])  # noqa: E741
    return {"seconds": time.perf_counter() - began, "k": int(k), "l": int(l)}


def generalise(frame: Any, asked: dict[str, Any], out: str) -> dict[str, Any]:
    import numpy as np
    from anjana.anonymity import k_anonymity

    hierarchies = {
        name: {level: np.array(values) for level, values in enumerate(levels)}
        for name, levels in asked["hierarchies"].items()
    }
    began = time.perf_counter()
    done = k_anonymity(frame, [], asked["quasi"], asked["k"], asked["suppressed_max"], hierarchies)
    seconds = time.perf_counter() - began
    done.to_csv(out, index=False)
    return {"seconds": seconds, "rows": len(done)}


TASKS = {"closeness": closeness, "sizes": sizes, "generalise": generalise}

if __name__ == "__main__":
    main()
