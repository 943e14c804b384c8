"""Papers' commands: ``naru paper``."""

from pathlib import Path

import click
import orjson

from naru.base.kit.person import SYSTEM
from naru.commons.papers import actions, reads


@click.group("paper")
def paper() -> None:
    """발급한 문서 · Papers that were issued."""


@paper.command("check")
@click.argument("what")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")
def check(what: str, as_json: bool) -> None:
    """WHAT이 파일이면 그 파일을, 아니면 번호를 확인합니다 · Check a file, or else a number."""
    path = Path(what)
    found = reads.check_file(path.read_bytes()) if path.is_file() else reads.check_number(what)
    said = {
        "number": found.number,
        "ko": found.title.ko,
        "en": found.title.en,
        "issued": found.issued,
        "withdrawn": found.withdrawn,
        "sha256": found.sha256,
    }
    mark = "✗ 무효 · withdrawn" if found.withdrawn else "✓"
    click.echo(
        orjson.dumps(said).decode() if as_json else f"{mark} {found.title.ko} {found.number} {found.issued:%Y-%m-%d}"
    )


@paper.command("pdf")
@click.argument("paper_id")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")
def pdf(paper_id: str, file: Path, as_json: bool) -> None:
    """PAPER_ID 문서를 FILE에 씁니다 · Write the paper's PDF to FILE."""
    rendered = actions.pdf(paper_id, by=SYSTEM)
    file.write_bytes(rendered.content)
    said = {"file": str(file), "sha256": rendered.sha256}
    click.echo(orjson.dumps(said).decode() if as_json else f"✓ {file} {rendered.sha256}")
