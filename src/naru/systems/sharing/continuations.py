"""Tokens with which a question goes on: its next page, or its addresses anew; sealed, and of that very question."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

import orjson

from naru.base.kit.refusals import Refused
from naru.systems.sharing.core.request import TableQuery
from naru.systems.sharing.lending import signer
from naru.systems.sharing.opened_tables import Opened

PAGE_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Page:
    version: int
    at: int


def _question(asked: TableQuery) -> str:
    """What pages of one question have in common."""
    said = [asked.version, str(asked.timestamp), asked.limit, list(asked.hints), asked.json_hints]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()[:24]


def page_token(table: Opened, asked: TableQuery, version: int, at: int) -> str:
    until = int((table.clock.now() + PAGE_LASTS).timestamp() * 1000)
    return signer().sealed(["page", table.shared.id, _question(asked), version, at, until])


def first_file(table: Opened, asked: TableQuery) -> Page | None:
    """Where the page begins. Raises ``Refused``: ``share_value_refused``."""
    if not asked.page_token:
        return None
    values = _unsealed(asked.page_token, "pageToken")
    if values[:3] != ["page", table.shared.id, _question(asked)] or _is_over(table, values[-1]):
        raise Refused("share_value_refused", name="pageToken", value=asked.page_token[:20], wanted=OF_THIS_QUESTION)
    return Page(int(values[3]), int(values[4]))


OF_THIS_QUESTION = "it must be of this very question, and not be older than an hour."


def refresh_token(table: Opened, asked: TableQuery, version: int) -> str:
    until = int((table.clock.now() + PAGE_LASTS).timestamp() * 1000)
    said = orjson.dumps([asked.limit, list(asked.hints), asked.json_hints]).decode()
    return signer().sealed(["refresh", table.shared.id, said, version, until])


def refreshed(table: Opened, asked: TableQuery) -> TableQuery:
    """The question whose addresses are asked for anew."""
    values = _unsealed(asked.refresh_token, "refreshToken")
    if values[:2] != ["refresh", table.shared.id] or _is_over(table, values[-1]):
        raise Refused(
            "share_value_refused", name="refreshToken", value=asked.refresh_token[:20], wanted=OF_THIS_QUESTION
        )
    limit, hints, json_hints = orjson.loads(str(values[2]))
    return replace(asked, version=int(values[3]), limit=limit, hints=tuple(hints), json_hints=json_hints)


def _unsealed(token: str, name: str) -> list[str | int]:
    try:
        return signer().opened(token)
    except Refused:
        raise Refused("share_value_refused", name=name, value=token[:20], wanted=OF_THIS_QUESTION) from None


def _is_over(table: Opened, until: str | int) -> bool:
    return table.clock.now().timestamp() * 1000 >= int(until)
