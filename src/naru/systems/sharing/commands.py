"""Sharing's commands: ``naru sharing``."""

from pathlib import Path
from typing import Any

import click
import orjson

from naru.base.kit.canonical import sha256_of_file
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.people.reads import organisation_by_slug
from naru.base.trail.keys import trusted_keys
from naru.systems.sharing import actions, entitlements
from naru.systems.sharing.core import profile, receipts
from naru.systems.sharing.file_reading import figures_of

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("sharing")
def sharing() -> None:
    """Delta Sharing: 수신자 토큰, 수령증, 표식 · Recipient tokens, receipts and marks."""


@sharing.command("list")
@click.argument("organisation")
@as_json
def list_shared(organisation: str, as_json: bool) -> None:
    """ORGANISATION(주소 이름)의 토큰이 여는 테이블 · The tables that the tokens of ORGANISATION (its slug) open."""
    for table in actions.name_tables(_holder(organisation)):
        _tell({"address": table.address, "table": table.table_id}, table.address, as_json)


@sharing.command("token")
@click.argument("organisation")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path), default=profile.FILE_NAME)
@click.option("--name", default="명령줄", help="토큰 이름 · its name")
@click.option("--days", default=90, show_default=True, help="며칠 동안 · for how many days")
@click.option("--endpoint", required=True, help="이 사이트의 주소 · this site's address, https://…")
@as_json
def token(organisation: str, file: Path, name: str, days: int, endpoint: str, as_json: bool) -> None:
    """ORGANISATION의 토큰을 발급해 프로필 FILE로 씁니다 · Issue a token and write it as the profile FILE."""
    issued = actions.issue_token(holder=_holder(organisation), name=name, days=days, by=SYSTEM)
    secret, made = actions.activate_token(issued.link)
    address = f"{endpoint.rstrip('/')}/delta-sharing"
    file.touch(mode=0o600)
    file.write_bytes(profile.profile(endpoint=address, token=secret, expires=made.expires))
    _tell({"token": made.id, "file": str(file)}, f"{made.id}  {file}", as_json)


@sharing.command("revoke")
@click.argument("token_id")
@as_json
def revoke(token_id: str, as_json: bool) -> None:
    """토큰을 회수합니다. 이미 준 주소도 곧바로 끝납니다 · Revoke a token; addresses it was given die at once."""
    made = actions.revoke_token(token_id, by=SYSTEM)
    _tell({"token": made.id, "state": made.state(SYSTEM_CLOCK.now()).value}, made.id, as_json)


@sharing.command("copies")
@as_json
def copies(as_json: bool) -> None:
    """아직 없는 수신자용 사본을 지금 만듭니다 · Make the recipients' copies that are missing, now."""
    made = actions.make_missing_copies()
    _tell({"made": made}, f"{made}", as_json)


@sharing.command("verify")
@click.argument("file", type=FILE)
@click.option(
    "--key",
    multiple=True,
    help="믿는 공개키(16진수), 없으면 이 설치의 것 · a trusted public key in hex; this site's own without it",
)
@as_json
def verify(file: Path, key: tuple[str, ...], as_json: bool) -> None:
    """수령증 FILE의 서명을 확인합니다 · Verify the signature of the receipt FILE, offline."""
    trusted = frozenset(each.lower() for each in key) or trusted_keys()
    document = receipts.verify(receipts.read(file.read_bytes()), trusted)
    _tell(
        dict(document),
        f"맞는 수령증입니다 · A true receipt: {document['recipient_name']}, {document['table']}, {document['rows']:,} · {document['at']}",
        as_json,
    )


@sharing.command("trace")
@click.argument("file", type=FILE)
@as_json
def trace(file: Path, as_json: bool) -> None:
    """유출된 FILE(CSV, Parquet)이 누구의 사본인지 찾습니다 · Name whose copy a leaked FILE comes from, if any mark is beyond doubt."""
    found = actions.trace(figures_of(file), sha256=sha256_of_file(file), by=SYSTEM)
    if found is None:
        _tell({"recipient": None}, "의심할 여지 없는 표식이 없습니다 · No mark beyond doubt.", as_json)
        return
    name = entitlements.holder_words(found.subject)
    said = {"recipient": found.subject, "ko": name.ko, "en": name.en, "error": found.error, "votes": found.votes}
    line = f"{name.ko} · {name.en}  오판 확률 · error ≤ {found.error:.0e}  ({', '.join(found.columns)})"
    _tell({**said, "columns": list(found.columns)}, line, as_json)


def _holder(slug: str) -> str:
    return entitlements.organisation_holder(organisation_by_slug(slug).id)


def _tell(said: dict[str, Any], text: str, as_json: bool) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
