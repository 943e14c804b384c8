"""A file with one cause mended: its own columns in their order, and how many cells changed."""

from pathlib import Path

import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.mending import mend
from naru.systems.sectors.core.profiles import Profile, profile_of
from naru.systems.sectors.core.relations import Relation
from naru.systems.sectors.core.values import Cause
from tests.refusing import refuses

PROFILE: Profile = profile_of(
    {
        "name": "finance.codes",
        "version": "1",
        "sector": "finance",
        "title": ["코드", "Codes"],
        "summary": ["코드", "Codes"],
        "shape": "table",
        "tables": [{"name": "t", "columns": [{"name": "code", "aliases": ["코드"]}]}],
    }
)


def cause(how: str, column: str = "code", table: str = "t") -> Cause:
    return Cause(words=Words("가", "a"), rules=("t.code.pattern",), rows=1, table=table, column=column, mend=how)


def mended(folder: Path, how: Cause) -> tuple[int, bytes]:
    table = pa.table({"_line": [3, 2, 4], "name": ["b", "a", "c"], "코드": ["12", "00345", None]})
    with Engine(folder) as engine:
        engine.take("raw", table.to_reader())
        relation = Relation(name="raw", columns=("name", "코드"), rows=3)
        changed = mend(engine, PROFILE, relation, how, out=folder / "out.csv")
    return changed, (folder / "out.csv").read_bytes()


def test_cells_of_the_cause_change_and_lines_stand_in_their_order(tmp_path: Path) -> None:
    changed, written = mended(tmp_path, cause("zeros_5"))
    assert changed == 1
    assert written.decode("utf-8-sig").splitlines() == ["name,코드", "a,00345", "b,00012", "c,"]
    assert written.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "how", [cause(""), cause("zeros_5", column="name"), cause("zeros_5", table="other"), cause("magic")]
)
def test_what_nobody_can_mend_is_refused(how: Cause, tmp_path: Path) -> None:
    with refuses("cause_cannot_be_mended"):
        mended(tmp_path, how)
