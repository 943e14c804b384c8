"""Doors of sectors."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import SYSTEM
from naru.data.catalogue.core.values import DatasetId
from naru.systems.sectors import actions
from tests.spec.doors.door import ANYONE, INSIDERS, NOBODY, OFFICERS, SIGNED_IN, STEWARDS, Door, Rows, Who
from tests.spec.doors.world import World

PROFILE = "finance.card-spending"
CARDS = "기준월,구군코드,업종코드,이용금액,이용건수\n2026-01,26110,101,1000,1\n"
OWN: Who = frozenset({"owner"})
DRAFT_READERS: Who = INSIDERS - {"auditor"}


def make_things(world: World) -> dict[str, str]:
    """A claim on the open dataset and one on the draft; a file that the owner tried."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cards.csv"
        path.write_text(CARDS, encoding="utf-8")
        trial = actions.try_file(path, "cards.csv", PROFILE, by=world.people["owner"])
    return {
        "sectors_claim": actions.claim_profile(DatasetId(world.open.dataset_id), PROFILE, by=SYSTEM),
        "sectors_draft": actions.claim_profile(DatasetId(world.draft.dataset_id), PROFILE, by=SYSTEM),
        "sectors_trial": trial,
    }


def _claim(world: World) -> dict[str, str]:
    return {"claim_id": world.things["sectors_claim"]}


def _draft(world: World) -> dict[str, str]:
    return {"claim_id": world.things["sectors_draft"]}


def _trial(world: World) -> dict[str, str]:
    return {"trial_id": world.things["sectors_trial"]}


def _post(who: Who, *, hidden_from: Who = NOBODY, args: object = _claim, body: object = lambda world: {}) -> Door:
    return Door("POST", who, args, body, hidden_from=hidden_from)  # type: ignore[arg-type]


DOORS: Rows = {
    "sectors:overview": [Door("GET", ANYONE)],
    "sectors:sector": [Door("GET", ANYONE, lambda world: {"name": "finance"})],
    "sectors:profile": [Door("GET", ANYONE, lambda world: {"name": PROFILE})],
    "sectors:try": [
        Door("GET", SIGNED_IN),
        Door(
            "POST",
            SIGNED_IN,
            body=lambda world: {"profile": PROFILE, "file": SimpleUploadedFile("cards.csv", CARDS.encode())},
        ),
    ],
    "sectors:trial": [Door("GET", OWN, _trial, hidden_from=SIGNED_IN - OWN)],
    "sectors:trial_file": [Door("GET", OWN, _trial, hidden_from=SIGNED_IN - OWN)],
    "sectors:mend": [_post(OWN, hidden_from=SIGNED_IN - OWN, args=_trial, body=lambda world: {"cause": "0"})],
    "sectors:dataset": [
        Door("GET", ANYONE, lambda world: {"dataset_id": world.open.dataset_id}),
        _post(
            STEWARDS,
            args=lambda world: {"dataset_id": world.open.dataset_id},
            body=lambda world: {"profile": "finance.companies"},
        ),
    ],
    "sectors:claim": [
        Door("GET", ANYONE, _claim),
        Door("GET", DRAFT_READERS, _draft, hidden_from=ANYONE - DRAFT_READERS),
    ],
    "sectors:check": [_post(STEWARDS)],
    "sectors:waive": [_post(OFFICERS, body=lambda world: {"until": "2099-01-01", "why": "까닭"})],
    "sectors:drop": [_post(STEWARDS)],
    "api:list_profiles": [Door("GET", ANYONE)],
    "api:get_profile": [Door("GET", ANYONE, lambda world: {"name": PROFILE})],
    "api:dataset_quality": [Door("GET", ANYONE, lambda world: {"dataset_id": world.open.dataset_id})],
    "api:dataset_conformance": [Door("GET", ANYONE, lambda world: {"dataset_id": world.open.dataset_id})],
}
