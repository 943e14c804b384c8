"""UCI adult (30,162 persons) and its hierarchies, as ARX's own tests read them (`../shared/data/linkage/adult`)."""

import csv
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pytest

from naru.systems.combination.core.lattice.hierarchy import Hierarchy, read_hierarchy

FOLDER = Path(__file__).parents[1].parent / "shared" / "data" / "linkage" / "adult"
COLUMNS = (
    "sex",
    "age",
    "race",
    "marital-status",
    "education",
    "native-country",
    "workclass",
    "occupation",
    "salary-class",
)

needs_adult = pytest.mark.skipif(not FOLDER.exists(), reason="no ../shared/data/linkage/adult beside this checkout")


@cache
def adult() -> pa.Table:
    return pc.read_csv(
        FOLDER / "adult.csv",
        parse_options=pc.ParseOptions(delimiter=";"),
        convert_options=pc.ConvertOptions(column_types=dict.fromkeys(COLUMNS, pa.string())),
    )


@cache
def adult_hierarchy(column: str) -> Hierarchy:
    with (FOLDER / f"adult_hierarchy_{column}.csv").open(encoding="utf-8") as file:
        return read_hierarchy(column, list(csv.reader(file, delimiter=";")))


def adult_hierarchies(*, without: str = "") -> list[Hierarchy]:
    return [adult_hierarchy(column) for column in COLUMNS if column != without]


def europa() -> list[Hierarchy]:
    """All but occupation's, with England in a continent of its own: a slip of the pen in the file that ARX's golden figures stem from."""
    return [
        misspelt(each) if each.column == "native-country" else each for each in adult_hierarchies(without="occupation")
    ]


def misspelt(countries: Hierarchy) -> Hierarchy:
    return read_hierarchy(
        countries.column, [("England", "Europa", "*") if row[0] == "England" else row for row in countries.rows]
    )
