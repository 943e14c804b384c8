"""Clips become a set, a set a released dataset; a clip withdrawn leaves all of them."""

from pathlib import Path

import pytest

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.notices import reads as notices
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.states import VersionState
from naru.data.files import reads as files
from naru.data.files.core.erasure import ErasureState
from naru.systems.footage.core.sets.states import ReleaseState, Target, WithdrawalState
from naru.systems.footage.sets import (
    actions,
    label_store,
    measuring,
    packages,
    reaches,
    reads,
    releases,
    remaking,
    withdrawals,
)
from tests.footage_sets import DrawnClip, draw_clips, make_release_of, plan, verify_clips
from tests.personas import make_person

BASIS = "개인정보 보호법 제36조"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def clips(home: Path) -> list[DrawnClip]:
    return draw_clips("jagalchi", "simin", "yongdusan", "dongnae")


@pytest.fixture
def labeller(db: None) -> Person:
    return make_person("민지", "minji@x.example", is_officer=True)


@pytest.fixture
def inspector(db: None) -> Person:
    return make_person("하늘", "haneul@x.example", is_officer=True)


def verified(clips: list[DrawnClip], labeller: Person, inspector: Person) -> str:
    """A set whose clips have passed all five stages; its id."""
    made = actions.set_up_set(plan(), by=labeller)
    verify_clips(made.id, clips, by=labeller, inspector=inspector)
    return made.id


def test_a_set_is_released_and_a_clip_withdrawn_from_all_of_it(
    clips: list[DrawnClip], labeller: Person, inspector: Person
) -> None:
    set_id = verified(clips, labeller, inspector)
    assert releases.gate(set_id, inspector) is None, "nothing is measured yet"
    known = measuring.measure(set_id, by=inspector)
    assert [reason.words.en for reason in releases.gate(set_id, inspector) or ()] == []
    first = releases.release(set_id, key=known.key, by=inspector)
    assert first is not None
    dataset = catalogue.dataset(reads.training_set(set_id, inspector).dataset_id, inspector)
    assert dataset.rights.state.value == "published"
    tables = {table.name: table for table in catalogue.tables_of(dataset.id, inspector)}
    assert tables["라벨"].live.rows == sum(clip.boxes for clip in first.manifest.clips)
    assert tables["영상"].live.rows == 4

    gone = clips[0].clip_id
    before = reaches.reach(Target.CLIP, gone, by=inspector)
    assert before.releases == (first.id,)
    assert set(before.versions) == set(first.versions)
    made = withdrawals.withdraw(Target.CLIP, gone, basis=BASIS, reason="정보주체의 요구", by=inspector)
    assert reads.release(first.id, inspector).state is ReleaseState.REDUCED
    assert remaking.remake(made.id) == 1
    second = reads.latest_release(set_id)
    assert second is not None
    assert second.number == 2
    assert gone not in {clip.clip_id for clip in second.manifest.clips}
    assert second.manifest.withdrawn == (gone,)
    assert reads.withdrawal(made.id, inspector).state is WithdrawalState.DONE
    for version in first.versions:
        assert catalogue.version_by_id(version, inspector).state is VersionState.ERASED
    assert not label_store.path_of(set_id, before.labellings[0]).exists()
    with pytest.raises(Refused, match="can be withdrawn"):
        reaches.reach(Target.CLIP, gone, by=inspector)


def test_what_is_destroyed_is_certified(clips: list[DrawnClip], labeller: Person, inspector: Person) -> None:
    set_id = verified(clips, labeller, inspector)
    known = measuring.measure(set_id, by=inspector)
    releases.release(set_id, key=known.key, by=inspector)
    made = withdrawals.withdraw(Target.CLIP, clips[1].clip_id, basis=BASIS, reason="요구", by=inspector)
    assert {files.erasure(id, inspector).state for id in made.erasures} == {ErasureState.ERASED}


def test_whoever_took_an_older_release_is_told_of_what_leaves_a_newer_one(
    clips: list[DrawnClip], labeller: Person, inspector: Person
) -> None:
    first = make_release_of(clips[:3])
    list(packages.package(packages.open_release(first.id, labeller), "mot", site="", by=labeller))
    for clip in clips[:2]:
        newest = reads.latest_release(first.set_id)
        assert newest is not None
        made = withdrawals.withdraw(Target.CLIP, clip.clip_id, basis=BASIS, reason="요구", by=inspector)
        [(telling, reached)] = notices.told(about=Ref("footage_release", newest.id))
        assert labeller.id in reached
        assert clip.clip_id in telling.text.ko
        assert remaking.remake(made.id) == 1


def test_a_release_of_which_nothing_is_left_is_withdrawn_whole(clips: list[DrawnClip], inspector: Person) -> None:
    only = make_release_of(clips[:1])
    made = withdrawals.withdraw(Target.CAMERA, clips[0].camera_id, basis=BASIS, reason="철거", by=inspector)
    assert remaking.remake(made.id) == 0
    assert reads.release(only.id, inspector).state is ReleaseState.RETIRED
    assert reads.withdrawal(made.id, inspector).state is WithdrawalState.DONE
    assert remaking.remake(made.id) == 0, "done before"
