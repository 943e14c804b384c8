"""Sound files damaged in some hundred ways: a table or one clear sentence each, and no reader is taken by surprise."""

from pathlib import Path

import pytest

from tests.hostile.mutations import BROKE_OFF, mutated, read
from tests.hostile.sound import SOUND

EACH = 12
# These once broke their reader off: a panic inside calamine, a directory that points before its archive's start.
SURPRISES = {"주차장.xls": (17, 20, 25, 29, 48, 58), "주차장.zip": (5025, 5091), "곳.shp.zip": (3002, 3017, 3041)}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_gives_a_table(name: str, tmp_path: Path) -> None:
    assert read(name, SOUND[name](), 0, tmp_path).code == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_a_damaged_file_gives_a_table_or_a_sentence(name: str, tmp_path: Path) -> None:
    body = SOUND[name]()
    numbers = [*range(EACH), *SURPRISES.get(name, ())]
    outcomes = [read(name, mutated(body, number), number, tmp_path) for number in numbers]
    assert [outcome for outcome in outcomes if outcome.code in BROKE_OFF] == []
    assert max(outcome.seconds for outcome in outcomes) < 30
