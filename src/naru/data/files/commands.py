"""``naru erase``: what was destroyed, its proofs, and what a killed process left undone."""

from pathlib import Path

import click
import orjson

from naru.base.kit.canonical import canonical_json
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.data.files import erasing, reads


@click.group("erase")
def erase() -> None:
    """되살릴 수 없게 지우기와 그 증명 · What was destroyed for good, and the proofs."""


@erase.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
def list_erasures(as_json: bool) -> None:
    """지웠거나 지우는 중인 것을 보입니다 · List what was, or is being, destroyed."""
    for each in reads.erasures(SYSTEM):
        if as_json:
            click.echo(orjson.dumps(each).decode())
        else:
            click.echo(f"{each.id} {each.state:<8} {each.thing.kind} {each.thing.id}  {each.basis}: {each.reason}")


@erase.command("proof")
@click.argument("erasure")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="파일로 · write to a file")
@click.option("--json", "as_json", is_flag=True, help="언제나 JSON입니다 · always JSON")
def proof(erasure: str, target: Path | None, as_json: bool) -> None:
    """ERASURE의 파기 증명을 냅니다 · Print the certificate of ERASURE; its SHA-256 stands in the trail."""
    found = reads.erasure(erasure, SYSTEM)
    if found.certificate is None:
        raise Refused("erasure_not_carried_out")
    with click.open_file(str(target or "-"), "wb") as file:
        file.write(canonical_json(found.certificate.to_json()))


@erase.command("finish")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")
def finish(as_json: bool) -> None:
    """멈춘 파기를 마저 합니다 · Carry out what was decided and not finished."""
    finished = erasing.finish_decided()
    click.echo(orjson.dumps({"finished": finished}).decode() if as_json else finished)
