"""``naru footage review | rules | kisa``: events decided, rules written out, the Korean intelligent-CCTV test answered and scored."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naru.base.kit.refusals import Refused
from naru.systems.footage.command_options import as_json_option, store_of, store_option

if TYPE_CHECKING:
    from naru.systems.footage.core.events.kisa import KisaClip


@click.command()
@click.argument("event", required=False)
@click.option(
    "--decision",
    type=click.Choice(["accepted", "rejected", "corrected"]),
    help="맞음, 아님, 고쳐서 맞음 · what it was",
)
@click.option("--note", default="", help="메모 · a note")
@as_json_option
def review(event: str | None, decision: str | None, note: str, as_json: bool) -> None:
    """기다리는 사건을 보이거나, EVENT를 판단합니다 · List the events that wait, or decide EVENT."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.footage import actions, reads
    from naru.systems.footage.core.states import Decision

    if event and decision:
        found = [actions.review_event(event, decision, note=note, by=SYSTEM)]
    else:
        found = [reads.event(event, SYSTEM)] if event else reads.events(SYSTEM, decision=Decision.OPEN)
    for each in found:
        line = {
            "id": each.id,
            "rule": each.rule,
            "version": each.rule_version,
            "camera": each.camera.id,
            "start": each.start.isoformat(),
            "end": each.end.isoformat(),
            "score": round(each.score, 3),
            "decision": each.decision.value,
        }
        click.echo(json.dumps(line) if as_json else "  ".join(str(value) for value in line.values()))


@click.command()
@as_json_option
def rules(as_json: bool) -> None:
    """여섯 행위의 규칙을 파일로 쓸 글로 냅니다 · Print the rules of the six acts, as a file to start from."""
    from naru.systems.footage.adapters.rule_files import rules_text
    from naru.systems.footage.core.events.acts import ACTS
    from naru.systems.footage.core.events.mapping import mapping_from_rule

    if as_json:
        click.echo(json.dumps([mapping_from_rule(rule) for rule in ACTS], ensure_ascii=False))
    else:
        click.echo(rules_text(ACTS), nl=False)


@click.group()
def kisa() -> None:
    """KISA 지능형 CCTV 성능시험 · The Korean intelligent-CCTV test."""


@kisa.command()
@click.argument("truth", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("answers", type=click.Path(path_type=Path, exists=True, file_okay=False))
@as_json_option
def score(truth: Path, answers: Path, as_json: bool) -> None:
    """ANSWERS 폴더의 XML을 TRUTH의 XML과 견줍니다 · Score the XML of ANSWERS against that of TRUTH."""
    from dataclasses import asdict

    from naru.systems.footage.core.events.kisa import score_kisa

    result = score_kisa(_clips(truth), _clips(answers))
    if as_json:
        click.echo(json.dumps({**asdict(result), "clips": dict(result.clips)}))
        return
    for name, word in result.clips.items():
        click.echo(f"{name}  {word}")
    counts = result.score
    click.echo(f"{result.points:.1f}점 · points  {counts.hits} hit, {counts.missed} missed, {counts.false} false")


def _clips(folder: Path) -> "list[KisaClip]":
    from naru.systems.footage.core.events.kisa_xml import read_kisa

    files = sorted(folder.glob("*.xml"))
    if not files:
        raise Refused("kisa_answers_none", folder=str(folder))
    return [clip for file in files for clip in read_kisa(file.read_bytes(), file=file.name)]


@kisa.command()
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="XML을 쓸 폴더 · where the XML goes",
)
@click.option(
    "--as",
    "names",
    multiple=True,
    metavar="RULE=NAME",
    help="규칙의 시험 이름, 예: cooking=FireDetection · what the test calls a rule; a rule without one is no alarm",
)
@store_option
@as_json_option
def answers(target: Path, names: tuple[str, ...], store: Path | None, as_json: bool) -> None:
    """찾은 사건을 시험의 XML로, 영상마다 하나씩 씁니다 · Write what was found as the test's XML, one file a clip."""
    from naru.systems.footage.core.events.kisa_xml import write_kisa
    from naru.systems.footage.pipeline.kisa_answers import answers_of

    target.mkdir(parents=True, exist_ok=True)
    called = dict(each.split("=", 1) for each in names if "=" in each)
    for clip in answers_of(store_of(store), called):
        (target / f"{Path(clip.name).stem}.xml").write_bytes(write_kisa(clip))
        line = {"clip": clip.name, "alarms": len(clip.alarms)}
        click.echo(json.dumps(line) if as_json else f"{clip.name}  {len(clip.alarms)}")
