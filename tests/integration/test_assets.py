"""Files of a thing: kept once under their hash, seen by whoever sees the thing, and gone when they are erased."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from naru.base.kit.person import ANONYMOUS, SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail
from naru.data.files import actions, content, reads
from naru.data.files.core.values import AssetView
from naru.data.files.models import Asset
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from tests.tables import publish_table

pytestmark = pytest.mark.django_db(transaction=True)

CLIP = b"a clip of a street"


@pytest.fixture
def draft() -> Ref:
    return Ref("dataset", publish_table("초안", publish=False).dataset_id)


@pytest.fixture
def opened() -> Ref:
    return Ref("dataset", publish_table("공영주차장").dataset_id)


def add(owner: Ref, by: Person, body: bytes = CLIP, name: str = "거리.mp4") -> AssetView:
    return actions.add_asset(owner, content.take_bytes(body, name), media_type="video/mp4", by=by)


def code_of(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.words.ko
    return refused.value.code


def test_an_asset_is_opened_by_whoever_sees_its_owner(draft: Ref, minji: Person) -> None:
    asset = add(draft, minji)
    view, path = actions.open_asset(asset.id, by=minji)
    assert (path.read_bytes(), view.name, view.media_type, view.bytes) == (CLIP, "거리.mp4", "video/mp4", len(CLIP))
    assert (view.sha256, view.by_name) == (hashlib.sha256(CLIP).hexdigest(), minji.name)
    assert reads.assets_of(draft, minji) == [asset]
    assert trail.of_subject(asset.id)


def test_outsider_is_refused(draft: Ref, minji: Person, outsider: Person) -> None:
    asset = add(draft, minji)
    for person in (outsider, ANONYMOUS):
        assert code_of(lambda person=person: actions.open_asset(asset.id, by=person)) == "not_found"
        assert code_of(lambda person=person: reads.assets_of(draft, person)) == "not_found"
        assert code_of(lambda person=person: actions.erase_asset(asset.id, why="x", by=person)) == "not_found"
        assert code_of(lambda person=person: add(draft, person)) == "not_found"
    assert code_of(lambda: reads.asset("nothing", minji)) == "not_found"
    assert reads.assets_of(draft, SYSTEM) == [asset]


def test_assets_of_an_open_dataset_are_for_everyone_and_of_no_other(opened: Ref, draft: Ref, minji: Person) -> None:
    first, second = add(opened, minji), add(opened, minji, b"two", "둘.pdf")
    add(draft, minji)
    assert reads.assets_of(opened, ANONYMOUS) == [first, second]


def test_erasing_takes_the_bytes_and_says_so(draft: Ref, minji: Person) -> None:
    asset = add(draft, minji)
    assert actions.erase_asset(asset.id, why="본인이 요청함", by=minji)
    assert not content.path_of(asset.sha256).exists()
    assert reads.assets_of(draft, minji) == []
    assert code_of(lambda: actions.open_asset(asset.id, by=minji)) == "asset_was_erased"
    assert not actions.erase_asset(asset.id, why="again", by=minji), "once is enough"
    assert [record.verb for record in trail.of_subject(asset.id)].count("asset.erased") == 1


def test_bytes_that_another_asset_needs_stay(draft: Ref, opened: Ref, minji: Person) -> None:
    one, two = add(draft, minji), add(opened, minji, name="다른 이름.mp4")
    actions.erase_asset(one.id, why="x", by=minji)
    assert actions.open_asset(two.id, by=minji)[1].read_bytes() == CLIP
    actions.erase_asset(two.id, why="x", by=minji)
    assert not content.path_of(two.sha256).exists()


def test_bytes_that_a_load_was_read_from_stay(draft: Ref, minji: Person) -> None:
    body = "이름,값\n가,1\n".encode()
    ingest.start_load(content.take_bytes(body, "표.csv"), "upload:x:표.csv", LoadRequest(), by=minji)
    asset = add(draft, minji, body)
    actions.erase_asset(asset.id, why="x", by=minji)
    assert content.path_of(asset.sha256).read_bytes() == body
    assert actions.finish_erasures() == 0


def test_an_erasure_that_is_taken_back_leaves_the_bytes(draft: Ref, minji: Person) -> None:
    asset = add(draft, minji)
    with transaction.atomic():
        actions.erase_asset(asset.id, why="x", by=minji)
        transaction.set_rollback(True)
    assert actions.open_asset(asset.id, by=minji)[1].read_bytes() == CLIP


def test_what_a_crash_left_of_an_erasure_goes_the_next_night(draft: Ref, minji: Person, monkeypatch) -> None:
    asset = add(draft, minji)
    monkeypatch.setattr(actions, "remove_unneeded", lambda sha256: False)
    actions.erase_asset(asset.id, why="x", by=minji)
    monkeypatch.undo()
    assert content.path_of(asset.sha256).exists()
    assert (actions.finish_erasures(), actions.finish_erasures()) == (1, 0)
    assert not content.path_of(asset.sha256).exists()


def test_bytes_that_went_between_storing_and_attaching_are_noticed(draft: Ref, minji: Person) -> None:
    stored = content.take_bytes(CLIP, "거리.mp4")
    actions.erase_asset(add(draft, minji).id, why="x", by=minji)
    assert code_of(lambda: actions.add_asset(draft, stored, media_type="video/mp4", by=minji)) == "asset_is_gone"
    assert Asset.objects.filter(erased_at=None).count() == 0
    add(draft, minji)


def test_bytes_lost_from_the_disk_are_a_sentence(draft: Ref, minji: Person) -> None:
    asset = add(draft, minji)
    content.path_of(asset.sha256).unlink()
    assert code_of(lambda: actions.open_asset(asset.id, by=minji)) == "asset_is_gone"


def test_a_content_is_taken_in_once_and_mended_where_it_was_cut_short() -> None:
    stored = content.take_bytes(CLIP, "하나")
    place = content.path_of(stored.sha256)
    before = place.stat().st_ino
    assert content.take_bytes(CLIP, "둘").path.stat().st_ino == before
    place.write_bytes(CLIP[:3])
    assert content.take_bytes(CLIP, "셋").path.read_bytes() == CLIP
    assert content.on_their_way() == []


def test_an_asset_has_no_negative_size() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Asset.objects.create(bytes=-1, at="2026-11-29T00:00Z")
