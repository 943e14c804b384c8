"""``naru strategy``: figures, bringing and adopting a plan, measuring, reporting, exports."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import click
import orjson

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.systems.strategy import actions, exports, reads
from naru.systems.strategy.core.changes import month_ends

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
EXPORTS: Mapping[str, Callable[[reads.Overview], bytes]] = {
    "iati": exports.activity_file,
    "fiscal": exports.fiscal_package,
    "csv": exports.indicator_file,
}


@click.group("strategy")
def strategy() -> None:
    """시 계획과 실적 · The city's plan and its results."""


@strategy.command("list")
@as_json
def list_indicators(as_json: bool) -> None:
    """지표와 지금 값을 보입니다 · List indicators with their figures."""
    for each in reads.overview().every:
        said = {
            "code": each.indicator.code,
            "ko": each.indicator.title.ko,
            "en": each.indicator.title.en,
            "value": None if each.figure.value is None else float(each.figure.value),
            "basis": each.figure.basis.value,
            "standing": each.standing.value,
        }
        text = f"{each.indicator.code:8} {each.indicator.title.ko}: {each.shown} {each.indicator.unit.ko} ({each.standing.words.ko})"
        _tell(said, as_json, text)


@strategy.command("draft")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", required=True, help="왜 바꾸는지 · why it changes")
@as_json
def draft(file: Path, reason: str, as_json: bool) -> None:
    """FILE(JSON)에서 계획의 새 판을 올립니다 · Bring a new version from FILE."""
    made = actions.draft_plan(actions.read_document(file.read_bytes()), reason=reason, by=SYSTEM)
    _tell({"number": made.number, "sha256": made.sha256}, as_json, f"✓ {made.number}")


@strategy.command("adopt")
@click.argument("number", type=int)
@as_json
def adopt(number: int, as_json: bool) -> None:
    """NUMBER판을 시행합니다 · Put version NUMBER in force."""
    made = actions.adopt_plan(number, by=SYSTEM)
    _tell({"number": made.number, "state": made.state.value}, as_json, f"✓ {made.number} {made.state.words.ko}")


@strategy.command("measure")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="그날부터의 달 끝도 다시 셉니다 · month ends since then, too"
)
@as_json
def measure(since: datetime | None, as_json: bool) -> None:
    """지표를 지금 잽니다 · Measure all indicators now."""
    days = month_ends(since.date(), SYSTEM_CLOCK.today()) if since else []
    count = actions.measure_days(days) + actions.measure()
    _tell({"measured": count}, as_json, f"✓ {count}")


@strategy.command("report")
@click.argument("subject")
@click.argument("value")
@click.option("--on", required=True, help="이날까지, YYYY-MM-DD · as of that day")
@click.option("--evidence", required=True, help="근거 문서나 주소 · a document or an address")
@as_json
def report(subject: str, value: str, on: str, evidence: str, as_json: bool) -> None:
    """나루가 재지 않는 SUBJECT의 VALUE를 알립니다 · Report VALUE for what Naru does not measure."""
    made = actions.report_figure(subject, value=value, on=on, evidence=evidence, by=SYSTEM)
    _tell({"id": made.id, "subject": subject, "value": float(made.value)}, as_json, f"✓ {subject} {made.value:f}")


@strategy.command("export")
@click.argument("kind", type=click.Choice(sorted(EXPORTS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def export(kind: str, file: Path, as_json: bool) -> None:
    """계획을 FILE에 내보냅니다 · Export the plan to FILE."""
    content = EXPORTS[kind](reads.overview())
    file.write_bytes(content)
    _tell({"file": str(file), "bytes": len(content)}, as_json, f"✓ {file}")


def _tell(said: Mapping[str, object], as_json: bool, text: str) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
