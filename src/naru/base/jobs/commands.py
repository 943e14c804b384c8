"""``naru worker``: do the work that waits."""

import json
import signal
from types import FrameType

import click
from django.conf import settings

from naru.base.jobs.core.pools import LANES_MAX, Pool, pools_of
from naru.base.jobs.worker import Worker


@click.command()
@click.option(
    "--lanes",
    type=click.IntRange(1, LANES_MAX),
    help="종류를 가리지 않고 한 번에 할 일의 수, 없으면 NARU_POOLS대로 · how many jobs at a time of whatever kind; else as NARU_POOLS says",
)
@click.option("--queue", "queues", multiple=True, help="이 줄만, 여러 번 가능 · only this queue; may be repeated")
@click.option("--drain", is_flag=True, help="기다리는 일이 없으면 끝냄 · end when nothing waits any more")
@click.option("--json", "as_json", is_flag=True, help="끝날 때 수를 JSON으로 · print the counts as JSON at the end")
def worker(lanes: int | None, queues: tuple[str, ...], drain: bool, as_json: bool) -> None:
    """기다리는 일을 합니다 · Do the jobs that wait, until told to stop (TERM or Ctrl-C)."""
    crew = Worker(pools=_pools(lanes, queues), drain=drain)

    def stop(_number: int, _frame: FrameType | None) -> None:
        crew.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    crew.run()
    counts = {state.value: count for state, count in sorted(crew.ended.items())}
    if as_json:
        click.echo(json.dumps({"jobs": counts}))
    else:
        click.echo(" ".join(f"{state} {count}" for state, count in counts.items()) or "0")


def _pools(lanes: int | None, queues: tuple[str, ...]) -> list[Pool]:
    if lanes is None and not queues:
        return pools_of(settings.NARU_POOLS)
    return [Pool(lanes=lanes or 2, only=frozenset(queues))]
