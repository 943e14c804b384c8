"""Python environments of outside programs, each with its own pins: made from the package registry once, kept in the cache folder.

``NARU_CLIENTS`` names a folder that has them already. Where neither it nor the registry has them, tests are skipped and say so.
"""

import json
import os
import subprocess
import sys
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

FOLDER = Path(os.environ.get("NARU_CLIENTS") or Path.home() / ".cache" / "naru-clients")
HERE = Path(__file__).parent
PACKAGES = {
    "protocols": (
        "ckanapi==4.11",
        "sickle==0.7.0",
        "oaipmh-scythe==0.16.0",
        "owslib==0.35.0",
        "pyshacl==0.40.1",
        "pystac-client==0.9.1",
        "rdflib==7.6.0",
        "extruct==0.18.0",
        "feedparser==6.0.14",
        "jsonschema>=4.20",
    ),
    "mcp": ("mcp==2.3.0",),
    "frictionless": ("frictionless==5.21.0",),
    "mlcroissant": ("mlcroissant==1.1.1",),
}


def python_with(name: str) -> Path:
    """The interpreter that has these packages; skips where the registry cannot be reached. Whole once it stands under its name."""
    python = FOLDER / name / "bin" / "python"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)  # workers of one run want it at once
        if not python.exists():
            _install(name, FOLDER / f"{name}.new")
            (FOLDER / f"{name}.new").rename(FOLDER / name)
    return python


def _install(name: str, folder: Path) -> None:
    installer = [sys.executable, "-m", "uv"]
    made = [
        [*installer, "venv", "-q", "--clear", "--python", sys.executable, str(folder)],
        [*installer, "pip", "install", "-q", "--python", str(folder / "bin" / "python"), *PACKAGES[name]],
    ]
    for command in made:
        if subprocess.run(command, capture_output=True, timeout=300).returncode:
            rmtree(folder, ignore_errors=True)
            pytest.skip(f"{', '.join(PACKAGES[name])} cannot be installed here")


def said_by(name: str, reader: str, *given: str, timeout: float = 600) -> Any:
    """The last line that a reader in this folder prints, read as JSON."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [python_with(name), "-W", "ignore", HERE / reader, *given]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=timeout)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
