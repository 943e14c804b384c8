"""What a source remembers for its next file."""

from naru.data.ingest.core.source_settings import SourceSettings, TableSettings
from naru.data.ingest.core.values import Hints

KEPT = TableSettings(hints=Hints(encoding="cp949"), mask=("전화",), accepted=("전화:phone",))
WHOLE = SourceSettings(tables={"": KEPT, "표": TableSettings(mask=("이름",))}, epsg=5186)


def test_settings_survive_their_json() -> None:
    assert SourceSettings.from_json(WHOLE.to_json()) == WHOLE
    assert SourceSettings.from_json({}) == SourceSettings()
    assert TableSettings.from_json({"mask": None, "accepted": None, "hints": None}) == TableSettings()


def test_json_holds_what_json_can() -> None:
    stored = WHOLE.to_json()
    assert stored["epsg"] == 5186
    assert (stored["tables"][""]["mask"], stored["tables"][""]["accepted"]) == (["전화"], ["전화:phone"])


def test_a_table_without_settings_takes_those_of_the_whole_file() -> None:
    assert WHOLE.of("표").mask == ("이름",)
    assert WHOLE.of("다른") == KEPT
    assert SourceSettings().of("다른") == TableSettings()


def test_one_tables_settings_leave_the_others() -> None:
    changed = WHOLE.with_table("표", KEPT)
    assert (dict(changed.tables), changed.epsg) == ({"": KEPT, "표": KEPT}, 5186)
