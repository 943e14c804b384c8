"""A CSV that people send: what is read although it is unusual, and what is refused, by its line."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.sheets import Sheet, codes, known_places, numbers, places, read_sheet

IDS = pa.array(["a", "b", "c"], pa.string())


def a_sheet(body: str, wanted: tuple[str, ...] = ("id", "value")) -> Sheet:
    return read_sheet(body.encode(), wanted)


def refusal(act: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code, dict(refused.value.facts)


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (b"id,value\na,1\nb,2\n", ()),
        (b"id,value\r\na,1\r\nb,2\r\n\r\n", ()),
        (b"\xef\xbb\xbfid,value\na,1\nb,2", ()),
        (b'"id", value \n a ,\t1\n"b",2', ()),
        (b"value,id\n1,a\n2,b", ()),
        (b"id,value,more\na,1,x\nb,2,y", ("extra_columns",)),
        ("id,value,비고\na,1,가\nb,2,나".encode("cp949"), ("cp949", "extra_columns")),
    ],
)
def test_what_may_differ_is_read(body: bytes, notes: tuple[str, ...]) -> None:
    sheet = read_sheet(body, ("id", "value"))
    assert sheet.columns["id"].to_pylist() == ["a", "b"]
    assert sheet.columns["value"].to_pylist() == ["1", "2"]
    assert (sheet.rows, sheet.notes) == (2, notes)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "submission_empty"),
        (b" \n\n", "submission_empty"),
        (b"id,value\n\n", "submission_empty"),
        (b"id,value\na,1\x00", "submission_encoding"),
        (b"id,value\n\xff\xfe\xff,1", "submission_encoding"),
        (b"id,score\na,1", "submission_header"),
        (b"id,value,id\na,1,a", "submission_header"),
        (b"id,value\na,1\nb\n", "submission_ragged"),
        (b"id,value\na,1,2\n", "submission_ragged"),
    ],
)
def test_what_would_be_guessed_at_is_refused(body: bytes, code: str) -> None:
    assert refusal(lambda: read_sheet(body, ("id", "value")))[0] == code


def test_a_ragged_row_is_named_with_what_it_has() -> None:
    _, facts = refusal(lambda: a_sheet("id,value\na,1\nb,2,3\n"))
    assert (facts["wanted"], facts["got"]) == (2, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1.0), ("+1.5", 1.5), ("-.5", -0.5), ("2.", 2.0), ("1e3", 1000.0), ("-1E-2", -0.01), ("007", 7.0)],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert numbers(a_sheet(f"id,value\na,0\nb,{text}"), "value").tolist() == [0.0, value]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "submission_cell_empty"),
        ("nan", "submission_not_finite"),
        ("-Infinity", "submission_not_finite"),
        ("N/A", "submission_not_finite"),
        ("1e999", "submission_not_finite"),
        ("1 000", "submission_not_number"),
        ("0x10", "submission_not_number"),
        (".", "submission_not_number"),
        ("one", "submission_not_number"),
    ],
)
def test_a_cell_that_is_no_number_is_named_by_its_line(text: str, code: str) -> None:
    sheet = a_sheet(f"id,value\na,0\nb,{text}")
    assert refusal(lambda: numbers(sheet, "value")) == (code, {"line": 3, "column": "value", "value": text})


@pytest.mark.parametrize(
    ("value", "is_refused"), [("0", False), ("-0.001", True), ("1", False), ("1.001", True), ("0.5", False)]
)
def test_numbers_within_their_bounds(value: str, is_refused: bool) -> None:
    sheet = a_sheet(f"id,value\na,{value}")
    if not is_refused:
        assert numbers(sheet, "value", least=0, most=1).tolist() == [float(value)]
        return
    code, facts = refusal(lambda: numbers(sheet, "value", least=0, most=1))
    assert (code, facts["least"], facts["most"]) == ("submission_out_of_range", 0, 1)


def test_one_bound_alone_binds() -> None:
    sheet = a_sheet("id,value\na,5")
    assert refusal(lambda: numbers(sheet, "value", least=6))[0] == "submission_out_of_range"
    assert refusal(lambda: numbers(sheet, "value", most=4))[0] == "submission_out_of_range"
    assert numbers(sheet, "value", least=5).tolist() == numbers(sheet, "value", most=5).tolist() == [5.0]


def test_labels_are_places_among_the_classes() -> None:
    sheet = a_sheet("id,value\na,맑음\nb,비\nc,맑음")
    assert codes(sheet, "value", ["비", "맑음"]).tolist() == [1.0, 0.0, 1.0]
    assert refusal(lambda: codes(sheet, "value", ["비"])) == (
        "submission_label_unknown",
        {"line": 2, "column": "value", "value": "맑음", "classes": "비"},
    )
    assert refusal(lambda: codes(a_sheet("id,value\na,"), "value", ["비"]))[0] == "submission_cell_empty"


@pytest.mark.parametrize(("ids", "expected"), [("abc", None), ("cab", [2, 0, 1])])
def test_ids_in_their_order_and_in_another(ids: str, expected: list[int] | None) -> None:
    sheet = a_sheet("id,value\n" + "".join(f"{each},1\n" for each in ids))
    found = places(sheet, "id", IDS)
    assert (None if found is None else found.tolist()) == expected


@pytest.mark.parametrize(
    ("ids", "code", "facts"),
    [
        ("abd", "submission_id_unknown", {"line": 4, "column": "id", "value": "d"}),
        ("cacb", "submission_id_twice", {"line": 4, "column": "id", "value": "c", "first": 2}),
        ("ca", "submission_id_missing", {"count": 1, "id": "b"}),
    ],
)
def test_an_id_too_much_or_too_little_is_named(ids: str, code: str, facts: dict[str, Any]) -> None:
    sheet = a_sheet("id,value\n" + "".join(f"{each},1\n" for each in ids))
    assert refusal(lambda: places(sheet, "id", IDS)) == (code, facts)


def test_known_ids_may_come_again_or_not_at_all() -> None:
    sheet = a_sheet("id,value\nb,1\nb,1\n")
    assert known_places(sheet, "id", IDS).tolist() == [1, 1]
    assert known_places(sheet, "id", IDS).dtype == np.int64


def test_lines_are_counted_as_an_editor_does() -> None:
    sheet = a_sheet('id,value\n"a\nb",1\nc,x\n')
    assert sheet.line(0) == 2
    assert sheet.line(1) == 4


@pytest.mark.parametrize(("length", "shown"), [(40, "x" * 40), (41, "x" * 40 + "…")])
def test_a_long_value_is_said_by_its_begin(length: int, shown: str) -> None:
    sheet = a_sheet(f"id,value\na,{'x' * length}")
    assert refusal(lambda: numbers(sheet, "value"))[1]["value"] == shown
