"""The public Python client in four versions, each in an environment of its own, reads what we share: pandas, both formats.

The environments are made from the package registry and kept in the cache folder; where there is none, the tests are skipped.
``NARU_CLIENTS`` names a folder that has them already, as ``delta-sharing-1.4.2``.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from naru.systems.sharing.core.profile import profile
from tests.integration.sharing.conftest import Deal

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("clients")]

VERSIONS = ("1.0.5", "1.1.1", "1.3.0", "1.4.2")
FOLDER = Path(os.environ.get("NARU_CLIENTS") or Path.home() / ".cache" / "naru-clients")
READER = Path(__file__).with_name("read_share.py")
NEWEST = 30 * 1000.25 + sum(day * 10 for day in (7, 8, 9)) + 3 * sum(range(10))


def client_python(version: str) -> Path:
    """The interpreter that has this version of the client; skips where the registry cannot be reached."""
    python = FOLDER / f"delta-sharing-{version}" / "bin" / "python"
    if not python.exists():
        installer = [sys.executable, "-m", "uv"]
        made = [
            [*installer, "venv", "-q", "--clear", "--python", sys.executable, str(python.parents[1])],
            [*installer, "pip", "install", "-q", "--python", str(python), f"delta-sharing=={version}"],
        ]
        for command in made:
            if subprocess.run(command, capture_output=True, timeout=300).returncode:
                python.unlink(missing_ok=True)
                pytest.skip(f"delta-sharing {version} cannot be installed here")
    return python


@pytest.mark.parametrize("version", VERSIONS)
def test_the_public_client_reads_what_is_shared(
    version: str,
    deal: Deal,
    live_server: Any,
    tmp_path: Path,
) -> None:
    file = tmp_path / "naru.share"
    expires = datetime.now(UTC) + timedelta(days=1)
    file.write_bytes(profile(endpoint=f"{live_server.url}/delta-sharing/", token=deal.program.token, expires=expires))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [client_python(version), READER, file]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])["유동 인구+1"]
    changed = {"insert": 90, "delete": 60}
    wanted = {
        "version": 2,
        "columns": ["nalja", "gu", "maechul", "geonsu", "geumaek"],
        "rows": 30,
        "first": 30,
        "limited": 7,
        "sum": NEWEST,
        "changes": changed,
    }
    wanted |= {} if version < "1.1" else {"delta": 30}
    wanted |= {} if version < "1.3" else {"delta_changes": changed}
    assert said == wanted
