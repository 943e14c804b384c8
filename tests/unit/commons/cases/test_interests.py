"""Ties between a reviewer and an applicant, whatever way a place or a name is written."""

import pytest

from naru.commons.cases.core.interests import TieKind, Ties, place_of, ties_between


def kinds(one: Ties, other: Ties) -> list[TieKind]:
    return [tie.kind for tie in ties_between(one, other)]


def test_nothing_in_common_is_no_tie() -> None:
    assert kinds(Ties(organisations=frozenset("a")), Ties(organisations=frozenset("b"))) == []
    assert kinds(Ties(addresses=frozenset({""})), Ties(addresses=frozenset({""}))) == []


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (Ties(organisations=frozenset("a")), Ties(organisations=frozenset("ab")), TieKind.ORGANISATION),
        (
            Ties(representatives=frozenset({"김 준호"})),
            Ties(representatives=frozenset({"김준호"})),
            TieKind.REPRESENTATIVE,
        ),
        (Ties(contracts=frozenset("b")), Ties(organisations=frozenset("b")), TieKind.CONTRACT),
        (Ties(organisations=frozenset("a")), Ties(contracts=frozenset("a")), TieKind.CONTRACT),
        (
            Ties(addresses=frozenset({"부산광역시 해운대구 센텀중앙로 79, 1204호"})),
            Ties(addresses=frozenset({"부산 해운대구 센텀중앙로 79 12층"})),
            TieKind.ADDRESS,
        ),
    ],
)
def test_each_kind_of_tie(one: Ties, other: Ties, kind: TieKind) -> None:
    assert kinds(one, other) == kinds(other, one) == [kind]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("부산시 해운대구 센텀중앙로 79", "부산해운대구센텀중앙로79"),
        ("부산광역시 해운대구 센텀중앙로 79 (우동) 3층", "부산해운대구센텀중앙로79"),
        ("부산 해운대구 센텀중앙로 97", "부산해운대구센텀중앙로97"),
    ],
)
def test_a_place_is_its_building(written: str, place: str) -> None:
    assert place_of(written) == place
