"""Where the rows of exercises' cases lie: ``NARU_HOME/academy/<exercise>/<case>/``, written once as an exercise is published."""

import shutil
from pathlib import Path

from django.conf import settings

FOLDER = "academy"


def folder() -> Path:
    return Path(settings.NARU_HOME) / FOLDER


def case_folder(exercise_id: str, place: int) -> Path:
    return folder() / exercise_id / f"{place:02}"


def remove(exercise_id: str) -> None:
    shutil.rmtree(folder() / exercise_id, ignore_errors=True)
