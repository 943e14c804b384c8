"""What those who may not read a dataset are shown of it, and what they can do: decided on values.

A dataset that is closed but no secret has a public card: its description, its fields' names and types, how many rows it
has. No value of it is on the card, nor what was counted over values. Drafts, what is in review and what is sealed have
none: for those who may not read them they are not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.entitlement import TermState
from naru.data.catalogue.core.rights import Rights, may_read
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import Dataset, Table


class Closed(StrEnum):
    """Why a dataset that is no secret is not open."""

    SIGNED_IN = "signed_in"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class Visitor(StrEnum):
    """Who stands before it."""

    ANONYMOUS = "anonymous"
    NOT_READING = "not_reading"  # comes with a token that may not read
    NEWCOMER = "newcomer"  # holds nothing and never did
    AWAITED = "awaited"  # holds an entitlement that has not begun
    FORMER = "former"  # held one that ended or was revoked


class Verb(StrEnum):
    """What the visitor can do."""

    SIGN_IN = "sign_in"
    ADD_SCOPE = "add_scope"  # to the token
    ASK = "ask"
    WAIT = "wait"
    RENEW = "renew"
    FIND_OTHERS = "find_others"


BLOCK_VERB_WORDS = {
    Verb.SIGN_IN: Words("로그인하기", "Sign in"),
    Verb.ADD_SCOPE: Words("읽을 수 있는 토큰 쓰기", "Use a token that may read"),
    Verb.ASK: Words("이용권 요청하기", "Ask for an entitlement"),
    Verb.WAIT: Words("시작을 기다리기", "Wait for its start"),
    Verb.RENEW: Words("이용권 다시 요청하기", "Ask to renew"),
    Verb.FIND_OTHERS: Words("다른 데이터 찾기", "Find other data"),
}
CLOSED_WORDS = {
    Closed.SIGNED_IN: Words("로그인이 필요합니다", "Signing in is needed"),
    Closed.GRANTED: Words("이용권이 필요합니다", "An entitlement is needed"),
    Closed.WITHDRAWN: Words("철회된 데이터입니다", "This was withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """Why a visitor does not read a dataset, and what they can do about it; ``code`` is the refusal that says so."""

    closed: Closed
    verb: Verb
    code: str

    @property
    def words(self) -> Words:
        return Refused(self.code).words


BLOCKS: dict[tuple[Closed, Visitor], Block] = {
    **{
        (closed, Visitor.NOT_READING): Block(closed, Verb.ADD_SCOPE, "dataset_token_does_not_read")
        for closed in (Closed.SIGNED_IN, Closed.GRANTED)
    },
    (Closed.SIGNED_IN, Visitor.ANONYMOUS): Block(Closed.SIGNED_IN, Verb.SIGN_IN, "dataset_after_sign_in"),
    (Closed.GRANTED, Visitor.ANONYMOUS): Block(Closed.GRANTED, Verb.SIGN_IN, "dataset_by_entitlement_after_sign_in"),
    (Closed.GRANTED, Visitor.NEWCOMER): Block(Closed.GRANTED, Verb.ASK, "dataset_by_entitlement"),
    (Closed.GRANTED, Visitor.AWAITED): Block(Closed.GRANTED, Verb.WAIT, "dataset_entitlement_coming"),
    (Closed.GRANTED, Visitor.FORMER): Block(Closed.GRANTED, Verb.RENEW, "dataset_entitlement_over"),
    **{
        (Closed.WITHDRAWN, visitor): Block(Closed.WITHDRAWN, Verb.FIND_OTHERS, "dataset_withdrawn")
        for visitor in Visitor
    },
}


def closed_as(rights: Rights) -> Closed | None:
    """None of what is open, and of what is a secret."""
    if rights.access is Access.SEALED:
        return None
    if rights.state is State.WITHDRAWN:
        return Closed.WITHDRAWN
    if rights.state is not State.PUBLISHED:
        return None
    return {Access.SIGNED_IN: Closed.SIGNED_IN, Access.GRANTED: Closed.GRANTED}.get(rights.access)


def visitor_of(person: Person, held: Iterable[TermState]) -> Visitor:
    """``held``: the states of the entitlements to the dataset in whose holders' names the person reads."""
    if person.is_anonymous:
        return Visitor.ANONYMOUS
    if Scope.READ not in person.scopes:
        return Visitor.NOT_READING
    states = set(held)
    if TermState.COMING in states:
        return Visitor.AWAITED
    return Visitor.FORMER if states else Visitor.NEWCOMER


def block_of(person: Person, rights: Rights, held: Iterable[TermState] = ()) -> Block | None:
    """None for those who may read it, and where it is to seem not to be there."""
    closed = closed_as(rights)
    if closed is None or may_read(person, rights):
        return None
    return BLOCKS[closed, visitor_of(person, held)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardField:
    """A column by what it is called and what it holds; nothing that was counted over its values."""

    name: str
    alias: str
    type: ColumnType
    unit: str | None
    meaning: Meaning | None

    @classmethod
    def of(cls, column: Column) -> Self:
        name = column.plain_name
        return cls(name=name, alias=column.alias, type=column.type, unit=column.unit, meaning=column.meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTable:
    """A table with its live version; ``filled`` is the share of cells with a value, None of no cells."""

    name: str
    sql_name: str
    version: int
    at: datetime
    rows: int
    quarantined: int
    filled: float | None
    fields: tuple[CardField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCard:
    """``dataset`` is its description; ``tables`` are those with live rows."""

    dataset: Dataset
    block: Block
    tables: tuple[CardTable, ...]


def card_table(table: Table) -> CardTable | None:
    """None while nothing of it is live."""
    live = table.live
    if live is None:
        return None
    cells = live.rows * len(live.columns)
    return CardTable(
        name=table.name,
        sql_name=table.sql_name,
        version=live.number,
        at=live.at,
        rows=live.rows,
        quarantined=live.quarantined,
        filled=1 - sum(column.nulls for column in live.columns) / cells if cells else None,
        fields=tuple(map(CardField.of, live.columns)),
    )
