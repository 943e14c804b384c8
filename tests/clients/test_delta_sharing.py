"""The public Python client in four versions, each in an environment of its own, reads what we share: pandas, both formats.

The environments are made from the package registry and kept in the cache folder; where there is none, the tests are skipped.
``NARU_CLIENTS`` names a folder that has them already, as ``delta-sharing-1.4.2``.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyarrow as pa
import pytest

from naru.base.kit.person import Person
from naru.systems.sharing.core.profile import profile
from tests.integration.sharing.conftest import Deal
from tests.personas import Organisations
from tests.sharing import Program, add_files, give, program, publish_shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("clients")]

VERSIONS = ("1.0.5", "1.1.1", "1.3.0", "1.4.2")
FOLDER = Path(os.environ.get("NARU_CLIENTS") or Path.home() / ".cache" / "naru-clients")
PLACE = pa.struct([("구", pa.string()), ("동", pa.list_(pa.int64()))])
READER, WIDE_READER, POLARS_READER = (
    Path(__file__).with_name(f"read_{what}.py") for what in ("share", "wide", "polars")
)
POLARS = "2.1.0"
WIDE = pa.table(
    {
        "decimal": pa.array([Decimal("12345678901234.5678"), Decimal("-0.0001"), None], pa.decimal128(18, 4)),
        "day": pa.array([date(1900, 1, 1), date(2026, 2, 28), None], pa.date32()),
        "at": pa.array([datetime(2026, 11, 2, 9, 0, 0, 123456, UTC)] * 2 + [None], pa.timestamp("us", "UTC")),
        "bytes": pa.array([b"\x00\xff", b"", None], pa.binary()),
        "list": pa.array([[1, 2], [], None], pa.list_(pa.int64())),
        "place": pa.array([{"구": "중구", "동": [1]}, {"구": None, "동": []}, None], PLACE),
    }
)
WIDE_TEXT = {
    "decimal": ["12345678901234.5678", "-0.0001", "None"],
    "day": ["1900-01-01", "2026-02-28", "None"],
    "at": ["2026-11-02 09:00:00.123456+00:00"] * 2 + ["NaT"],
    "bytes": ["b'\\x00\\xff'", "b''", "None"],
    "list": ["[1, 2]", "[]", "None"],
}
NEWEST = 30 * 1000.25 + sum(day * 10 for day in (7, 8, 9)) + 3 * sum(range(10))


def client_python(version: str, package: str = "delta-sharing") -> Path:
    """The interpreter that has this version of a package; skips where the registry cannot be reached."""
    python = FOLDER / f"{package}-{version}" / "bin" / "python"
    if not python.exists():
        installer = [sys.executable, "-m", "uv"]
        made = [
            [*installer, "venv", "-q", "--clear", "--python", sys.executable, str(python.parents[1])],
            [*installer, "pip", "install", "-q", "--python", str(python), f"{package}=={version}"],
        ]
        for command in made:
            if subprocess.run(command, capture_output=True, timeout=300).returncode:
                python.unlink(missing_ok=True)
                pytest.skip(f"{package} {version} cannot be installed here")
    return python


def said_by_client(version: str, reader: Path, program: Program, server: str, folder: Path) -> Any:
    """The last line that the reader prints, run by a client's Python with the program's profile."""
    file = folder / "naru.share"
    expires = datetime.now(UTC) + timedelta(days=1)
    file.write_bytes(profile(endpoint=f"{server}/delta-sharing/", token=program.token, expires=expires))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [client_python(version), reader, file]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("version", VERSIONS)
def test_the_public_client_reads_what_is_shared(
    version: str,
    deal: Deal,
    live_server: Any,
    tmp_path: Path,
) -> None:
    said = said_by_client(version, READER, deal.program, live_server.url, tmp_path)["유동 인구+1"]
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


@pytest.mark.parametrize("version", VERSIONS)
def test_wide_types_arrive_as_they_are(
    version: str, organisations: Organisations, seoyeon: Person, live_server: Any, tmp_path: Path
) -> None:
    table = publish_shared("넓은 형", organisation=organisations.seller.id)
    add_files(table, [WIDE], ())
    give(table, organisations.buyer.id)
    reader = program(seoyeon, organisations.buyer.id)
    for way in said_by_client(version, WIDE_READER, reader, live_server.url, tmp_path):
        assert {name: way[name] for name in WIDE_TEXT} == WIDE_TEXT
        assert [("중구" in cell, cell == "None") for cell in way["place"]] == [
            (True, False),
            (False, False),
            (False, True),
        ]


def test_polars_reads_the_files_by_their_addresses_alone(deal: Deal, live_server: Any) -> None:
    """Without our client: whole files, and parts of them by ranges, as a lazy scan asks."""
    asked = f"{live_server.url}/delta-sharing/shares/{deal.shared.share}/schemas/{deal.shared.schema}/tables/{deal.shared.name}/query"
    headers = {"Authorization": f"Bearer {deal.program.token}", "Content-Type": "application/json"}
    answer = urlopen(Request(quote(asked, safe=":/"), data=b"{}", headers=headers))
    addresses = [line["file"]["url"] for line in map(json.loads, answer.read().splitlines()) if "file" in line]
    done = subprocess.run(
        [client_python(POLARS, "polars"), POLARS_READER, *addresses], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert (said["rows"], said["sum"]) == (30, NEWEST)
    assert 0 < said["district"] < NEWEST
