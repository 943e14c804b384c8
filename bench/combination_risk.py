"""Risk and generalisation of a joined table: our figures beside ARX's golden values, pycanon's and anjana's.

    python -m bench.combination_risk [--peers PYTHON] [--rows 1000000]

``--peers`` names the Python of an environment with pycanon and anjana (``pip install pycanon anjana``, apart from ours:
they pin older libraries); without it their rows say that they were skipped. Adult is read from ``../shared/data``.
"""

import argparse
import csv
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from naru.systems.combination.core.lattice.hierarchy import Hierarchy, levels_of, read_hierarchy
from naru.systems.combination.core.lattice.metrics import Entropy, Loss
from naru.systems.combination.core.lattice.search import search
from naru.systems.combination.core.lattice.space import build_space
from naru.systems.combination.core.risk.classes import count_alike, equivalence_classes, sensitive_cells
from naru.systems.combination.core.risk.closeness import equal_distance
from naru.systems.combination.core.risk.criteria import KAnonymity
from naru.systems.combination.core.risk.diversity import distinct_values, entropy_diversity
from naru.systems.combination.core.risk.reidentification import prosecutor, unique_share

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "linkage" / "adult"
PEER_SECONDS_MAX = 180
Result = TypeVar("Result")
ARX_OPTIMA = (  # TestAnonymizationKAnonymity: k, suppression limit, score, node
    (5, 0.04, 255559.85455731067, (1, 0, 1, 1, 3, 2, 2, 0, 1)),
    (100, 0.04, 379417.3460570988, (1, 1, 1, 1, 3, 2, 2, 1, 1)),
    (5, 0.0, 407289.5388925293, (1, 2, 1, 1, 3, 2, 2, 1, 1)),
    (100, 0.0, 453196.8932458743, (0, 4, 1, 1, 3, 2, 2, 1, 1)),
)
ANJANA_COLUMNS = ("age", "education", "marital-status", "occupation", "sex", "native-country")  # of its own example


@dataclass(frozen=True, slots=True)
class Rivals:
    python: str | None

    def ask(
        self, task: str, table: pa.Table, parameters: dict[str, Any]
    ) -> tuple[dict[str, Any], pa.Table | None] | str:
        """What the peer measured, or why nothing."""
        if self.python is None:
            return "skipped: no --peers"
        with tempfile.TemporaryDirectory() as folder:
            source, asked, out = (Path(folder) / name for name in ("in.csv", "asked.json", "out.csv"))
            pc.write_csv(table, source)
            asked.write_text(json.dumps(parameters), encoding="utf-8")
            command = [
                self.python,
                "-W",
                "ignore",
                "-m",
                "bench._combination_rivals",
                task,
                str(source),
                str(asked),
                str(out),
            ]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PEER_SECONDS_MAX, check=False)
            except subprocess.TimeoutExpired:
                return f"gave no answer in {PEER_SECONDS_MAX} s"
            if done.returncode:
                return f"failed: {done.stderr.strip().splitlines()[-1]}"
            text = pc.ConvertOptions(column_types=dict.fromkeys(table.column_names, pa.string()))
            made = pc.read_csv(out, convert_options=text) if out.exists() else None
            return json.loads(done.stdout.strip().splitlines()[-1]), made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", help="the Python of an environment with pycanon and anjana")
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    rivals = Rivals(asked.peers)
    if FOLDER.is_dir():
        table, hierarchies = adult()
        golden_risk(table)
        golden_optima(table, hierarchies)
        closeness(table, rivals)
        ten_alike(table, hierarchies, rivals)
    else:
        print(f"no {FOLDER} beside this checkout: adult's rows are skipped")
    million(asked.rows, rivals)


def adult() -> tuple[pa.Table, dict[str, Hierarchy]]:
    delimiter = pc.ParseOptions(delimiter=";")
    names = pc.read_csv(FOLDER / "adult.csv", parse_options=delimiter).column_names
    text = pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    table = pc.read_csv(FOLDER / "adult.csv", parse_options=delimiter, convert_options=text)
    return table, {name: hierarchy_of(name) for name in names}


def hierarchy_of(name: str) -> Hierarchy:
    with (FOLDER / f"adult_hierarchy_{name}.csv").open(encoding="utf-8") as file:
        return read_hierarchy(name, list(csv.reader(file, delimiter=";")))


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def golden_risk(table: pa.Table) -> None:
    classes = equivalence_classes(table, table.column_names)
    for name, ours, golden in (
        ("average risk", prosecutor(classes).mean, 0.6465751607983555),
        ("uniqueness", unique_share(classes), 0.5142895033485844),
    ):
        print(f"adult {name:24} {ours:.16f}   ARX {golden:.16f}   apart {abs(ours - golden):.1e}")


def golden_optima(table: pa.Table, hierarchies: dict[str, Hierarchy]) -> None:
    space = build_space(table, list(hierarchies.values()))
    for k, limit, golden, node in ARX_OPTIMA:
        seconds, best = timed(
            lambda k=k, limit=limit: search(space, [KAnonymity(k)], metric=Entropy(), suppression_limit=limit)
        )
        assert best is not None
        same = "same node" if best.node == node else f"OTHER NODE {best.node}"
        print(
            f"adult k={k:<3} suppressed ≤ {limit:4.0%}  {best.score:.8f}   ARX {golden:.8f}   {same}, "
            f"{best.nodes_counted} of {np.prod(space.shape)} nodes counted, {seconds:.2f} s"
        )


def closeness(table: pa.Table, rivals: Rivals) -> None:
    quasi = [name for name in table.column_names if name != "occupation"]

    def ours() -> float:
        return float(equal_distance(sensitive_cells(table, equivalence_classes(table, quasi), "occupation")).max())

    seconds, t = min(timed(ours) for _ in range(5))
    print(f"adult t-closeness            {t:.16f}   {seconds:.4f} s")
    print_peer("pycanon", rivals.ask("closeness", table, {"quasi": quasi, "sensitive": "occupation"}), seconds)


def ten_alike(table: pa.Table, hierarchies: dict[str, Hierarchy], rivals: Rivals) -> None:
    chosen = [hierarchies[name] for name in ANJANA_COLUMNS]
    seconds, best = timed(
        lambda: search(build_space(table, chosen), [KAnonymity(10)], metric=Loss(), suppression_limit=0.1)
    )
    assert best is not None
    print(
        f"adult k=10                   loss {best.score:.4f}, suppressed {best.suppressed:.1%}, node {best.node}, {seconds:.2f} s"
    )
    levels = {each.column: [[row[level] for row in each.rows] for level in range(each.height + 1)] for each in chosen}
    parameters = {"quasi": list(ANJANA_COLUMNS), "k": 10, "suppressed_max": 50, "hierarchies": levels}
    answer = rivals.ask("generalise", table.select(ANJANA_COLUMNS), parameters)
    print_peer("anjana", answer, seconds)
    if not isinstance(answer, str) and answer[1] is not None:
        suppressed = 1 - answer[1].num_rows / table.num_rows
        print(f"    its loss {loss_of(answer[1], chosen, rows=table.num_rows):.4f}, suppressed {suppressed:.1%}")


def loss_of(released: pa.Table, hierarchies: Sequence[Hierarchy], *, rows: int) -> float:
    """As ``Loss`` counts it: each cell by the part of its domain, rows left out as lost."""
    losses = []
    for hierarchy in hierarchies:
        levels = levels_of(hierarchy)
        lost = {
            row[level]: float(levels.lost[level][place])
            for level in reversed(range(hierarchy.height + 1))
            for place, row in enumerate(hierarchy.rows)
        }
        cells = released.column(hierarchy.column).to_pylist()
        losses.append((sum(lost[cell] for cell in cells) + rows - len(cells)) / rows)
    return float(np.mean(losses))


def million(rows: int, rivals: Rivals) -> None:
    rng = np.random.default_rng(11)
    domains = {"age": 100, "sex": 2, "district": 250, "work": 30, "illness": 50}
    table = pa.table({name: pa.array(rng.integers(0, many, rows)).cast(pa.string()) for name, many in domains.items()})
    quasi = ["age", "sex", "district", "work"]
    lazy = ibis.memtable(table)

    def ours() -> tuple[int, int, float, float]:
        counted = count_alike(lazy, [*quasi, "illness"]).to_pyarrow()
        classes = equivalence_classes(counted, quasi)
        cells = sensitive_cells(counted, classes, "illness")
        return (
            classes.smallest,
            int(distinct_values(cells).min()),
            float(entropy_diversity(cells).min()),
            unique_share(classes),
        )

    seconds, (k, l, _, unique) = min(timed(ours) for _ in range(3))  # noqa: E741
    print(f"{rows:,} rows, 4 quasi-identifiers: k {k}, l {l}, unique {unique:.4f}   {seconds:.2f} s")
    print_peer("pycanon (k and l)", rivals.ask("sizes", table, {"quasi": quasi, "sensitive": "illness"}), seconds)


def print_peer(name: str, answer: tuple[dict[str, Any], pa.Table | None] | str, ours: float) -> None:
    if isinstance(answer, str):
        print(f"    {name}: {answer}")
        return
    figures = {key: value for key, value in answer[0].items() if key != "seconds"}
    print(f"    {name}: {figures}   {answer[0]['seconds']:.2f} s, {answer[0]['seconds'] / ours:,.0f} × ours")


if __name__ == "__main__":
    main()
