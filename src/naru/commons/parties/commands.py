"""Parties' commands: ``naru party``."""

from datetime import datetime
from typing import Any

import click
import orjson

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.commons.parties import actions, reads
from naru.commons.parties.core.values import Details, Party, PartyKind

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("party")
def party() -> None:
    """거래처와 등록번호 · Whom one trades with, by registered number."""


@party.command("list")
@click.argument("text", default="")
@as_json
def list_parties(text: str, as_json: bool) -> None:
    """이름이나 번호에 TEXT가 든 거래처를 보입니다 · List parties whose name or number has TEXT."""
    after: str | None = None
    while True:
        page = reads.parties(text=text, after=after, limit=500)
        for each in page.rows:
            _tell(each, as_json)
        if (after := page.next) is None:
            return


@party.command("register")
@click.argument("kind", type=click.Choice([kind.value for kind in PartyKind]))
@click.argument("name_ko")
@click.argument("name_en")
@click.option("--business-number", default="", help="사업자등록번호 · business registration number")
@click.option("--corporate-number", default="", help="법인등록번호 · corporate registration number")
@click.option("--representative", default="", help="대표자 · who represents it")
@click.option("--address", default="", help="주소 · its address")
@click.option("--since", type=DAY, help="이날부터의 이름, 없으면 오늘 · called so from this day on, today without it")
@as_json
def register(
    kind: str,
    name_ko: str,
    name_en: str,
    business_number: str,
    corporate_number: str,
    representative: str,
    address: str,
    since: datetime | None,
    as_json: bool,
) -> None:
    """거래처를 등록합니다 · Register a party."""
    details = Details(
        name=Words(name_ko, name_en),
        since=since.date() if since else SYSTEM_CLOCK.today(),
        representative=representative,
        address=address,
    )
    made = actions.register_party(
        PartyKind(kind), details, business_number=business_number, corporate_number=corporate_number, by=SYSTEM
    )
    _tell(made, as_json)


@party.command("correct")
@click.argument("party_id")
@click.option("--business-number", required=True, help="사업자등록번호 · business registration number")
@click.option("--corporate-number", default="", help="법인등록번호 · corporate registration number")
@as_json
def correct(party_id: str, business_number: str, corporate_number: str, as_json: bool) -> None:
    """등록번호를 바로잡습니다 · Correct the registered numbers of PARTY_ID."""
    made = actions.correct_numbers(
        party_id, business_number=business_number, corporate_number=corporate_number, by=SYSTEM
    )
    _tell(made, as_json)


@party.command("close")
@click.argument("party_id")
@click.argument("day", type=DAY)
@as_json
def close(party_id: str, day: datetime, as_json: bool) -> None:
    """PARTY_ID가 DAY에 문을 닫았다고 적습니다 · Write down that the business of PARTY_ID ended on DAY."""
    _tell(actions.close_party(party_id, on=day.date(), by=SYSTEM), as_json)


def _tell(each: Party, as_json: bool) -> None:
    said: dict[str, Any] = {
        "id": each.id,
        "kind": each.kind.value,
        "ko": each.name.ko,
        "en": each.name.en,
        "business_number": each.business_number,
        "corporate_number": each.corporate_number,
        "closed": each.closed.isoformat() if each.closed else None,
    }
    text = f"{each.id}  {each.business_written:<12}  {each.kind.words.ko} · {each.name.ko} · {each.name.en}"
    click.echo(orjson.dumps(said).decode() if as_json else text)
