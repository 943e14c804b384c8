"""``naru mydata``: services and their figures, what the clock brings, the reference programs of holders and receivers."""

import json
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.module_loading import import_string

from naru.base.kit.person import SYSTEM
from naru.systems.mydata import actions, orders, reads, service_pages, transport
from naru.systems.mydata.reference.holder import Holder
from naru.systems.mydata.reference.program import Program
from naru.systems.mydata.reference.receiver import Receiver

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")


@click.group("mydata")
def mydata() -> None:
    """마이데이터 · MyData."""


@mydata.command("list")
@as_json
def list_services(as_json: bool) -> None:
    """서비스와 그 수치를 보입니다 · List services with their figures."""
    for each in reads.services(SYSTEM):
        figures = reads.public_figures(each)
        said = {
            "id": each.id,
            "number": each.number,
            "ko": each.title.ko,
            "state": each.state.value,
            "agreed": figures.agreed,
            "withdrew": figures.withdrew,
            "deletion_hours": figures.deletion_hours,
        }
        text = f"{each.id}  {each.number or '–':<9} {each.title.ko}  {each.state.words.ko}"
        click.echo(json.dumps(said, ensure_ascii=False) if as_json else text)


@mydata.command("tick")
@as_json
def tick(as_json: bool) -> None:
    """기간, 일정, 기한을 살피고 알릴 것을 알립니다 · Do now what the clock would bring."""
    said = {
        "ended": actions.expire_due(),
        "planned": transport.plan_due(),
        "overdue": orders.mark_overdue(),
        "told": orders.tell_waiting(),
    }
    _tell(said, as_json, " · ".join(f"{name} {count}" for name, count in said.items()))


@mydata.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def check(file: Path, as_json: bool) -> None:
    """FILE의 동의 기록이나 삭제 증명을 확인합니다 · Check a receipt or a proof of deletion."""
    holds, words = service_pages.checked(file.read_bytes())
    _tell({"holds": holds, "ko": words.ko, "en": words.en}, as_json, f"{'✓' if holds else '✗'} {words.ko}")
    if not holds:
        raise SystemExit(2)


@mydata.command("serve")
@click.argument("programs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--for-seconds", type=float, default=None, help="이만큼 뒤에 끝냅니다 · end after so long")
@as_json
def serve(programs: Path, for_seconds: float | None, as_json: bool) -> None:
    """PROGRAMS(JSON)의 견본 정보제공자와 서비스를 띄웁니다 · Run reference holders and receivers described in a file."""
    with ExitStack() as running:
        for each in json.loads(programs.read_text()):
            port = running.enter_context(program_of(each).serving(int(each["port"])))
            address = f"http://127.0.0.1:{port}"
            _tell({"kind": each["kind"], "address": address}, as_json, f"✓ {each['kind']} {address}")
        threading.Event().wait(for_seconds)


def program_of(said: Mapping[str, Any]) -> Program:
    """``kind``, ``id``, ``key`` (hex), ``city``; a holder's ``rows``, by subject or a function's dotted name, and ``codes``;
    a receiver's ``title`` and ``redirect_url``."""
    who = {
        "id": said["id"],
        "key": Ed25519PrivateKey.from_private_bytes(bytes.fromhex(said["key"])),
        "city": said["city"],
    }
    if said["kind"] == "receiver":
        return Receiver(**who, title=said["title"], redirect_url=said["redirect_url"])
    rows = said["rows"]
    row = import_string(rows) if isinstance(rows, str) else lambda subject: rows.get(subject, {})
    return Holder(
        **who, row=row, codes={code: (subject, born) for code, (subject, born) in said.get("codes", {}).items()}
    )


def _tell(said: Mapping[str, object], as_json: bool, text: str) -> None:
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else text)
