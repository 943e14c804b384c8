"""``naru worker``: do the work that waits."""

import json
import signal
from types import FrameType

import click

from naru.jobs.worker import Worker


@click.command()
@click.option("--lanes", default=2, show_default=True, type=click.IntRange(1, 64), help="How many jobs at a time.")
@click.option("--queue", "queues", multiple=True, help="Only this queue (may be given several times).")
@click.option("--drain", is_flag=True, help="End when nothing waits any more.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON at the end.")
def worker(lanes: int, queues: tuple[str, ...], drain: bool, as_json: bool) -> None:
    """Do the jobs that wait, until told to stop (TERM or Ctrl-C)."""
    crew = Worker(lanes=lanes, queues=queues, drain=drain)

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


COMMANDS: list[click.Command] = [worker]
