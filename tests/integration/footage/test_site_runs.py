"""Clips brought to the site: a run fills its pages, a review stays, a withdrawal leaves nothing, retention erases the original."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import ANONYMOUS, SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import DatasetId, VersionId
from naru.data.files import keystore
from naru.data.files.reads import erasures
from naru.data.lake import TableRef
from naru.systems.footage import actions, publishing, reads, recording, retention, storage
from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.core.states import ClipState, Decision, RunState
from naru.systems.footage.models import Clip, Event
from samples.scenes.camera_file import CAMERAS
from samples.scenes.sites import scene
from samples.scenes.write import write_scene
from tests.personas import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Hand:
    """An attempt that holds its job for as long as the test lasts."""

    def progress(self, done: float, total: float, step: Words) -> None: ...

    @contextmanager
    def fenced(self) -> Iterator[None]:
        yield


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A park in which a tent is pitched."""
    return write_scene(scene("simin", seconds=30.0), tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="session")
def later(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same park a day later, for a shorter while."""
    folder = tmp_path_factory.mktemp("later")
    short = write_scene(scene("simin", seconds=8.0), folder)
    return short.rename(folder / "simin-1_2026-05-11_14-00-00.mp4")


@pytest.fixture
def camera(home: Path) -> str:
    return actions.set_up_camera(read_cameras(CAMERAS / "simin.yaml")[0], by=SYSTEM).id


def carried_out(run_id: str) -> dict[str, int]:
    return recording.carry_out(run_id, Hand())  # type: ignore[arg-type]


def test_a_run_fills_the_pages_of_its_site(camera: str, clip: Path) -> None:
    run_id = actions.bring_files(camera, [clip], by=SYSTEM)
    assert carried_out(run_id) == {"clips": 1, "refused": 0}
    assert carried_out(run_id) == {"clips": 1, "refused": 0}, "again, it changes nothing"
    summary = reads.site("simin", SYSTEM).summaries[camera]
    assert summary.people > 0
    assert summary.frames == 300
    assert reads.run(run_id, SYSTEM)[0].state is RunState.DONE
    assert {name.name for name in storage.pictures_of(camera)} >= {"backdrop.jpg", "heat.png", "ground.png"}
    events = reads.events(SYSTEM, camera_id=camera)
    assert "tent" in {event.rule for event in events}
    assert storage.picture(camera, f"{events[0].id}-0.jpg").exists()
    assert storage.masked(camera, Clip.objects.get().id)


def test_a_decision_on_an_event_outlives_the_next_run(camera: str, clip: Path) -> None:
    run_id = actions.bring_files(camera, [clip], by=SYSTEM)
    carried_out(run_id)
    event = reads.events(SYSTEM, camera_id=camera)[0]
    officer = make_person("민지", "minji@x.example", is_officer=True)
    actions.review_event(event.id, "accepted", note="맞다", by=officer)
    carried_out(actions.start_run(camera, by=SYSTEM))
    assert reads.event(event.id, SYSTEM).decision is Decision.ACCEPTED
    with pytest.raises(Refused, match="cannot be decided"):
        actions.review_event(event.id, "accepted", by=officer)
    actions.review_event(event.id, "rejected", by=officer)
    assert reads.decided(SYSTEM)[event.rule] == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_clip_leaves_nothing_behind(camera: str, clip: Path) -> None:
    carried_out(actions.bring_files(camera, [clip], by=SYSTEM))
    actions.open_figures(camera, opened=True, by=SYSTEM)
    one = reads.clips(camera, SYSTEM)[0]
    with pytest.raises(Refused, match="why the clip is withdrawn"):
        actions.withdraw_clip(one.id, reason="", by=SYSTEM)
    actions.withdraw_clip(one.id, reason="찍힌 사람의 요구", by=SYSTEM)
    actions.withdraw_clip(one.id, reason="한 번 더", by=SYSTEM)
    run = reads.runs(SYSTEM, camera_id=camera)[0]
    carried_out(run.id)
    assert reads.clip(one.id, SYSTEM).state is ClipState.WITHDRAWN
    assert reads.clip(one.id, SYSTEM).reason == "찍힌 사람의 요구"
    assert storage.sealed_clips(camera) == {}
    assert storage.masked(camera, one.id) is None
    assert storage.pictures_of(camera) == []
    assert not Event.objects.exists()
    assert not reads.has_figures(camera)
    with pytest.raises(Refused):
        reads.camera(camera, ANONYMOUS)
    assert not [path for path in storage.store().root.rglob("*") if path.is_file() and one.id in path.read_bytes().decode("latin-1") and path.name != "withdrawn.json"]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_open_figures_are_a_dataset_whose_rows_name_their_clips(camera: str, clip: Path, later: Path) -> None:
    minji = make_person("민지", "minji@x.example", is_officer=True)
    carried_out(actions.bring_files(camera, [clip], by=SYSTEM))
    with pytest.raises(Refused, match="no open figures"):
        publishing.publish_figures("simin", licence="kogl-1", by=minji)
    actions.open_figures(camera, opened=True, by=SYSTEM)
    dataset_id = publishing.publish_figures("simin", licence="kogl-1", by=minji)
    [one] = reads.clips(camera, SYSTEM)
    assert publishing.dataset_of("simin", ANONYMOUS) == dataset_id
    assert traced(dataset_id) == {one.id}
    carried_out(actions.start_run(camera, by=SYSTEM))
    assert len(live_versions(dataset_id)) == 4, "equal rows are no new version"
    carried_out(actions.bring_files(camera, [later], by=SYSTEM))
    other = next(each for each in reads.clips(camera, SYSTEM) if each.id != one.id)
    assert traced(dataset_id) == {one.id, other.id}
    actions.withdraw_clip(one.id, reason="찍힌 사람의 요구", by=SYSTEM)
    assert live_versions(dataset_id) == [], "nothing of it is handed out from that moment on"
    carried_out(reads.runs(SYSTEM, camera_id=camera)[0].id)
    assert traced(dataset_id) == {other.id}
    actions.open_figures(camera, opened=False, by=SYSTEM)
    assert live_versions(dataset_id) == []


def live_versions(dataset_id: str) -> list[VersionId]:
    found = []
    for table in catalogue_reads.tables_of(DatasetId(dataset_id), SYSTEM):
        versions = catalogue_reads.versions(table.id, SYSTEM)
        found += [version.id for version in versions[:1] if version.state is VersionState.LIVE]
    return found


def traced(dataset_id: str) -> set[str]:
    """The clips that the rows of people name, as anyone reads them."""
    [table] = [each for each in catalogue_reads.tables_of(DatasetId(dataset_id), ANONYMOUS) if "지나간" in each.name]
    assert table.live is not None
    files = catalogue_reads.lake().local_files(TableRef(table.id, table.live.lake_version))
    named = [each for file in files for each in pq.read_table(file, partitioning=None)["clips"].to_pylist()]
    assert named
    return {name for each in named for name in each.split(",")}


def test_what_is_no_clip_is_refused_by_name_and_the_rest_goes_on(camera: str, clip: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.mp4"
    notes.write_bytes(b"no clip at all")
    run_id = actions.bring_files(camera, [notes, clip], by=SYSTEM)
    assert carried_out(run_id) == {"clips": 1, "refused": 1}
    [(name, words)] = reads.run(run_id, SYSTEM)[0].refused
    assert name.endswith("notes.mp4")
    assert "notes.mp4" in words.ko


def test_a_run_that_cannot_begin_ends_as_failed(camera: str, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_bytes(b"no clip")
    run_id = actions.bring_files(camera, [text], by=SYSTEM)
    with pytest.raises(Refused):
        carried_out(run_id)
    assert reads.run(run_id, SYSTEM)[0].state is RunState.FAILED


def test_an_original_lies_nowhere_in_clear_and_is_read_by_those_named_alone(
    camera: str, clip: Path, home: Path
) -> None:
    carried_out(actions.bring_files(camera, [clip], by=SYSTEM))
    plain, [(clip_id, path)] = clip.read_bytes(), storage.sealed_clips(camera).items()
    middle = plain[len(plain) // 2 :][:64]
    assert not [file for file in home.rglob("*") if file.is_file() and middle in file.read_bytes()]
    with storage.open_original(path) as original:
        assert original.read() == plain
    with pytest.raises(Refused):
        reads.original(clip_id, make_person("민지", "minji@x.example", is_officer=True))


@pytest.mark.django_db(transaction=True)
def test_an_original_is_destroyed_after_its_retention_with_a_certificate_and_its_figures_stay(
    camera: str, clip: Path
) -> None:
    carried_out(actions.bring_files(camera, [clip], by=SYSTEM))
    row, [path] = Clip.objects.get(), storage.sealed_files(camera)
    key_id = keystore.current_id(storage.subject_of(path))
    people, events = reads.site("simin", SYSTEM).summaries[camera].people, len(reads.events(SYSTEM))
    on_the_last_day = FrozenClock(row.start + timedelta(days=30))
    assert retention.erase_expired(clock=on_the_last_day) == 0
    assert retention.erase_expired(clock=FrozenClock(row.start + timedelta(days=30, seconds=1))) == 1
    assert retention.erase_expired(clock=FrozenClock(row.start + timedelta(days=31))) == 0
    assert storage.sealed_clips(camera) == {}
    assert reads.clip(row.id, SYSTEM).original_erased is not None
    [erasure] = [each for each in erasures(SYSTEM) if each.thing == Ref("clip", row.id)]
    assert erasure.certificate is not None
    assert list(erasure.certificate.keys.values()) == [key_id]
    with pytest.raises(Refused, match="destroyed"):
        keystore.key(key_id)
    carried_out(actions.start_run(camera, by=SYSTEM))
    assert (reads.site("simin", SYSTEM).summaries[camera].people, len(reads.events(SYSTEM))) == (people, events)
    assert storage.masked(camera, row.id).exists()


@pytest.mark.django_db(transaction=True)
def test_an_original_that_no_run_could_read_is_destroyed_in_its_time_too(
    camera: str, clip: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.mp4"
    notes.write_bytes(b"no clip at all")
    carried_out(actions.bring_files(camera, [notes, clip], by=SYSTEM))
    brought = datetime.fromtimestamp(storage.sealed_files(camera)[0].stat().st_mtime, UTC)
    assert retention.erase_expired(clock=FrozenClock(brought + timedelta(days=29))) == 1, "the clip is older"
    assert [path.name for path in storage.sealed_files(camera)] == ["notes.mp4"]
    assert retention.erase_expired(clock=FrozenClock(brought + timedelta(days=31))) == 1
    assert storage.sealed_files(camera) == []


@pytest.mark.django_db(transaction=True)
def test_a_clip_is_withdrawn_from_figures_whose_originals_are_all_erased(camera: str, clip: Path, later: Path) -> None:
    carried_out(actions.bring_files(camera, [clip, later], by=SYSTEM))
    one, other = reads.clips(camera, SYSTEM)
    both = reads.site("simin", SYSTEM).summaries[camera]
    retention.erase_expired(clock=FrozenClock(other.start + timedelta(days=31)))
    actions.withdraw_clip(one.id, reason="찍힌 사람의 요구", by=SYSTEM)
    assert carried_out(reads.runs(SYSTEM, camera_id=camera)[0].id) == {"clips": 1, "refused": 0}
    left = reads.site("simin", SYSTEM).summaries[camera]
    assert (left.clips, left.frames) == (1, other.frames)
    assert left.people < both.people
    assert all(one.id not in event.clips for event in Event.objects.all())


def test_two_clips_of_one_name_are_both_kept(camera: str) -> None:
    files = [SimpleUploadedFile("clip.mp4", bytes([number]) * 10) for number in range(2)]
    actions.bring_uploaded(camera, files, by=make_person("민지", "minji@x.example", is_officer=True))
    assert len(storage.sealed_clips(camera)) == 2
    assert storage.seal(camera, "../../clip.mp4", io.BytesIO(b"x")) in storage.sealed_clips(camera)


def test_a_camera_set_up_again_has_a_new_version_only_where_it_changed(camera: str) -> None:
    one = read_cameras(CAMERAS / "simin.yaml")[0]
    assert actions.set_up_camera(one, by=SYSTEM).number == 1
    from dataclasses import replace

    assert actions.set_up_camera(replace(one, zones=one.zones[:1]), by=SYSTEM).number == 2
    assert actions.set_up_camera(replace(one, zones=one.zones[:1]), by=SYSTEM).number == 2


def test_figures_are_opened_only_once_there_are_some(camera: str) -> None:
    with pytest.raises(Refused, match="No clip of this camera"):
        actions.open_figures(camera, opened=True, by=SYSTEM)
