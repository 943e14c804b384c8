"""``naru footage set``: a training set from its plan to its releases and withdrawals; ``naru footage convert``: labels from format to format."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from naru.systems.footage.command_options import as_json_option

if TYPE_CHECKING:
    from naru.base.kit.person import Person

as_option = click.option(
    "--as", "email", default="", help="누구의 이름으로, 없으면 서버 · in whose name; else the server's"
)
format_option = click.option("--format", "format", required=True, help="라벨 형식 · label format")


@click.group("set")
def training_set() -> None:
    """영상에 라벨을 달아 학습 데이터로 배포합니다 · Label clips and release them as training sets."""


def _person(email: str) -> "Person":
    from naru.base.kit.person import SYSTEM
    from naru.base.people import reads as people

    return people.person_by_email(email) if email else SYSTEM


def _tell(lines: Iterable[dict[str, Any]], *, as_json: bool, say: Callable[[dict[str, Any]], str]) -> None:
    for line in lines:
        click.echo(orjson.dumps(line).decode() if as_json else say(line))


@training_set.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@as_option
@as_json_option
def plan(file: Path, email: str, as_json: bool) -> None:
    """FILE의 계획으로 세트를 만들거나 고칩니다 · Make a set from the plan in FILE, or change it."""
    from naru.systems.footage.sets import actions, plan_text

    made = actions.set_up_set(plan_text.read(file.read_text(encoding="utf-8-sig")), by=_person(email))
    line = {"set": made.id, "title": made.plan.title.ko}
    _tell([line], as_json=as_json, say=lambda each: f"{each['set']}  {each['title']}")


@training_set.command("list")
@as_json_option
def list_sets(as_json: bool) -> None:
    """세트와 단계마다 기다리는 영상 수 · Sets, and how many clips wait at each stage."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.footage.sets import reads

    lines = [{"set": each.id, "title": each.plan.title.ko, **dict(each.due)} for each in reads.sets(SYSTEM)]
    _tell(lines, as_json=as_json, say=lambda each: "  ".join(str(value) for value in each.values()))


@training_set.command()
@click.argument("set_id")
@click.option("--camera", "cameras", multiple=True, help="이 카메라의 영상 모두 · all clips of this camera")
@click.option("--clip", "clips", multiple=True, help="영상 번호 · a clip's id")
@as_option
@as_json_option
def take(set_id: str, cameras: tuple[str, ...], clips: tuple[str, ...], email: str, as_json: bool) -> None:
    """영상을 세트에 넣습니다(획득) · Take clips into the set: the first stage."""
    from naru.systems.footage import reads as footage
    from naru.systems.footage.core.states import ClipState
    from naru.systems.footage.sets import actions

    by = _person(email)
    of_cameras = [
        clip.id for camera in cameras for clip in footage.clips(camera, by) if clip.state is ClipState.PRESENT
    ]
    taken = actions.take_clips(set_id, [*clips, *of_cameras], by=by)
    lines = [{"clip": each.clip_id, "name": each.name, "due": each.due} for each in taken]
    _tell(lines, as_json=as_json, say=lambda each: f"{each['clip']}  {each['name']}  {each['due']}")


@training_set.command()
@click.argument("set_id")
@click.argument("stage", type=click.Choice(["refine", "label", "inspect", "verify"]))
@click.option(
    "--clip", "clips", multiple=True, help="영상 번호, 없으면 그 단계를 기다리는 모두 · else all that wait for it"
)
@click.option("--reject", is_flag=True, help="되돌림 · reject instead of passing")
@click.option("--reason", default="", help="되돌리는 까닭 · why it is rejected")
@as_option
@as_json_option
def stage(
    set_id: str, stage: str, clips: tuple[str, ...], reject: bool, reason: str, email: str, as_json: bool
) -> None:
    """기다리는 영상을 단계에 통과시키거나 되돌립니다 · Pass clips at the stage they wait for, or reject them."""
    from naru.systems.footage.core.sets.stages import Outcome, Stage
    from naru.systems.footage.sets import actions, reads

    by = _person(email)
    waiting = clips or tuple(each.clip_id for each in reads.set_clips(set_id, by) if each.due == stage)
    outcome = Outcome.REJECTED if reject else Outcome.PASSED
    done = [actions.pass_stage(set_id, clip, Stage(stage), outcome, reason=reason, by=by) for clip in waiting]
    lines = [{"clip": each.clip_id, "name": each.name, "due": each.due} for each in done]
    _tell(lines, as_json=as_json, say=lambda each: f"{each['clip']}  {each['name']}  {each['due']}")


@training_set.command()
@click.argument("set_id")
@as_option
@as_json_option
def prelabel(set_id: str, email: str, as_json: bool) -> None:
    """라벨을 기다리는 영상마다 궤적으로 초벌 라벨을 만듭니다 · Make pre-labels from tracks for clips that wait for labels."""
    from naru.systems.footage.sets import labelling, reads

    by = _person(email)
    waiting = [each for each in reads.set_clips(set_id, by) if each.due == "label" and each.labels is None]
    lines = []
    for each in waiting:
        made = labelling.prelabel(set_id, each.clip_id, by=by)
        lines.append({"clip": each.clip_id, "labels": made.id, "boxes": made.boxes})
    _tell(lines, as_json=as_json, say=lambda each: f"{each['clip']}  {each['boxes']}")


@training_set.command("import")
@click.argument("set_id")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@format_option
@click.option("--person", default="", help="라벨을 그린 사람 · who labelled")
@click.option("--gold", is_flag=True, help="기준 라벨로 둠 · as gold, to measure others by")
@as_option
@as_json_option
def import_labels(set_id: str, path: Path, format: str, person: str, gold: bool, email: str, as_json: bool) -> None:
    """라벨 파일, 폴더, 압축 파일을 가져옵니다 · Bring a label file, a folder or an archive."""
    from naru.systems.footage.sets import review_labels

    by = _person(email)
    made = review_labels.bring(set_id, path, format=format, person=person or by.name, gold=gold, by=by)
    lines = [
        {"labels": each.id, "boxes": each.boxes, "faults": each.faults, "lost": dict(each.losses)} for each in made
    ]
    _tell(lines, as_json=as_json, say=lambda each: f"{each['labels']}  {each['boxes']}  {each['faults']}")


@training_set.command("export")
@click.argument("set_id")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@format_option
@as_option
@as_json_option
def export_labels(set_id: str, folder: Path, format: str, email: str, as_json: bool) -> None:
    """세트의 지금 라벨을 FOLDER에 씁니다 · Write the labels in force into FOLDER."""
    from naru.systems.footage.sets import exports

    losses = exports.export_labels(set_id, folder, format=format, by=_person(email))
    line = {"folder": str(folder), "lost": {loss.value: count for loss, count in losses.counts.items()}}
    _tell([line], as_json=as_json, say=lambda each: f"{each['folder']}  {each['lost'] or ''}")


@training_set.command()
@click.argument("set_id")
@as_option
@as_json_option
def cover(set_id: str, email: str, as_json: bool) -> None:
    """라벨에 있는데 가리지 않은 사람과 차를 가립니다 · Cover people and vehicles that are labelled and not covered."""
    from naru.systems.footage.sets import masking, reads

    by = _person(email)
    labelled = [each for each in reads.set_clips(set_id, by) if each.labels is not None and not each.is_withdrawn]
    lines = [{"clip": each.clip_id, "boxes": masking.cover_labelled(set_id, each.clip_id, by=by)} for each in labelled]
    _tell(lines, as_json=as_json, say=lambda each: f"{each['clip']}  {each['boxes']}")


@training_set.command()
@click.argument("set_id")
@as_option
@as_json_option
def measure(set_id: str, email: str, as_json: bool) -> None:
    """네 지표와 나눔, 거의 같은 그림을 재고 배포할 수 있는지 말합니다 · Measure, and say whether it may be released."""
    from naru.systems.footage.sets import measuring, releases

    by = _person(email)
    known = measuring.measure(set_id, by=by)
    reasons = [reason.words for reason in releases.gate(set_id, by) or ()]
    figures = {
        each.value: [interval.value, interval.low, interval.high] if interval else None
        for each, interval in known.measured.indicators.items()
    }
    line = {"key": known.key, "indicators": figures, "against": [words.ko for words in reasons]}
    _tell([line], as_json=as_json, say=_measured)


def _measured(line: dict[str, Any]) -> str:
    shares = [f"{name}  {value[0]:.1%}  ({value[1]:.1%}–{value[2]:.1%})" if value else f"{name}  –" for name, value in line["indicators"].items()]  # fmt: skip
    return "\n".join([*shares, *line["against"]])


@training_set.command()
@click.argument("set_id")
@as_option
@as_json_option
def release(set_id: str, email: str, as_json: bool) -> None:
    """잰 대로 배포합니다 · Release the set as it was measured."""
    from naru.systems.footage.sets import measuring, releases

    by = _person(email)
    known = measuring.measure(set_id, by=by)
    made = releases.release(set_id, key=known.key, by=by)
    if made is None:
        click.echo("다른 심사가 붙들고 있습니다 · Another review holds it: /holds/", err=True)
        return
    line = {"release": made.id, "number": made.number, "digest": made.digest, "clips": len(made.manifest.clips)}
    _tell([line], as_json=as_json, say=lambda each: f"{each['number']}  /footage/releases/{each['release']}/")


@training_set.command()
@click.argument("release_id")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
@as_option
@as_json_option
def package(release_id: str, file: Path, format: str, email: str, as_json: bool) -> None:
    """배포판을 ZIP 파일로 씁니다 · Write a release as one ZIP."""
    from naru.systems.footage.sets import packages

    by = _person(email)
    view = packages.open_release(release_id, by)
    with file.open("wb") as out:
        for piece in packages.package(view, format, site="", by=by):
            out.write(piece)
    line = {"file": str(file), "bytes": file.stat().st_size}
    _tell([line], as_json=as_json, say=lambda each: f"{each['file']}  {each['bytes']}")


@training_set.command()
@click.argument("target", type=click.Choice(["clip", "track", "camera"]))
@click.argument("id")
@click.option(
    "--basis", default="", help="근거, 없으면 닿는 곳만 말함 · the basis; without, only what it reaches is told"
)
@click.option("--reason", default="", help="까닭 · why")
@as_option
@as_json_option
def withdraw(target: str, id: str, basis: str, reason: str, email: str, as_json: bool) -> None:
    """영상, 궤적(영상번호:궤적번호)이나 카메라를 철회합니다 · Withdraw a clip, a track (clip:track) or a camera."""
    from naru.systems.footage.core.sets.states import Target
    from naru.systems.footage.sets import reaches, withdrawals

    by = _person(email)
    if not basis:
        _tell([reaches.reach(Target(target), id, by=by).counts()], as_json=as_json, say=_reached)
        return
    made = withdrawals.withdraw(Target(target), id, basis=basis, reason=reason, by=by)
    line = {"withdrawal": made.id, **made.reach.counts()}
    _tell([line], as_json=as_json, say=_reached)


def _reached(line: dict[str, Any]) -> str:
    return "\n".join(f"{name}  {count}" for name, count in line.items())


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "read_as", required=True, help="읽을 형식 · the format that is read")
@click.option("--to", "write_as", required=True, help="쓸 형식 · the format that is written")
@as_json_option
def convert(source: Path, folder: Path, read_as: str, write_as: str, as_json: bool) -> None:
    """라벨 파일을 다른 형식으로 바꿉니다. 잃는 것이 있으면 말합니다 · Turn label files into another format; what is lost is told."""
    from naru.systems.footage.sets import exports

    found, lost = exports.convert(source, folder, read_as=read_as, write_as=write_as)
    line = {"media": found, "lost": {loss.value: count for loss, count in lost.counts.items()}}
    _tell([line], as_json=as_json, say=lambda each: f"{each['media']}  {each['lost'] or ''}")
