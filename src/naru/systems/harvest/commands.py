"""``naru harvest``: register a source, try it, run it, see its history."""

from typing import Any

import click
import orjson

REFUSED_EXIT = 2
as_json_option = click.option("--json", "as_json", is_flag=True, help="JSON 한 줄씩 · one JSON object a line")
address_options = [
    click.option(
        "--kind", default="", help="종류, 없으면 주소를 보고 알아냅니다 · the kind; else found out from the address"
    ),
    click.option(
        "--key", default="", envvar="NARU_HARVEST_KEY", help="인증키 · the service key (better: NARU_HARVEST_KEY)"
    ),
    click.option(
        "--option", "options", multiple=True, metavar="NAME=VALUE", help="종류의 설정 · an option of the kind"
    ),
]


def _addressed(command: Any) -> Any:
    for option in reversed(address_options):
        command = option(command)
    return command


@click.group()
def harvest() -> None:
    """포털·API·데이터베이스를 한 번 등록해 계속 맞춥니다 · Register a source once and keep it in step."""


def _options(given: tuple[str, ...]) -> dict[str, Any]:
    pairs = [each.partition("=") for each in given]
    return {name: orjson.loads(value) if value[:1] in "[{" else value for name, _, value in pairs}


@harvest.command("try")
@click.argument("address")
@_addressed
@as_json_option
def try_(address: str, kind: str, key: str, options: tuple[str, ...], as_json: bool) -> None:
    """기록 열 건을 받아 무엇을 알아들었는지 보입니다, 저장하지 않습니다 · Read ten records and say what was understood; saves nothing."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.harvest import trial
    from naru.systems.harvest.core.keys import plain
    from naru.systems.harvest.core.values import SourceConfig

    config = SourceConfig(address=address, options=_options(options), key=plain(key) if key else "")
    tried = trial.try_source(address, kind=kind, config=config, by=SYSTEM, organisation=None)
    if as_json:
        counts = {each.words.en: each.count for each in tried.understood}
        titles = [record.description.title for record in tried.records]
        click.echo(orjson.dumps({"kind": tried.kind, "total": tried.total, "understood": counts, "titles": titles}))
        return
    click.echo(
        f"{tried.kind_words.ko} · {tried.kind_words.en}  {tried.config.address}  {tried.total if tried.total is not None else '?'}"
    )
    for each in tried.understood:
        click.echo(f"  {each.count:>3}/{each.of}  {each.words.ko} · {each.words.en}")
    for record in tried.records:
        click.echo(f"  - {record.description.title}")
    for words in tried.findings:
        click.echo(f"  ! {words.ko} · {words.en}")


@harvest.command()
@click.argument("address")
@_addressed
@click.option("--name", default="", help="이름 · its name")
@click.option(
    "--every",
    "every_hours",
    type=click.IntRange(0, 8784),
    default=24,
    show_default=True,
    help="몇 시간마다, 0은 요청할 때만 · hours between runs; 0: only when asked",
)
@click.option(
    "--data",
    "data_policy",
    type=click.Choice(["never", "on_demand", "always"]),
    default="never",
    show_default=True,
    help="데이터도 받을지 · whether the data comes too",
)
@as_json_option
def add(
    address: str,
    kind: str,
    key: str,
    options: tuple[str, ...],
    name: str,
    every_hours: int,
    data_policy: str,
    as_json: bool,
) -> None:
    """출처를 등록합니다 · Register a source."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.harvest import actions, trial
    from naru.systems.harvest.core.keys import plain
    from naru.systems.harvest.core.states import DataPolicy
    from naru.systems.harvest.core.values import SourceConfig

    said = _options(options)
    config = SourceConfig(address=address, options=said, key=plain(key) if key else "")
    tried = trial.try_source(address, kind=kind, config=config, by=SYSTEM, organisation=None)
    settings = actions.SourceSettings(
        name=name or tried.config.address,
        kind=tried.kind,
        address=tried.config.address,
        options=said,
        key=tried.config.key,
        every_hours=every_hours,
        data_policy=DataPolicy(data_policy),
    )
    source_id = actions.add_source(settings, by=SYSTEM)
    line = {"source": source_id, "kind": tried.kind, "records": tried.total}
    click.echo(orjson.dumps(line).decode() if as_json else f"{source_id}  {tried.kind}  {settings.name}")


@harvest.command()
@click.argument("source")
@as_json_option
def run(source: str, as_json: bool) -> None:
    """출처(이름이나 번호)에서 지금 받습니다 · Harvest a source (by name or id) now. Exit code 2: not all of it was seen."""
    from naru.base.jobs import actions as jobs
    from naru.base.kit.person import SYSTEM
    from naru.systems.harvest import actions, reads
    from naru.systems.harvest.core.states import RunState

    run_id = actions.start_run(reads.source_named(source, SYSTEM).id, by=SYSTEM)
    jobs.run_now(reads.run(run_id, SYSTEM).job_id)
    view = reads.run(run_id, SYSTEM)
    _tell(view, as_json=as_json)
    if view.state is not RunState.COMPLETE:
        raise SystemExit(REFUSED_EXIT)


@harvest.command()
@click.argument("source")
@as_json_option
def history(source: str, as_json: bool) -> None:
    """출처의 수집 이력을 보입니다 · Show the runs of a source."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.harvest import reads

    for view in reads.runs(reads.source_named(source, SYSTEM).id, SYSTEM):
        _tell(view, as_json=as_json)


def _tell(view: Any, *, as_json: bool) -> None:
    if as_json:
        names = (
            "id",
            "state",
            "added",
            "changed",
            "unchanged",
            "absent",
            "retired",
            "left_out",
            "met",
            "total",
            "seconds",
        )
        line = {name: getattr(view, name) for name in names}
        line["reasons"] = [each.en for each in view.reasons]
        click.echo(orjson.dumps(line).decode())
        return
    click.echo(
        f"{view.at:%Y-%m-%d %H:%M}  {view.words.ko} · {view.words.en}  +{view.added} ~{view.changed} ={view.unchanged} -{view.absent}"
    )
    for words in [*view.reasons, *([view.refusal] if view.refusal else [])]:
        click.echo(f"  {words.ko} · {words.en}")
