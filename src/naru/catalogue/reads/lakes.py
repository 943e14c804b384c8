"""The lake and the engine of this installation, as the settings name them; one of each a process."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from naru.lake import Lake, open_lake
from naru.lake.engine import Engine, open_engine


@cache
def lake() -> Lake:
    """Object-store options come from the environment: every variable that starts with ``AWS_``."""
    options = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    home = Path(settings.NARU_HOME)
    return open_lake(settings.NARU_LAKE, options, cache=home / "lake-cache", temp_folder=home / "tmp")


@cache
def engine() -> Engine:
    return open_engine(settings.NARU_ENGINE, lake(), temp_folder=Path(settings.NARU_HOME) / "tmp")
