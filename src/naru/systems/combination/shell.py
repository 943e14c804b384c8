"""What the commands of the three roles share: arguments, output in words or JSON, progress on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import click

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.systems.combination import folder as folders
from naru.systems.combination.core.key_spec import read_key_spec
from naru.systems.combination.crypto.identities import read_card

file_type = click.Path(path_type=Path, exists=True, dir_okay=False)
folder_type = click.Path(path_type=Path, file_okay=False)
folder_argument = click.argument("folder", type=folder_type)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON 한 줄로 · one line of JSON")


def say(result: dict[str, JSON], *, as_json: bool) -> None:
    """What was done: a line a fact, or one line of JSON."""
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    for name, value in result.items():
        click.echo(
            f"{name}: {value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)}"
        )


@contextmanager
def progress(ko: str, en: str) -> Iterator[None]:
    """Say on a terminal that something slow goes on, and how long it took."""
    shown = sys.stderr.isatty()
    start = monotonic()
    if shown:
        click.echo(f"{ko} · {en} … ", err=True, nl=False)
    yield
    if shown:
        click.echo(f"{monotonic() - start:.1f} s", err=True)


def add_common(group: click.Group, role: str) -> None:
    """The commands that every role has: begin, meet."""

    @group.command(short_help="사건 폴더를 만듭니다 · Make a case folder.")
    @folder_argument
    @click.option("--spec", required=True, type=file_type, help="합의한 결합키 명세 · the agreed key specification")
    @click.option("--name", required=True, help="우리 이름 · our name")
    @json_option
    def begin(folder: Path, spec: Path, name: str, as_json: bool) -> None:
        """사건 폴더와 열쇠, 공개 명함을 만듭니다 · Make a case folder, its keys and a public card.

        card.json을 다른 역할에 보내고, 지문은 전화로 맞춰 보세요. · Send card.json to the others, and compare fingerprints by telephone.
        """
        agreed = read_key_spec(folders.read_json(spec))
        card = folders.begin(folder, role=role, name=name, spec=agreed, clock=SYSTEM_CLOCK)
        say(
            {"card": str(folder / "card.json"), "fingerprint": card.fingerprint, "spec": agreed.digest}, as_json=as_json
        )

    @group.command(short_help="다른 역할의 명함을 등록합니다 · Learn others' cards.")
    @folder_argument
    @click.argument("cards", type=file_type, nargs=-1, required=True)
    @json_option
    def meet(folder: Path, cards: tuple[Path, ...], as_json: bool) -> None:
        """다른 역할의 명함을 등록합니다. 한 번 등록한 명함은 바뀌지 않습니다. · Learn others' cards; a card once learnt does not change."""
        with folders.open_folder(folder, role=role, clock=SYSTEM_CLOCK) as case:
            for file in cards:
                case.learn_card(read_card(folders.read_json(file)))
            known: dict[str, JSON] = {f"{card.role} {card.name}": card.fingerprint for card in case.cards()}
        say(known, as_json=as_json)
