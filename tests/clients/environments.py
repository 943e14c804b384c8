"""Python environments of outside programs, each with its own pins: made from the package registry once, kept in the cache folder.

``NARU_CLIENTS`` names a folder that has them already. Where neither it nor the registry has them, tests are skipped and say so.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
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
    """The interpreter that has these packages; skips where the registry cannot be reached."""
    python = FOLDER / name / "bin" / "python"
    if not python.exists():
        installer = [sys.executable, "-m", "uv"]
        made = [
            [*installer, "venv", "-q", "--clear", "--python", sys.executable, str(python.parents[1])],
            [*installer, "pip", "install", "-q", "--python", str(python), *PACKAGES[name]],
        ]
        for command in made:
            if subprocess.run(command, capture_output=True, timeout=600).returncode:
                python.unlink(missing_ok=True)
                pytest.skip(f"{', '.join(PACKAGES[name])} cannot be installed here")
    return python


def said_by(name: str, reader: str, *given: str, timeout: float = 600) -> Any:
    """The last line that a reader in this folder prints, read as JSON."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [python_with(name), "-W", "ignore", HERE / reader, *given]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=timeout)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
