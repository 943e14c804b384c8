"""The public card: each state of a dataset × each visitor a row; and what a card says of a table."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Bin, Column, ColumnType, Meaning, Profile
from naru.data.catalogue.core.entitlement import Holder, TermState
from naru.data.catalogue.core.public_card import BLOCKS, CardField, Closed, Verb, Visitor, block_of, card_table
from naru.data.catalogue.core.rights import Rights
from naru.data.catalogue.core.states import Access, State, VersionState
from naru.data.catalogue.core.values import DatasetId, OfFile, Table, TableId, Version, VersionId

SELLER, BUYER = OrganisationId("seller"), OrganisationId("buyer")
BUYERS = Person(id=PersonId("b"), name="사는 이", roles={BUYER: Role.MEMBER})
VISITORS: dict[str, tuple[Person, tuple[TermState, ...]]] = {
    "anonymous": (ANONYMOUS, ()),
    "newcomer": (BUYERS, ()),
    "not reading": (replace(BUYERS, scopes=frozenset({Scope.WRITE})), ()),
    "awaited": (BUYERS, (TermState.ENDED, TermState.COMING)),
    "ended": (BUYERS, (TermState.ENDED,)),
    "revoked": (BUYERS, (TermState.REVOKED,)),
    "member": (replace(BUYERS, roles={SELLER: Role.MEMBER}), ()),
    "officer": (Person(id=PersonId("o"), name="담당관", is_officer=True), ()),
}
NOTHING: dict[str, str] = {}
SIGN_IN = {"anonymous": "sign_in", "not reading": "add_scope"}
WITHDRAWN = dict.fromkeys(("anonymous", "newcomer", "not reading", "awaited", "ended", "revoked"), "find_others")
GRANTED = {**SIGN_IN, "newcomer": "ask", "awaited": "wait", "ended": "renew", "revoked": "renew"}
UNSEALED = [access for access in Access if access is not Access.SEALED]


def rights(state: State, access: Access) -> Rights:
    return Rights(state=state, access=access, organisation=SELLER)


@pytest.mark.parametrize(
    ("state", "access", "verbs"),
    [
        (State.PUBLISHED, Access.OPEN, NOTHING),
        (State.PUBLISHED, Access.SIGNED_IN, SIGN_IN),
        (State.PUBLISHED, Access.GRANTED, GRANTED),
        *((State.WITHDRAWN, access, WITHDRAWN) for access in UNSEALED),
        *((state, access, NOTHING) for state in (State.DRAFT, State.IN_REVIEW) for access in Access),
        *((state, Access.SEALED, NOTHING) for state in State),
    ],
)
def test_what_each_visitor_can_do(state: State, access: Access, verbs: dict[str, str]) -> None:
    blocks = {name: block_of(person, rights(state, access), held) for name, (person, held) in VISITORS.items()}
    assert {name: block.verb.value for name, block in blocks.items() if block} == verbs


def test_whoever_holds_an_entitlement_in_force_is_not_turned_away() -> None:
    entitled = replace(rights(State.PUBLISHED, Access.GRANTED), entitled=frozenset({Holder.organisation(BUYER)}))
    assert block_of(BUYERS, entitled, (TermState.LIVE,)) is None


def test_every_block_is_said_in_both_languages_and_signing_in_is_its_own_status() -> None:
    for block in BLOCKS.values():
        assert block.words.ko != block.words.en
    assert {visitor for (closed, visitor), block in BLOCKS.items() if block.verb is Verb.SIGN_IN} == {Visitor.ANONYMOUS}
    assert {closed for closed, _ in BLOCKS} == set(Closed)


def table(live: Version | None) -> Table:
    names = {"id": TableId("t"), "dataset_id": DatasetId("d"), "dataset_title": "요금", "dataset_title_en": ""}
    return Table(**names, name="요금표", sql_name="fees", key=(), live=live, is_open=False)


def version(*columns: Column, rows: int) -> Version:
    return Version(
        id=VersionId("v"),
        table_id=TableId("t"),
        number=3,
        lake_version=7,
        state=VersionState.LIVE,
        columns=columns,
        rows=rows,
        quarantined=2,
        provenance=OfFile(name="비밀.csv", sha256="0" * 64, bytes=1),
        changes=None,
        by=Words("준호", "Junho"),
        at=datetime(2026, 11, 29, tzinfo=UTC),
    )


SECRET = Profile(minimum=710_001, maximum=820_002, top=(("710001", 1),), histogram=(Bin(low=0, high=1, count=1),))
FEE = Column(name="요금(원)", alias="fee", type=ColumnType.INTEGER, unit="원", nulls=1, distinct=3, profile=SECRET)


def test_a_card_names_fields_and_tells_no_value() -> None:
    gu = Column(name="구", alias="gu", type=ColumnType.TEXT, meaning=Meaning.DISTRICT_NAME, totals=("합계값",))
    card = card_table(table(version(FEE, gu, rows=4)))
    assert card is not None
    assert card.fields == (
        CardField(name="요금", alias="fee", type=ColumnType.INTEGER, unit="원", meaning=None),
        CardField(name="구", alias="gu", type=ColumnType.TEXT, unit=None, meaning=Meaning.DISTRICT_NAME),
    )
    assert (card.version, card.rows, card.quarantined, card.filled) == (3, 4, 2, 1 - 1 / 8)
    for secret in ("710001", "820002", "합계값", "비밀.csv"):
        assert secret not in repr(card)


@pytest.mark.parametrize(("columns", "rows"), [((), 4), ((FEE,), 0)])
def test_of_no_cells_no_share_is_filled(columns: tuple[Column, ...], rows: int) -> None:
    card = card_table(table(version(*columns, rows=rows)))
    assert card is not None
    assert card.filled is None


def test_a_table_without_live_rows_is_on_no_card() -> None:
    assert card_table(table(None)) is None
