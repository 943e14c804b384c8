"""Cores and the lake import where there is no Django: edge boxes, Spark executors and a firm's own PC run them."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
WITHOUT_DJANGO = """
import importlib, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "django_tasks", "ninja", "allauth", "csp", "whitenoise"}:
            raise ModuleNotFoundError(f"{name} is absent here", name=name)

sys.meta_path.insert(0, Absent())
for module in sys.argv[1:]:
    try:
        importlib.import_module(module)
    except ImportError as error:
        print(f"{module}: {error}")
"""


def pure_modules() -> list[str]:
    places = [*SOURCE.glob("naru/**/core/**/*.py"), *SOURCE.glob("naru/data/lake/**/*.py")]
    return sorted(".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__") for path in places)


def import_without_django(*modules: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_DJANGO, *modules],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE), "PATH": ""},
    ).stdout


def test_every_core_and_the_lake_import_without_django() -> None:
    modules = pure_modules()
    assert {"naru.data.lake.tables", "naru.data.ingest.core.layout", "naru.base.people.core.rights"} <= set(modules)
    assert import_without_django(*modules) == ""


@pytest.mark.parametrize("module", ["naru.base.people.models", "naru.data.ingest.actions"])
def test_a_shell_does_not_import_without_django(module: str) -> None:
    assert import_without_django(module).startswith(f"{module}: ")
