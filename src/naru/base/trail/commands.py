"""The trail commands of ``naru``."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson

from naru.base.kit.refusals import Refused, Sentence, declare
from naru.base.trail import actions, reads
from naru.base.trail.core.verify import Report, verify
from naru.base.trail.keys import trusted_keys

PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
TOLD_MOST = 20  # findings told one by one
BROKEN = 5  # the exit code for a trail that is not whole

as_json = click.option("--json", "as_json", is_flag=True, help="JSON 하나로 · print one JSON object")


@click.command("verify-trail")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="믿을 공개 열쇠, 16진수나 파일, 여러 번 가능 · a public key to trust, in hex or as a file; repeatable",
)
@as_json
@click.pass_context
def verify_trail(context: click.Context, file: Path | None, keys: tuple[str, ...], as_json: bool) -> None:
    """감사 기록이나 내보낸 FILE을 검증합니다 · Verify the trail, or FILE that `naru trail export` wrote.

    어디가 고쳐지거나 지워지거나 뒤바뀌거나 잘렸는지 말합니다. 종료 코드 0: 온전함, 5: 온전하지 않음. --key를 주면 다른 설치의 파일을 그 설치의 공개
    열쇠로 확인합니다.

    Says where any record was edited, deleted, swapped, renumbered or cut off. Exit code 0: whole; 5: not whole. With
    --key the file of another installation is checked against that installation's public key
    (NARU_HOME/keys/trail-*.pub there).
    """
    report = _of_file(file, keys) if file else reads.verified_now()
    click.echo(orjson.dumps(report.to_json()) if as_json else _in_words(report))
    context.exit(0 if report.is_whole else BROKEN)


@click.group("trail")
def trail() -> None:
    """감사 기록을 내보내고 서명합니다 · What happened: export it, sign where it stands."""


@trail.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@as_json
def export(file: Path, as_json: bool) -> None:
    """감사 기록 전체를 FILE에 씁니다 · Write the whole trail to FILE as JSON lines, under a fresh signed checkpoint."""
    folder = file.resolve().parent
    if not os.access(folder, os.W_OK):
        raise Refused("folder_not_writable", folder=folder)
    records = actions.export(file)
    _say(as_json, {"file": str(file), "records": records}, f"{records:,} records → {file}")


@trail.command("checkpoint")
@as_json
def checkpoint(as_json: bool) -> None:
    """지금까지의 기록에 서명하고 체크포인트를 보입니다 · Sign where every stream stands now, and print the checkpoint.

    다른 곳에 적어 두면 기록을 몰래 잘라 낼 수 없습니다 · keep it elsewhere, and the trail can never be cut shorter unseen.
    """
    made = actions.checkpoint()
    _say(as_json, made.to_json(), f"checkpoint {made.number}  {made.hash}")


def _of_file(file: Path, keys: tuple[str, ...]) -> Report:
    with file.open("rb") as lines:
        if keys:
            return verify(lines, keys=frozenset(map(_key, keys)))
        known = reads.noted(up_to=_closing_number(file))
        return verify(lines, keys=trusted_keys(), known=known)


def _closing_number(file: Path) -> int:
    with file.open("rb") as lines:
        try:
            return int(orjson.loads(next(lines, b""))["number"])
        except (ValueError, TypeError, KeyError):
            return 0


def _key(given: str) -> str:
    path = Path(given)
    key = path.read_bytes()[:200].decode("ascii", "replace") if len(given) != 64 and path.is_file() else given
    if not PUBLIC_KEY.fullmatch(key.strip().lower()):
        raise Refused("not_a_public_key", key=given)
    return key.strip().lower()


def _in_words(report: Report) -> str:
    return "\n".join(_sentences(report))


def _sentences(report: Report) -> Iterator[str]:
    for finding in report.findings[:TOLD_MOST]:
        yield f"{finding.words.ko}\n  {finding.words.en}"
    if (more := len(report.findings) - TOLD_MOST) > 0:
        yield f"그 밖에 {more:,}건이 더 있습니다. --json으로 모두 볼 수 있습니다.\n  {more:,} more; --json prints all of them."
    verdict = "온전합니다 / whole" if report.is_whole else "온전하지 않습니다 / NOT whole"
    yield f"{verdict}: {report.records:,} records, {report.checkpoints:,} checkpoints, {len(report.streams)} streams"


def _say(as_json: bool, facts: dict[str, Any], sentence: str) -> None:
    click.echo(orjson.dumps(facts) if as_json else sentence)


declare(
    {
        "not_a_public_key": Sentence(
            ko="{key}은(는) 공개 열쇠가 아닙니다. 그 설치의 NARU_HOME/keys/trail-*.pub 파일이나 그 안의 16진수 64자를 지정해 주세요.",
            en="{key} is no public key. Give the file NARU_HOME/keys/trail-*.pub of that installation, or the 64 hex digits in it.",
            exit_code=2,
        ),
    }
)
