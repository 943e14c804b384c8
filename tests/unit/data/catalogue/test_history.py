"""What changed between two descriptions, and what of it each reader is told."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.history import FIELD_WORDS, Reader, differences, shown, told
from naru.data.catalogue.core.states import ACCESS_WORDS, Access
from naru.data.catalogue.core.values import Description, Difference, Revision

AT = datetime(2026, 11, 22, tzinfo=UTC)
EVERYONE = frozenset({Access.OPEN})
SIGNED_IN = frozenset({Access.OPEN, Access.SIGNED_IN})
ALL = frozenset(Access)


def change(field: str, before: str = "", after: str = "말") -> Difference:
    return Difference(field=field, before=before, after=after)


def access(before: Access, after: Access) -> Difference:
    return change("access", ACCESS_WORDS[before].ko, ACCESS_WORDS[after].ko)


def history(*acts: tuple[str, tuple[Difference, ...]]) -> list[Revision]:
    """Newest first, as told; ``acts`` are oldest first."""
    revisions = [
        Revision(number=number, verb=f"dataset.{verb}", differences=changes, by=Words("민지", "Minji"), at=AT)
        for number, (verb, changes) in enumerate(acts, 1)
    ]
    return revisions[::-1]


def heard(
    revisions: list[Revision], reads: frozenset[Access] = EVERYONE, *, now: Access = Access.OPEN
) -> list[list[str]]:
    """By an outsider, oldest first: which fields each revision tells."""
    reader = Reader(is_insider=False, may_edit=False, reads=reads)
    return [[each.field for each in revision.differences] for revision in told(revisions, reader, access=now)[::-1]]


TITLE, STATE = change("title"), change("state")


@pytest.mark.parametrize(
    ("acts", "tells"),
    [
        ([("registered", (TITLE,))], [[]]),
        ([("registered", (TITLE,)), ("published", (STATE,))], [[], ["state"]]),
        ([("registered", (TITLE,)), ("published", (STATE, TITLE))], [[], ["state", "title"]]),
        ([("harvested", (TITLE,))], [["title"]]),
        (
            [("published", (STATE,)), ("described", (TITLE,)), ("withdrawn", (STATE, TITLE)), ("described", (TITLE,))],
            [["state"], ["title"], ["state"], []],
        ),
        (
            [("published", ()), ("withdrawn", (STATE,)), ("described", (TITLE,)), ("published", (STATE, TITLE))],
            [[], ["state"], [], ["state", "title"]],
        ),
        ([("harvested", (TITLE,)), ("returned", (STATE, TITLE)), ("described", (TITLE,))], [["title"], ["state"], []]),
    ],
)
def test_what_was_said_while_it_was_not_published_is_told_to_nobody_else(
    acts: list[tuple[str, tuple[Difference, ...]]], tells: list[list[str]]
) -> None:
    assert heard(history(*acts)) == tells
    insider = Reader(is_insider=True, may_edit=False, reads=frozenset())
    assert told(history(*acts), insider, access=Access.OPEN) == history(*acts)


@pytest.mark.parametrize(
    ("reads", "tells"),
    [
        (EVERYONE, [["title"], ["access", "title"], [], [], [], ["access"]]),
        (SIGNED_IN, [["title"], ["access", "title"], ["access"], ["title"], [], ["access"]]),
        (ALL, [["title"], ["access", "title"], ["access"], ["title"], ["access", "title"], ["access"]]),
    ],
)
def test_what_was_said_under_an_access_is_told_to_those_who_had_it(
    reads: frozenset[Access], tells: list[list[str]]
) -> None:
    acts = history(
        ("harvested", (TITLE,)),
        ("access_changed", (access(Access.SIGNED_IN, Access.OPEN), TITLE)),
        ("access_changed", (access(Access.OPEN, Access.SIGNED_IN),)),
        ("described", (TITLE,)),
        ("access_changed", (access(Access.SIGNED_IN, Access.GRANTED), TITLE)),
        ("access_changed", (access(Access.GRANTED, Access.OPEN),)),
    )
    # before its first step it had the access from which that step led
    first = tells[0] if Access.SIGNED_IN in reads else []
    assert heard(acts, reads) == [first, *tells[1:]]


@pytest.mark.parametrize(("now", "tells"), [(Access.OPEN, [["title"]]), (Access.GRANTED, [[]])])
def test_an_access_that_never_changed_is_todays(now: Access, tells: list[list[str]]) -> None:
    assert heard(history(("harvested", (TITLE,))), now=now) == tells


def test_an_access_of_words_that_nobody_says_any_more_changes_nothing() -> None:
    step = change("access", "옛말", "다른 옛말")
    acts = history(("harvested", (TITLE,)), ("access_changed", (step,)), ("described", (TITLE,)))
    assert heard(acts) == [["title"], ["access"], ["title"]]
    assert heard(acts, now=Access.GRANTED) == [[], [], []]


@pytest.mark.parametrize("verb", ["granted", "grant_revoked"])
def test_to_whom_it_is_granted_is_told_to_those_who_may_edit(verb: str) -> None:
    acts = history(("harvested", ()), (verb, (change("grant"),)))
    for may_edit, count in ((True, 2), (False, 1)):
        for is_insider in (True, False):
            reader = Reader(is_insider=is_insider, may_edit=may_edit, reads=ALL)
            assert len(told(acts, reader, access=Access.OPEN)) == count


def test_a_first_description_differs_in_all_that_it_says() -> None:
    first = Description(title="주차장", keywords=("가", "나"), issued=date(2026, 1, 2))
    assert differences(None, first) == (
        change("title", "", "주차장"),
        change("keywords", "", "가, 나"),
        change("issued", "", "2026-01-02"),
    )


def test_later_ones_differ_in_what_changed() -> None:
    before = Description(title="주차장", period_start=date(2026, 1, 2), themes=("a",))
    after = replace(before, title="공영주차장", period_start=None, themes=("a", "b"))
    assert differences(before, before) == ()
    assert differences(before, after) == (
        change("title", "주차장", "공영주차장"),
        change("themes", "a", "a, b"),
        change("period_start", "2026-01-02", ""),
    )


def test_every_field_of_a_description_has_words() -> None:
    assert {field.name for field in fields(Description)} <= set(FIELD_WORDS)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("licence", "kogl-1", Words("공공누리 제1유형 (출처표시)", "KOGL type 1 (attribution)")),
        ("licence", "old-one", Words("old-one", "old-one")),
        ("frequency", "daily", Words("매일", "Daily")),
        ("frequency", "kogl-1", Words("kogl-1", "kogl-1")),
        ("themes", "finance, tourism", Words("금융, 관광", "Finance, Tourism")),
        ("themes", "finance, gone", Words("금융", "Finance")),
        ("state", "초안", Words("초안", "Draft")),
        ("state", "누구나", Words("누구나", "누구나")),
        ("access", "누구나", Words("누구나", "Everyone")),
        ("access", "초안", Words("초안", "초안")),
        ("place", "부산광역시", Words("부산광역시", "Busan")),
        ("title", "daily", Words("daily", "daily")),
    ],
)
def test_codes_become_their_words(field: str, value: str, said: Words) -> None:
    assert shown(field, value) == said
