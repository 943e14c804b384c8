"""Pages of training sets: what an officer, and what a visitor finds there."""

from pathlib import Path

import orjson
import pytest
from django.test import Client
from django.urls import reverse

from naru.base.kit.person import Person
from naru.systems.footage.sets import actions, measuring, plan_text, reads
from naru.systems.footage.sets.shapes import ReleaseView
from tests.footage_sets import DrawnClip, draw_clips, make_release_of, make_withdrawal, plan
from tests.personas import browser_of, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def clips(home: Path) -> list[DrawnClip]:
    return draw_clips("jagalchi", "simin")


@pytest.fixture
def minji(db: None) -> Person:
    return make_person("민지", "minji@x.example", is_officer=True)


@pytest.fixture
def released(clips: list[DrawnClip], db: None) -> ReleaseView:
    return make_release_of(clips)


def text(client: Client, name: str, *args: str) -> str:
    response = client.get(reverse(f"footage:{name}", args=args))
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def test_an_officer_sees_every_page_of_a_set(released: ReleaseView, clips: list[DrawnClip], minji: Person) -> None:
    officer, clip = browser_of(minji), clips[0].clip_id
    measuring.measure("walkers", by=minji)
    assert "거리 보행자" in text(officer, "sets")
    page = text(officer, "set", "walkers")
    assert "품질 지표" in page
    assert "load_dataset" in page
    assert "모두 통과" in text(officer, "stages", "walkers")
    assert "label-data" in text(officer, "label", "walkers", clip)
    assert "배포 심사" in text(officer, "gate", "walkers")
    assert released.digest in text(officer, "release", released.id)
    assert "walkers" in text(officer, "plan", "walkers")
    assert "street-walkers" in text(officer, "new_set")
    reach = text(officer, "withdraw", "clip", clip)
    assert "아직 아무것도 지우지 않았습니다" in reach
    assert "확인서" in text(officer, "withdrawal", make_withdrawal().id)
    assert "jagalchi-1" in text(officer, "withdrawals")


def test_a_visitor_sees_a_released_set_and_takes_it(
    released: ReleaseView, clips: list[DrawnClip], client: Client
) -> None:
    assert "거리 보행자" in text(client, "sets")
    assert "다섯 단계" not in text(client, "set", "walkers")
    sample = client.get(reverse("footage:sample", args=["walkers", clips[0].clip_id, 1]))
    assert b"".join(sample.streaming_content).startswith(b"\xff\xd8"), "a JPEG"  # type: ignore[attr-defined]
    manifest = orjson.loads(text(client, "description", released.id, "manifest.json"))
    assert manifest["digest"] == released.digest
    package = client.get(reverse("footage:package", args=[released.id, "yolo"]))
    assert b"".join(package.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert client.get(reverse("footage:package", args=[released.id, "csv"])).status_code == 422
    assert client.get(reverse("footage:description", args=[released.id, "notes.txt"])).status_code == 404


def test_a_set_that_nobody_released_is_nobodys(client: Client, minji: Person) -> None:
    actions.set_up_set(plan(id="unreleased"), by=minji)
    assert client.get(reverse("footage:set", args=["unreleased"])).status_code == 404
    assert "unreleased" not in text(client, "sets")


def test_the_reviewer_saves_and_is_told_what_is_wrong(clips: list[DrawnClip], minji: Person) -> None:
    actions.set_up_set(plan(), by=minji)
    actions.take_clips("walkers", [clips[0].clip_id], by=minji)
    officer, address = browser_of(minji), reverse("footage:label", args=["walkers", clips[0].clip_id])
    told = officer.post(address, orjson.dumps({"was": "", "labels": {}}), content_type="application/json")
    assert (told.status_code, told.json()["code"]) == (422, "labels_unreadable")
    row = {"frame": 1, "track_id": 1, "label": "person", "x1": 1, "y1": 2, "x2": 13, "y2": 32}
    row |= {"outside": False, "occluded": False, "keyframe": True, "attributes": ""}
    body = orjson.dumps({"was": "", "labels": {name: [value] for name, value in row.items()}})
    assert officer.post(address, body, content_type="application/json").json()["code"] == "stage_not_due"
    officer.post(reverse("footage:stage", args=["walkers", clips[0].clip_id]), {"stage": "refine", "outcome": "passed"})
    saved = officer.post(address, body, content_type="application/json")
    assert (saved.status_code, saved.json()["boxes"], saved.json()["faults"]) == (200, 1, 0)
    assert reads.set_clip("walkers", clips[0].clip_id, minji).due == "inspect"


def test_the_example_plan_is_one(db: None) -> None:
    example = plan_text.read(plan_text.EXAMPLE)
    assert plan_text.read(plan_text.written(example)) == example
