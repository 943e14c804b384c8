"""``naru work``: jobs, tasks from a file, labels out, leases, payments, people with a job."""

from collections.abc import Mapping
from pathlib import Path

import click
import orjson

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.systems.work.actions import labelling, paying
from naru.systems.work.core.coco import coco
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.reads import jobs as reads
from naru.systems.work.reads.people import created

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")


@click.group("work")
def work() -> None:
    """데이터 일감 · Paid data work."""


@work.command("list")
@as_json
def list_jobs(as_json: bool) -> None:
    """일감과 진행을 보입니다 · List jobs and how far they are."""
    for each in reads.jobs(SYSTEM):
        found = reads.progress(each.id)
        said = {
            "id": each.id,
            "ko": each.title.ko,
            "en": each.title.en,
            "state": each.state.value,
            "tasks": found.tasks,
            "settled": found.settled,
            "disputed": found.disputed,
            "people": found.people,
            "paid_krw": found.paid_krw,
        }
        text = f"{each.id}  {each.title.ko}  {each.state.words.ko}  {found.settled}/{found.tasks}  {found.paid_krw:,}원"
        click.echo(orjson.dumps(said).decode() if as_json else text)


@work.command("end-leases")
@as_json
def end_leases(as_json: bool) -> None:
    """시간이 지난 묶음을 되돌립니다 · Take back batches whose time is over."""
    count = labelling.end_leases()
    _tell({"ended": count}, as_json, f"✓ {count}개 · {count} batches")


@work.command("pay")
@as_json
def pay(as_json: bool) -> None:
    """지급일이 된 보수를 지급합니다 · Pay what is due."""
    count = paying.pay_due()
    _tell({"paid": count}, as_json, f"✓ {count}명 · {count} people")


@work.command("jobs-created")
@as_json
def jobs_created(as_json: bool) -> None:
    """일자리로 세는 계약을 보입니다 · List the contracts that count as jobs."""
    for each in created(SYSTEM_CLOCK.now()):
        said = {"contract": each.contract_id, "since": each.at.isoformat()}
        click.echo(orjson.dumps(said).decode() if as_json else f"{each.contract_id}  {each.at:%Y-%m-%d}")


@work.command("export")
@click.argument("job_id")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def export(job_id: str, file: Path, as_json: bool) -> None:
    """정해진 라벨을 FILE에 씁니다: JSON Lines, 상자이고 이름이 .json이면 COCO · Write the settled labels: JSON Lines, or
    boxes as COCO where FILE ends in .json."""
    job, rows = reads.job(job_id, SYSTEM), reads.settled_labels(job_id)
    if job.kind is LabelKind.IMAGE_BOX and file.suffix == ".json":
        file.write_bytes(orjson.dumps(coco(rows, job.rules.label_names)))
    else:
        file.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    _tell({"file": str(file), "labels": len(rows)}, as_json, f"✓ {len(rows)} → {file}")


def _tell(said: Mapping[str, object], as_json: bool, text: str) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
