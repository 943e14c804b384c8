"""Contents and answers in one form, or refused."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.work.core.answers import (
    OUTSIDE,
    box_units,
    checked_answer,
    checked_content,
    labels_of,
    letters,
    say_the_same,
)
from naru.systems.work.core.job_rules import LabelKind as Kind

SHA = "ab" * 32
LABELS = ("shop", "place")
PICTURE = {"image": SHA, "width": 20, "height": 10}
CAR, BUS = [0, 0, 10, 10, "car"], [12, 0, 20, 10, "bus"]
TEXT = {"text": "자갈치시장 회"}


@pytest.mark.parametrize(
    ("kind", "said", "content"),
    [
        (Kind.TEXT_CLASS, {"text": "소음", "more": 1}, {"text": "소음"}),
        (Kind.TEXT_SPAN, {"text": "소음"}, {"text": "소음"}),
        (Kind.IMAGE_CLASS, {"image": SHA}, {"image": SHA, "caption": ""}),
        (Kind.IMAGE_CLASS, {"image": SHA, "caption": "공원"}, {"image": SHA, "caption": "공원"}),
        (Kind.IMAGE_BOX, PICTURE, PICTURE | {"caption": "", "boxes": []}),
        (Kind.IMAGE_BOX, PICTURE | {"boxes": [CAR], "x": 1}, PICTURE | {"caption": "", "boxes": [CAR]}),
        (Kind.TABLE_CHECK, {"rows": [{"이름": "가", "층": 2}]}, {"rows": [{"이름": "가", "층": "2"}]}),
    ],
)
def test_contents(kind: Kind, said: dict[str, Any], content: dict[str, Any]) -> None:
    assert checked_content(kind, said, ("car",)) == content


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.TEXT_CLASS, {}),
        (Kind.TEXT_CLASS, {"text": "  "}),
        (Kind.TEXT_CLASS, {"text": 3}),
        (Kind.TEXT_CLASS, {"text": "가" * 20_001}),
        (Kind.IMAGE_CLASS, {"image": "ab"}),
        (Kind.IMAGE_CLASS, {"image": SHA, "caption": "가" * 301}),
        (Kind.IMAGE_BOX, {"image": SHA}),
        (Kind.IMAGE_BOX, PICTURE | {"width": "20"}),
        (Kind.IMAGE_BOX, PICTURE | {"height": None}),
        (Kind.IMAGE_BOX, PICTURE | {"image": "ab"}),
        (Kind.IMAGE_BOX, PICTURE | {"boxes": [CAR]}),  # no such label
        (Kind.TABLE_CHECK, {"rows": []}),
        (Kind.TABLE_CHECK, {"rows": [{}]}),
        (Kind.TABLE_CHECK, {"rows": [{"a": "1"}] * 3}),
        (Kind.TABLE_CHECK, {"rows": [{"a": None}]}),
    ],
)
def test_what_is_no_content(kind: Kind, said: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        checked_content(kind, said)
    assert refused.value.code == "work_task_refused"


def test_answers_have_one_form() -> None:
    assert checked_answer(Kind.TEXT_CLASS, LABELS, TEXT, {"label": "shop", "x": 1}) == {"label": "shop"}
    said = {"spans": [[6, 7, "place"], [0, 5, "shop"]]}
    assert checked_answer(Kind.TEXT_SPAN, LABELS, TEXT, said) == {"spans": [[0, 5, "shop"], [6, 7, "place"]]}
    assert checked_answer(Kind.TEXT_SPAN, LABELS, TEXT, {"spans": []}) == {"spans": []}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.TEXT_CLASS, None),
        (Kind.TEXT_CLASS, []),
        (Kind.TEXT_CLASS, {"label": "bank"}),
        (Kind.TEXT_CLASS, {"spans": []}),
        (Kind.TEXT_SPAN, {"label": "shop"}),
        (Kind.TEXT_SPAN, {"spans": [[0, 8, "shop"]]}),  # past the end
        (Kind.TEXT_SPAN, {"spans": [[2, 2, "shop"]]}),
        (Kind.TEXT_SPAN, {"spans": [[-1, 2, "shop"]]}),
        (Kind.TEXT_SPAN, {"spans": [[0, 2, "bank"]]}),
        (Kind.TEXT_SPAN, {"spans": [[0, 3, "shop"], [2, 4, "shop"]]}),  # one over the other
        (Kind.TEXT_SPAN, {"spans": [[True, 2, "shop"]]}),
        (Kind.TEXT_SPAN, {"spans": [[0, 2]]}),
        (Kind.TEXT_SPAN, {"spans": [[0, 1, "shop"]] * 501}),
    ],
)
def test_what_is_no_answer(kind: Kind, said: object) -> None:
    with pytest.raises(Refused) as refused:
        checked_answer(kind, LABELS, TEXT, said)
    assert refused.value.code == "work_answer_refused"


def test_letters_and_labels_of_spans() -> None:
    answer = {"spans": [[0, 2, "shop"], [3, 4, "place"]]}
    assert letters(answer, 5) == ["shop", "shop", OUTSIDE, "place", OUTSIDE]
    assert labels_of(answer) == ["shop", "place"]
    assert labels_of({"label": "shop"}) == ["shop"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.sampled_from(["label", "spans", "x"]), each, max_size=3)
    ),
    max_leaves=8,
)


@given(kind=st.sampled_from(Kind), said=JSON)
def test_whatever_is_sent_is_an_answer_or_refused(kind: Kind, said: object) -> None:
    try:
        found = checked_answer(kind, LABELS, TEXT | PICTURE, said)
    except Refused as refused:
        found, code = {}, refused.code
    else:
        code = ""
    assert (found, code) == ({}, "work_answer_refused") or checked_answer(kind, LABELS, TEXT, found) == found


def test_boxes_are_answers_inside_their_picture() -> None:
    content, labels = checked_content(Kind.IMAGE_BOX, PICTURE), ("car", "bus")
    assert checked_answer(Kind.IMAGE_BOX, labels, content, {"boxes": [BUS, CAR]}) == {"boxes": [CAR, BUS]}
    assert checked_answer(Kind.IMAGE_BOX, labels, content, {"boxes": []}) == {"boxes": []}
    for said in ({}, {"boxes": None}, {"boxes": [[0, 0, 21, 10, "car"]]}, {"label": "car"}):
        with pytest.raises(Refused):
            checked_answer(Kind.IMAGE_BOX, labels, content, said)
    assert labels_of({"boxes": [CAR, BUS, CAR]}) == ["car", "bus", "car"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"label": "car"}, {"label": "car"}, True),
        ({"label": "car"}, {"label": "bus"}, False),
        ({"boxes": [CAR]}, {"boxes": [[0, 0, 10, 8, "car"]]}, True),
        ({"boxes": [CAR]}, {"boxes": [[0, 0, 10, 7, "car"]]}, False),
        ({"boxes": []}, {"label": "car"}, False),
    ],
)
def test_what_says_the_same(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert say_the_same(one, other, box_overlap=Decimal("0.8")) is same


def test_boxes_are_compared_thing_by_thing() -> None:
    said = {"b": {"boxes": [[0, 0, 10, 9, "bus"]]}, "a": {"boxes": [CAR, BUS]}}
    assert box_units(said) == [{"a": "car", "b": "bus"}, {"a": "bus", "b": OUTSIDE}]
    assert len(box_units(said | {"c": {"boxes": []}})) == 2 + 2 + 1
