"""Entitlements: their state at an instant, what several give together, and terms that cannot be kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope, service
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType, Profile
from naru.data.catalogue.core.entitlement import (
    WHOLE,
    Entitlement,
    EntitlementId,
    Holder,
    ReadScope,
    TableScope,
    Terms,
    TermState,
    Versions,
    checked,
    effective,
    holders_of,
    term_state,
    union,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
GU = Column(name="구", alias="gu", type=ColumnType.TEXT)
FEE = Column(name="요금", alias="fee", type=ColumnType.INTEGER, nulls=1, distinct=3, profile=Profile(minimum=1))
COLUMNS = (GU, FEE)
WHOLE_TABLE = TableScope()


@pytest.mark.parametrize(
    ("starts", "ends", "revoked", "state"),
    [
        (NOON, None, None, TermState.LIVE),
        (NOON + TICK, None, None, TermState.COMING),
        (None, None, None, TermState.LIVE),
        (None, NOON, None, TermState.ENDED),
        (None, NOON + TICK, None, TermState.LIVE),
        (None, None, NOON, TermState.REVOKED),
        (None, None, NOON + TICK, TermState.LIVE),
        (NOON + TICK, None, NOON, TermState.REVOKED),
        (None, NOON - TICK, NOON, TermState.REVOKED),
    ],
)
def test_state_follows_from_the_term_and_the_instant(starts, ends, revoked, state):
    assert term_state(Terms(starts=starts, ends=ends), revoked, NOON) is state


@pytest.mark.parametrize(
    ("versions", "admitted"),
    [
        (Versions(), {1, 2, 3, 4}),
        (Versions(later_than=2), {3, 4}),
        (Versions(later_than=0), {1, 2, 3, 4}),
        (Versions(chosen=(2, 4)), {2, 4}),
    ],
)
def test_versions_are_all_or_later_or_chosen(versions, admitted):
    assert {number for number in range(1, 5) if versions.admits(number)} == admitted


def test_in_whose_names_one_reads():
    person = Person(id=PersonId("p"), name="누구", roles={OrganisationId("o"): Role.MEMBER})
    assert holders_of(person) == {Holder.person(person.id), Holder.organisation(OrganisationId("o"))}
    assert holders_of(replace(person, scopes=frozenset({Scope.WRITE}))) == frozenset()
    assert holders_of(ANONYMOUS) == frozenset()
    assert holders_of(service("exchange")) == {Holder.service("exchange")}


def entitlement(scope: TableScope | None, **terms: datetime) -> Entitlement:
    return Entitlement(
        id=EntitlementId("e"),
        dataset_id="d",
        holder=Holder.service("x"),
        terms=Terms(tables=None if scope is None else {"t": scope}, **terms),
        by=Words("누구", "someone"),
        at=NOON,
    )


def test_what_several_give_is_their_union_while_they_are_in_force():
    one, other = TableScope(columns=("gu",)), TableScope(rows=("구:eq:중구",))
    held = [entitlement(one), entitlement(other, ends=NOON), entitlement(one)]
    assert effective(held, "t", NOON) == ReadScope(parts=(one,))
    assert effective(held, "t", NOON - TICK) == ReadScope(parts=(one, other))
    assert effective(held, "other table", NOON) is None
    assert effective([entitlement(None)], "other table", NOON) == WHOLE
    assert union([None, None]) is None


@pytest.mark.parametrize(
    ("parts", "columns", "is_whole", "narrows", "hides"),
    [
        ((WHOLE_TABLE,), ("구", "요금"), True, False, False),
        ((TableScope(columns=("gu",)),), ("구",), False, False, False),
        ((TableScope(rows=("구:eq:중구",)),), ("구", "요금"), False, True, True),
        ((TableScope(columns=("gu",)), TableScope(rows=("구:eq:중구",))), ("구", "요금"), False, False, True),
        ((TableScope(columns=("gu",)), WHOLE_TABLE), ("구", "요금"), True, False, False),
        ((TableScope(versions=Versions(chosen=(1,))),), ("구", "요금"), False, False, False),
        ((TableScope(columns=("gu",)), TableScope(columns=("fee",))), ("구", "요금"), False, False, False),
    ],
)
def test_what_a_scope_shows(parts, columns, is_whole, narrows, hides):
    scope = ReadScope(parts=parts)
    shown = scope.columns(COLUMNS)
    assert tuple(column.name for column in shown) == columns
    assert (scope.is_whole, scope.narrows_rows, scope.hides_cells(COLUMNS)) == (is_whole, narrows, hides)
    for column in shown:
        assert (column.profile is None) == (hides or column.alias == "gu")


def test_a_scope_of_a_version_keeps_the_parts_that_give_it():
    early, late = (
        TableScope(versions=Versions(chosen=(1,))),
        TableScope(columns=("gu",), versions=Versions(later_than=1)),
    )
    scope = ReadScope(parts=(early, late))
    assert scope.at_version(1) == WHOLE
    assert scope.at_version(2) == ReadScope(parts=(TableScope(columns=("gu",)),))
    assert ReadScope(parts=(early,)).at_version(2) is None


def test_keys_are_equal_where_the_same_is_given():
    one = ReadScope(parts=(TableScope(columns=("a", "b"), rows=("x:eq:1", "y:eq:2")),))
    same = ReadScope(parts=(TableScope(columns=("b", "a"), rows=("y:eq:2", "x:eq:1")),))
    assert one.key() == same.key() != ""
    assert one.key() != ReadScope(parts=(TableScope(columns=("a",), rows=("x:eq:1", "y:eq:2")),)).key()
    assert WHOLE.key() == ""


def test_scopes_come_back_from_json():
    scope = TableScope(columns=("a",), rows=("x:eq:1",), versions=Versions(later_than=3))
    assert TableScope.from_json(scope.to_json()) == scope
    assert TableScope.from_json(TableScope().to_json()) == TableScope()


def test_terms_are_kept_with_their_start_and_columns_by_alias():
    terms = Terms(tables={"t": TableScope(columns=("구", "fee"), rows=("요금:gte:3",))}, ends=NOON + TICK)
    assert checked(terms, {"t": COLUMNS}, NOON) == Terms(
        tables={"t": TableScope(columns=("gu", "fee"), rows=("요금:gte:3",))}, starts=NOON, ends=NOON + TICK
    )


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(ends=NOON), "entitlement_term"),
        (Terms(starts=NOON + TICK, ends=NOON + TICK), "entitlement_term"),
        (Terms(tables={"other": TableScope()}), "entitlement_table_unknown"),
        (Terms(tables={"t": TableScope(columns=("없음",))}), "column_not_found"),
        (Terms(tables={"t": TableScope(rows=("요금:gte:셋",))}), "filter_value"),
        (Terms(tables={"t": TableScope(rows=("요금",))}), "filter_unreadable"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused(terms, code):
    with pytest.raises(Refused) as told:
        checked(terms, {"t": COLUMNS}, NOON)
    assert told.value.code == code
