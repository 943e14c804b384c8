"""Doors of data coming in."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.person import Scope
from naru.data.files import content
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.harvest import start_feed
from naru.data.ingest.uploads import create_upload
from tests.spec.doors.door import ANYONE, NOBODY, OUTSIDERS, OWNER, READERS, SIGNED_IN, STEWARDS, Door, Rows
from tests.spec.doors.world import World


def _load(world: World) -> dict[str, str]:
    return {"load_id": world.things["load_id"]}


def _wanted(world: World) -> dict[str, Any]:
    return {
        "url": "https://data.example/file.csv",
        "organisation": world.own.id,
        "decision": "publish",
        "table": "0",
        "verdict": "decline",
    }


def _upload(world: World) -> dict[str, str]:
    return {"upload_id": world.things["upload_id"]}


def _feed(world: World) -> dict[str, Any]:
    record = b'{"id": "1", "title": "t", "organisation": "o", "description": "d"}\n'
    return {"files": SimpleUploadedFile("feed.jsonl", record), "name": "feed", "organisation": world.own.id}


TUS = {"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Offset": "0"}


def make_things(world: World) -> dict[str, str]:
    """What the owner brought for their organisation."""
    owner, own = world.people["owner"], world.own.id
    file, request = content.take_bytes("이름,값\n가,1\n".encode(), "새 파일.csv"), LoadRequest(organisation=own)
    return {
        "load_id": ingest.start_load(file, ingest.upload_origin(file.name, request, owner), request, by=owner),
        "feed_run_id": start_feed(file, "시험 목록", by=owner, organisation=own),
        "upload_id": create_upload("새 파일.csv", 10, by=owner).id,
    }


DOORS: Rows = {
    "ingest:home": [Door("GET", SIGNED_IN)],
    "ingest:start": [Door("POST", STEWARDS, body=_wanted)],
    "ingest:load": [Door("GET", STEWARDS, _load, hidden_from=SIGNED_IN - STEWARDS)],
    "ingest:state": [Door("GET", STEWARDS, _load, hidden_from=SIGNED_IN - STEWARDS)],
    "ingest:fix": [Door("POST", NOBODY, _load, _wanted, note="a load that has no table yet", hidden_from=SIGNED_IN)],
    "ingest:decide": [Door("POST", STEWARDS, _load, _wanted, hidden_from=SIGNED_IN - STEWARDS)],
    "ingest:trust": [Door("POST", STEWARDS, _load, hidden_from=SIGNED_IN - STEWARDS)],
    "ingest:publication": [Door("POST", STEWARDS, _load, _wanted, hidden_from=SIGNED_IN - STEWARDS)],
    "ingest:aside": [
        Door("GET", NOBODY, lambda world: {**_load(world), "number": 0}, note="no table yet", hidden_from=SIGNED_IN)
    ],
    "ingest:original": [Door("GET", STEWARDS, _load, hidden_from=SIGNED_IN - STEWARDS)],
    "ingest:feeds": [Door("GET", SIGNED_IN), Door("POST", STEWARDS, body=_feed)],
    "ingest:feed_run": [
        Door("GET", READERS, lambda world: {"run_id": world.things["feed_run_id"]}, hidden_from=OUTSIDERS)
    ],
    "ingest:uploads": [Door("POST", STEWARDS | {"stranger"}, headers=TUS), Door("OPTIONS", ANYONE)],
    "ingest:upload": [
        Door("HEAD", OWNER, _upload, headers=TUS, note="the owner's", hidden_from=SIGNED_IN - OWNER, scope=Scope.WRITE),
        Door("PATCH", OWNER, _upload, headers=TUS, note="the owner's", hidden_from=SIGNED_IN - OWNER),
        Door("DELETE", OWNER, _upload, headers=TUS, note="the owner's", hidden_from=SIGNED_IN - OWNER),
        Door("OPTIONS", ANYONE, _upload),
    ],
    "api:start_loads": [Door("POST", STEWARDS, body=_wanted)],
    "api:list_loads": [Door("GET", SIGNED_IN)],
    "api:get_load": [Door("GET", STEWARDS, _load, hidden_from=SIGNED_IN - STEWARDS)],
    "api:trust_load": [Door("POST", STEWARDS, _load, hidden_from=SIGNED_IN - STEWARDS)],
    "api:decide_load": [
        Door(
            "POST",
            STEWARDS,
            _load,
            lambda world: {"decision": "publish", "columns": {}},
            hidden_from=SIGNED_IN - STEWARDS,
        )
    ],
    "api:end_publication": [
        Door("POST", STEWARDS, _load, lambda world: {"approve": False}, hidden_from=SIGNED_IN - STEWARDS)
    ],
}
