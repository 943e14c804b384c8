"""A file of sentences becomes the profile's tables, and each kind of fault a rule."""

from pathlib import Path
from typing import Any

import pytest

from naru.systems.sectors.core.ais_tables import read_ais
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import profile_of
from naru.systems.sectors.core.reading import Read, Source
from naru.systems.sectors.core.values import Status

POSITION = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C"
SHIP = [
    "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
    "!AIVDM,2,2,1,A,88888888880,2*25",
]
PROFILE = profile_of(
    {
        "name": "logistics.ships",
        "version": "1",
        "sector": "logistics",
        "title": ["배", "Ships"],
        "summary": ["배", "Ships"],
        "shape": "ais",
        "tables": [
            {"name": "positions", "columns": [{"name": "mmsi", "type": "integer"}]},
            {"name": "ships", "columns": [{"name": "name"}]},
        ],
    }
)


def read(engine: Engine, folder: Path, *lines: str) -> Read:
    path = folder / "ships.nmea"
    path.write_text("\n".join(lines), encoding="ascii")
    return read_ais(engine, PROFILE, Source(path=path, name="ships.nmea", scratch=folder))


def test_positions_and_ships_are_text_with_their_lines(tmp_path: Path) -> None:
    with Engine() as engine:
        tables = read(engine, tmp_path, "# log", POSITION, *SHIP).relations
        (position,) = engine.rows(engine.table(tables["positions"].name))
        (ship,) = engine.rows(engine.table(tables["ships"].name))
    assert (position["_line"], position["mmsi"], position["speed"], position["heading"]) == (
        2,
        "477553000",
        "0.0",
        "181",
    )
    assert (ship["_line"], ship["name"], ship["imo"]) == (3, "EVER DIADEM", "9134270")
    assert "line" not in tables["positions"].columns


@pytest.mark.parametrize(
    ("lines", "failed"),
    [
        ([POSITION, *SHIP], {}),
        ([POSITION[:-1] + "D"], {"ais.checksum": (1, 1)}),
        ([POSITION, "noise", "!AIVDM,broken"], {"ais.sentence": (2, 2)}),
        ([POSITION, SHIP[0]], {"ais.parts": (2, 1)}),
    ],
)
def test_faults_are_counted_by_their_kind(lines: list[str], failed: dict[str, Any], tmp_path: Path) -> None:
    with Engine() as engine:
        rules = read(engine, tmp_path, *lines).rules
    assert {rule.rule: (rule.checked, rule.failed) for rule in rules if rule.failed} == failed
    assert [rule.rule for rule in rules] == ["ais.checksum", "ais.sentence", "ais.parts", "ais.payload"]
    assert all(finding.value for rule in rules for finding in rule.first)


def test_a_file_without_sentences_was_not_checked(tmp_path: Path) -> None:
    with Engine() as engine:
        rules = read(engine, tmp_path, "# log").rules
    assert {rule.status for rule in rules} == {Status.NOT_CHECKED}
