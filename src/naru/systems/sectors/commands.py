"""Sectors' commands: ``naru check`` and ``naru sectors``."""

from pathlib import Path

import click
import orjson

from naru.systems.sectors import child_parser, library, standards
from naru.systems.sectors.core.profiles import profile_of
from naru.systems.sectors.core.values import Report, to_json

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")


@click.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--profile", "name", required=True, help="프로파일 이름 · the profile's name")
@as_json
def check(file: Path, name: str, as_json: bool) -> None:
    """FILE을 프로파일로 검사합니다. 맞지 않으면 1로 끝납니다 · Check FILE by a profile; exit 1 where it does not conform."""
    definition = library.definition(name)
    report = child_parser.check_file(file, file.name, definition, profile_of(definition))
    if as_json:
        click.echo(orjson.dumps(to_json(report)).decode())
    else:
        _tell(report)
    if not report.verdict.is_conforming:
        raise SystemExit(1)


def _tell(report: Report) -> None:
    score = "–" if report.score is None else f"{report.score}%"
    words = report.verdict.words
    click.echo(f"{words.ko} · {words.en}  {score}  {report.profile} {report.version}")
    for cause in report.causes:
        click.echo(f"  ! {cause.words.ko}\n    {cause.words.en}")
    for rule in report.failed:
        click.echo(f"  ✗ {rule.words.ko} {rule.failed:,}/{rule.checked:,}  [{rule.rule}]")
        for found in rule.first[:3]:
            click.echo(f"      {found.line}: {found.where} {found.value!r} {found.message or found.expected}")
    for rule in report.not_checked:
        if not rule.holds_nothing and rule.reason is not None:
            click.echo(f"  ? {rule.words.ko} {rule.reason.ko}  [{rule.rule}]")


@click.group("sectors")
def sectors() -> None:
    """분야 프로파일과 코드표 · Sector profiles and code lists."""


@sectors.command("profiles")
@as_json
def profiles(as_json: bool) -> None:
    """쓸 수 있는 프로파일 · Profiles in force."""
    for each in library.profiles():
        said = {"name": each.name, "version": each.version, "sector": each.sector.value, "shape": each.shape.value}
        text = f"{each.name:32} {each.version:8} {each.title.ko} · {each.title.en}"
        click.echo(orjson.dumps(said).decode() if as_json else text)


@sectors.command("install")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def install(folder: Path, as_json: bool) -> None:
    """FOLDER의 표준 정의와 코드표를 설치합니다 · Install the definitions and code lists that lie in FOLDER."""
    for each in standards.install(folder):
        said = {"kind": each.kind, "name": each.name, "size": each.size}
        click.echo(orjson.dumps(said).decode() if as_json else f"{each.kind:10} {each.name}  {each.size:,}")
