"""Progress, summaries and figures of footage on a terminal, in both languages; the same as JSON for programs."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from naru.base.kit.refusals import Refused, as_problem
from naru.base.kit.words import Words
from naru.systems.footage.pipeline.evaluation import Comparison
from naru.systems.footage.pipeline.report import CameraReport
from naru.systems.footage.pipeline.runner import Progress as Step
from naru.systems.footage.pipeline.runner import Run
from naru.systems.footage.pipeline.withdrawal import Withdrawal

PARTS = {
    "clips": Words("영상", "clips"),
    "join": Words("궤적 잇기", "joining tracks"),
    "finish": Words("가리기·속성", "masking, attributes"),
    "describe": Words("집계·사건", "figures, events"),
}
STAGES = {
    "probe": Words("살피기", "probe"),
    "detect": Words("검출", "detect"),
    "track": Words("추적", "track"),
    "stitch": Words("잇기", "stitch"),
    "votes": Words("투표", "votes"),
    "mask": Words("가리기", "mask"),
    "attributes": Words("속성", "attributes"),
    "count": Words("집계", "count"),
    "events": Words("사건", "events"),
}
WIDEST_BAR = 28


class ProgressView:
    """Called with each step of a run: a bar a part for people, a JSON line a clip for programs; refusals stand either way."""

    def __init__(self, console: Console, *, as_json: bool) -> None:
        self._console, self._as_json = console, as_json
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[name]}"),
        )
        self.bars = Progress(*columns, console=console, disable=as_json)
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: Step) -> None:
        if self._as_json:
            if step.name:
                click.echo(
                    json.dumps(
                        {
                            "part": step.part,
                            "name": step.name,
                            "done": step.done,
                            "of": step.total,
                            **_problem(step.refused),
                        },
                        ensure_ascii=False,
                    )
                )
            return
        if step.part not in self._tasks:
            words = PARTS[step.part]
            self._tasks[step.part] = self.bars.add_task(f"{words.ko} · {words.en}", total=step.total, name="")
        self.bars.update(self._tasks[step.part], completed=step.done, total=step.total, name=step.name)
        if step.refused:
            self.bars.console.print(Text("✗ ", "red") + Text(f"{step.refused.words.ko}\n  {step.refused.words.en}"))


@contextmanager
def progress(*, as_json: bool) -> Iterator[ProgressView]:
    view = ProgressView(Console(stderr=True), as_json=as_json)
    with view.bars:
        yield view


def _problem(refused: Refused | None) -> Mapping[str, object]:
    return {"error": as_problem(refused, "en")} if refused else {}


def print_run(run: Run, *, as_json: bool) -> None:
    """What a run made and what it found made already."""
    if as_json:
        clips = sum(len(camera.clips) for camera in run.cameras)
        said = {
            "cameras": len(run.cameras),
            "clips": clips,
            "refused": len(run.refused),
            "made": run.made,
            "reused": run.reused,
            "seconds": run.seconds,
        }
        click.echo(json.dumps(said))
        return
    table = Table(box=None, header_style="dim")
    for title in ("단계 · stage", "새로 · made", "그대로 · reused", "초 · seconds"):
        table.add_column(title, justify="left" if title.startswith("단계") else "right")
    for stage, words in STAGES.items():
        if stage in run.made or stage in run.reused:
            table.add_row(
                f"{words.ko} · {words.en}",
                str(run.made.get(stage, 0)),
                str(run.reused.get(stage, 0)),
                f"{run.seconds.get(stage, 0):.1f}",
            )
    console = Console()
    console.print(table)
    clips = sum(len(camera.clips) for camera in run.cameras)
    console.print(
        f"✓ 카메라 {len(run.cameras)}대, 영상 {clips}개, 거절 {len(run.refused)}개 · {len(run.cameras)} cameras, {clips} clips, {len(run.refused)} refused"
    )


def print_reports(reports: tuple[CameraReport, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(each) for each in reports], ensure_ascii=False))
        return
    console = Console()
    for each in reports:
        _print_report(console, each)


def _print_report(console: Console, report: CameraReport) -> None:
    console.rule(f"[bold]{report.site_ko} · {report.site_en}[/] [dim]{report.camera_id}", align="left")
    console.print(
        f"영상 {len(report.clips)}개, {report.seconds / 60:.1f}분, 그림 {report.frames:,}장, 지나간 것 {report.tracks:,} · "
        f"{len(report.clips)} clips, {report.seconds / 60:.1f} min, {report.frames:,} frames, {report.tracks:,} tracks"
    )
    ways = {
        f"{line} {direction}": count for line, counts in report.lines.items() for direction, count in counts.items()
    }
    _bars(console, Words("시간대", "hours"), {f"{hour:02d}": count for hour, count in report.hours.items()})
    _bars(console, Words("선을 넘은 수", "crossings"), ways)
    _bars(
        console,
        Words("구역 방문 (평균 초)", "visits to zones (mean seconds)"),
        {zone: int(each["visits"]) for zone, each in report.zones.items()},
        {zone: f"{each['mean_s']:.0f} s" for zone, each in report.zones.items() if each["visits"]},
    )
    _bars(console, Words("구역 사이 흐름", "flows between zones"), report.flows)
    _bars(console, Words("이동 수단", "means of movement"), report.modes)
    _bars(console, Words("성별", "sex"), report.sexes)
    _bars(console, Words("연령대", "age"), report.ages)
    _bars(console, Words("사건", "events"), report.events)
    for refused in report.refused:
        console.print(Text("✗ ", "red") + Text(f"{refused['ko']}\n  {refused['en']}"))


def _bars(console: Console, title: Words, counts: Mapping[str, int], notes: Mapping[str, str] | None = None) -> None:
    """One line a count, the longest bar for the largest."""
    most = max(counts.values(), default=0)
    if not most:
        return
    console.print(f"[dim]{title.ko} · {title.en}")
    widest = max(len(name) for name in counts)
    for name, count in counts.items():
        bar = "█" * round(WIDEST_BAR * count / most) or ("▏" if count else "")
        console.print(
            Text(f"  {name:<{widest}} ")
            + Text(f"{bar:<{WIDEST_BAR}}", "cyan")
            + Text(f" {count:,} {(notes or {}).get(name, '')}")
        )


def print_comparisons(comparisons: tuple[Comparison, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(each) for each in comparisons], ensure_ascii=False))
        return
    table = Table(box=None, header_style="dim")
    for title in (
        "camera",
        "AP50",
        "HOTA",
        "MOTA",
        "IDF1",
        "IDSW",
        "궤적 · tracks",
        "교차 · crossings",
        "사건 · events",
        "사건 F1 · event F1",
        "헛알림/시간 · false/h",
    ):
        table.add_column(title, justify="left" if title == "camera" else "right")
    for each in comparisons:
        crossed = tuple(sum(pair[side] for pair in each.crossings.values()) for side in (0, 1))
        right = " ".join(f"{rule} {hit}/{due}" for rule, (due, _made, hit) in each.events.items())
        ap50 = "" if each.ap50 is None else f"{each.ap50:.3f}"
        table.add_row(
            each.camera_id, ap50, f"{each.hota:.3f}", f"{each.mota:.3f}", f"{each.idf1:.3f}", str(each.switches),
            f"{each.tracks[1]}/{each.tracks[0]}", f"{crossed[1]}/{crossed[0]}", right,
            " ".join(f"{rule} {value:.2f}" for rule, value in each.event_f1.items()),
            f"{sum(each.false_alarms.values()):.1f}" if each.false_alarms else "",
        )  # fmt: skip
    Console().print(table)


def print_withdrawal(withdrawal: Withdrawal, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(withdrawal)))
        return
    dropped = sum(withdrawal.dropped.values())
    click.echo(f"✓ {withdrawal.clip_id}: 결과 {dropped}개를 지웠습니다. 다음 실행부터 이 영상은 쓰지 않습니다.")
    click.echo(f"✓ {withdrawal.clip_id}: {dropped} results dropped. From the next run on the clip is not used.")
