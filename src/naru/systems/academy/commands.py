"""``naru academy``: exercises from folders, policies, cohorts and their figures, certificates checked."""

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import orjson

from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.academy import actions, credentials, exercises, reads

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")


@click.group("academy")
def academy() -> None:
    """데이터 아카데미 · The data academy."""


@academy.command("exercises")
@as_json
def list_exercises(as_json: bool) -> None:
    """열린 실습을 보입니다 · List the open exercises."""
    for each in reads.exercises():
        said = {
            "slug": each.slug,
            "version": each.version,
            "language": each.language,
            "ko": each.title.ko,
            "en": each.title.en,
        }
        _tell(said, as_json, f"{each.slug} {each.version}  {each.language}  {each.title.ko}")


@academy.command("publish")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def publish(folders: tuple[Path, ...], as_json: bool) -> None:
    """FOLDERS의 실습을 엽니다 · Publish the exercises of folders."""
    for folder in folders:
        found = exercises.publish_folder(folder, by=SYSTEM)
        _tell({"slug": found.slug, "version": found.version}, as_json, f"✓ {found.slug} {found.version}")


@academy.command("policy")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="근거 · where it is written")
@as_json
def policy(file: Path, source: str, as_json: bool) -> None:
    """FILE(JSON)의 출결 규칙을 새 판으로 넣습니다 · Enter a policy of attendance as its next version."""
    entered = actions.enter_policy(json.loads(file.read_text(encoding="utf-8")), source=source, by=SYSTEM)
    _tell({"policy": entered}, as_json, f"✓ {entered}")


@academy.command("skills")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def skills(file: Path, as_json: bool) -> None:
    """FILE(CSV: code, framework, ko, en)의 NCS·ESCO 부호를 넣습니다 · Enter codes of skills."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        listed = [(row["code"], row["framework"], Words(row["ko"], row["en"])) for row in csv.DictReader(rows)]
    entered = actions.enter_skills(listed, by=SYSTEM)
    _tell({"skills": entered}, as_json, f"✓ {entered}")


@academy.command("cohorts")
@as_json
def cohorts(as_json: bool) -> None:
    """기수와 그 수치를 보입니다 · List cohorts with their figures."""
    for found, figures in reads.report(SYSTEM):
        said = {"id": found.id, "ko": found.title.ko, "en": found.title.en, **asdict(figures)}
        shown = " · ".join(f"{name} {value if value is not None else '–'}" for name, value in asdict(figures).items())
        _tell(said, as_json, f"{found.id}  {found.title.ko}  {shown}")


@academy.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def check(file: Path, as_json: bool) -> None:
    """FILE의 수료증을 확인합니다 · Check a credential."""
    try:
        document: Any = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        document = None
    checked = credentials.check(document)
    said = {"verdict": checked.verdict.value, "detail": checked.detail}
    _tell(said, as_json, f"{checked.verdict.words.ko} · {checked.verdict.words.en}")
    if checked.verdict.value != "valid":
        raise SystemExit(1)


def _tell(said: dict[str, Any], as_json: bool, text: str) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
