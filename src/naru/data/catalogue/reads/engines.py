"""The lake and the engine of this installation, as the settings name them; one of each a process.

They are imported when they are first asked for: many commands and pages never ask.
"""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from naru.data.lake import Lake
    from naru.data.lake.engine import Engine


@cache
def lake() -> "Lake":
    """Object-store options come from the environment: every variable that starts with ``AWS_``."""
    from naru.data.lake import open_lake

    options = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    home = Path(settings.NARU_HOME)
    return open_lake(settings.NARU_LAKE, options, cache=home / "lake-cache", temp_folder=home / "tmp")


@cache
def engine() -> "Engine":
    """As ``NARU_ENGINE`` names it; it spills into ``NARU_HOME/tmp``."""
    from naru.data.lake.engine import open_engine

    return open_engine(settings.NARU_ENGINE, lake(), temp_folder=Path(settings.NARU_HOME) / "tmp")


def remove_lake_file(name: str) -> None:
    """``<table>/<file>``, for good."""
    table, _, file = name.partition("/")
    lake().remove_file(table, file)


def has_lake_file(name: str) -> bool:
    """Whether ``<table>/<file>`` is in the store."""
    table, _, file = name.partition("/")
    return lake().has_file(table, file)
