"""Options that several commands of footage share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from naru.systems.footage.pipeline.store import Store

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="한 줄에 하나씩 JSON으로 · JSON, one object a line"
)
store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    help="결과를 두는 폴더, 없으면 NARU_HOME/footage · where results lie; else NARU_HOME/footage",
)


def store_of(given: Path | None) -> "Store":
    """The one given, else the home's."""
    from naru.systems.footage.pipeline.store import Store

    if given is None:
        from django.conf import settings

        given = Path(settings.NARU_HOME) / "footage"
    return Store(given)
