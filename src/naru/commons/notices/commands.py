"""Notices' commands: ``naru notice``."""

import click
import orjson

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.people import reads as people
from naru.commons.notices import reads

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")


@click.group("notice")
def notice() -> None:
    """알림 · Notices."""


@notice.command("list")
@click.argument("email")
@click.option("--unread", is_flag=True, help="읽지 않은 것만 · only those not read")
@as_json
def list_notices(email: str, unread: bool, as_json: bool) -> None:
    """EMAIL 주소를 쓰는 사람의 최근 알림을 보입니다 · List the latest notices of the person with EMAIL."""
    for each in reads.inbox(people.person_by_email(email), unread=unread).rows:
        telling = each.telling
        said = {
            "id": each.id,
            "topic": telling.topic,
            "ko": telling.title.ko,
            "en": telling.title.en,
            "about": [telling.about.kind, telling.about.id],
            "due": telling.due,
            "read": each.read,
        }
        mark = " " if each.read else "●"
        click.echo(orjson.dumps(said).decode() if as_json else f"{mark} {telling.told:%Y-%m-%d}  {telling.title.ko}")


@notice.command("unsent")
@as_json
def unsent(as_json: bool) -> None:
    """여섯 시간이 지나도 보내지 못한 메일과 웹훅의 수 · How many mails and webhooks wait for over six hours."""
    count = reads.undelivered(SYSTEM_CLOCK.now())
    click.echo(orjson.dumps({"unsent": count}).decode() if as_json else f"{count:,}")
