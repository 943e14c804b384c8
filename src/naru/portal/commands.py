"""The installation's commands: demo, up, doctor, backup, restore."""

import errno
import json
import os
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn, cast

import click
from django.conf import settings

from naru.base.kit.installed import collected, deployments
from naru.base.kit.refusals import Refused
from naru.portal import refusals as _declared  # noqa: F401 - makes the codes below known
from naru.portal.environment import ROLE_FILE, role_of_home

PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="첫 줄이 백업의 암호문구인 파일, 없으면 NARU_BACKUP_PASSPHRASE · a file whose first line is the backup's passphrase",
)
as_json = click.option("--json", "as_json", is_flag=True, help="한 줄의 JSON으로 · one line of JSON")


@click.command()
@as_json
@click.option("--again", is_flag=True, help="이미 넣은 견본도 다시 · take samples that are in already once more")
@click.option("--whole", is_flag=True, help="긴 장도 지금 여기서 · the long chapters, too, here and now")
def demo(as_json: bool, again: bool, whole: bool) -> None:
    """견본 도시를 만들어 넣습니다 · Generate the sample city and load it.

    설치된 꾸러미마다 한 장씩, 차례로. 긴 장은 사이트를 연 뒤에 일꾼이 넣습니다 · One chapter for each installed package
    that brings one, in their order. A worker brings the long ones, behind the open site.
    """
    from naru.portal import sample_city

    chapters = [bring(as_json=as_json, again=again) for bring in sample_city.chapters(long=None if whole else False)]
    if not whole and sample_city.queue_long_chapters(again=again) and not as_json:
        click.echo(
            "나머지 장은 사이트를 연 뒤에 일꾼이 넣습니다 · A worker brings the other chapters behind the open site."
        )
    sys.exit(0 if all(chapters) else 1)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="들을 주소 · address to listen on")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="들을 포트 · port to listen on"
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(0, 64), help="일꾼의 수 · how many workers"
)
@click.option("--role", default="", help="한 역할만 하는 설치로 · as an installation of one role: authority, agency")
@as_json
def up(host: str, port: int, workers: int, role: str, as_json: bool) -> None:
    """사이트와 일꾼을 함께 엽니다 · Open the site and its workers.

    --role은 NARU_HOME(없으면 이름 뒤에 역할을 붙인 폴더)을 그 역할만의 설치로 만듭니다 · --role makes NARU_HOME, or a folder
    beside the default one, an installation of that role alone: a process, settings, a database and keys of its own.
    """
    from naru.portal.assets import gather_static
    from naru.portal.home import ensure_home

    if role and role != settings.NARU_ROLE:
        _become(role)
    _require_free(host, port)
    ensure_home()
    gathered = gather_static()
    if as_json:
        click.echo(json.dumps({"address": f"http://{host}:{port}", "workers": workers, "static_files": gathered}))
    sys.stdout.flush()
    command = [sys.executable, "-m", "naru.portal.supervisor", host, str(port), str(workers)]
    os.execv(sys.executable, command)  # noqa: S606 - the supervisor takes this process's place


def _become(role: str) -> NoReturn:
    """Begin again in a home of the role. Raises ``Refused``: ``role_unknown_here``, ``role_of_home_other``."""
    if role not in deployments():
        raise Refused("role_unknown_here", role=role, known=", ".join(sorted(deployments())) or "-")
    home = Path(settings.NARU_HOME)
    if "NARU_HOME" not in os.environ and not settings.NARU_ROLE:
        home = home.with_name(f"{home.name}-{role}")
        home.mkdir(mode=0o700, exist_ok=True)
    mark = home / ROLE_FILE
    is_other = (home / "naru.db").exists() or mark.exists() or settings.NARU_ROLE
    if is_other and role_of_home(home) != role:
        raise Refused("role_of_home_other", home=home, role=role)
    mark.write_text(f"{role}\n", encoding="utf-8")
    os.execve(sys.executable, [sys.executable, "-m", "naru", *sys.argv[1:]], {**os.environ, "NARU_HOME": str(home)})  # noqa: S606 - the role's own process takes this one's place


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            known = not isinstance(error, socket.gaierror) and error.errno != errno.EADDRNOTAVAIL
            raise Refused("port_taken" if known else "host_unknown", host=host, port=port) from error


@click.command()
@click.option("--hashes", is_flag=True, help="원본을 모두 읽어 해시까지 · read every original and compare its hash")
@as_json
def doctor(hashes: bool, as_json: bool) -> None:
    """설치를 살피고 할 일을 알려 줍니다 · Check the installation and say what to do."""
    from naru.portal.doctor import examine

    sound = True
    for check in examine(hashes=hashes):
        sound = sound and check.sound
        if as_json:
            click.echo(json.dumps(asdict(check), ensure_ascii=False))
            continue
        mark = click.style("✓", fg="green") if check.sound else click.style("✗", fg="red")
        click.echo(f"{mark} {check.name.ko} · {check.name.en}: {check.seen}")
        if check.advice:
            click.echo(f"    → {check.advice.ko}\n    → {check.advice.en}")
    sys.exit(0 if sound else 1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@PASSPHRASE_FILE
@as_json
def backup(file: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """설치 전체를 파일 하나에 담습니다 · Put the whole installation into one file."""
    from naru.portal.backup import back_up

    _tell("backup", file, asdict(back_up(file, passphrase=_passphrase(passphrase_file) or "")), as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@PASSPHRASE_FILE
@as_json
def restore(file: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """빈 설치에 백업을 되살립니다 · Fill an empty installation from a backup."""
    from naru.portal.backup import restore as restore_home

    manifest = asdict(restore_home(file, ask=lambda: _passphrase(passphrase_file) or _asked_passphrase()))
    for make_anew in collected("after_restore"):
        make_anew()
    _tell("restore", file, manifest, as_json)


def _passphrase(file: Path | None) -> str | None:
    """The file's first line, else what ``NARU_BACKUP_PASSPHRASE`` says."""
    if file is not None:
        return file.read_text().partition("\n")[0]
    return os.environ.get("NARU_BACKUP_PASSPHRASE")


def _asked_passphrase() -> str:
    said: str = click.prompt("백업의 암호문구 · The backup's passphrase", hide_input=True, err=True)
    return said


def _tell(verb: str, file: Path, manifest: dict[str, object], as_json: bool) -> None:
    files = manifest.pop("files")
    manifest["sealed"] = len(cast("dict[str, str]", manifest.pop("keys")))
    assert isinstance(files, dict)
    said = {"verb": verb, "file": str(file), "files": len(files), **manifest}
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo(f"✓ {file}: 파일 {said['files']:,}개, 데이터베이스 행 {said['rows']:,}개")
        click.echo(f"✓ {file}: {said['files']:,} files, {said['rows']:,} database rows; lake: {said['lake']}")
