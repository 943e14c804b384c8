"""A folder of clips goes through every stage: reruns do only what changed, one bad clip keeps nobody out, a withdrawn clip is gone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage import refusals as _declared  # noqa: F401 - the sentences
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.tables import SCHEMAS
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.evaluation import compare
from naru.systems.footage.pipeline.plan import NEEDS
from naru.systems.footage.pipeline.report import reports
from naru.systems.footage.pipeline.runner import Progress, Request, Run, run
from naru.systems.footage.pipeline.spread import over_processes
from naru.systems.footage.pipeline.store import Store
from naru.systems.footage.pipeline.withdrawal import withdraw
from samples.scenes.camera_file import camera_of
from samples.scenes.sites import scene
from samples.scenes.values import Scene
from samples.scenes.write import write_scene

SCENE = replace(scene("jagalchi"), seconds=4.0)
CAMERA = camera_of(SCENE)
ALL = frozenset({"mask", "count", "events"})


def clip(folder: Path, of: Scene = SCENE, *, minute: int = 0) -> Path:
    """A clip of four seconds; the folder is one of sources."""
    made = write_scene(replace(of, start=of.start.replace(minute=minute)), folder.parent / "made" / folder.name)
    target = folder / made.parent.name / made.name
    target.parent.mkdir(parents=True, exist_ok=True)
    return made.rename(target)


def go(
    folder: Path,
    store: Path,
    *,
    stages: frozenset[str] = ALL,
    cameras: Sequence[Camera] = (CAMERA,),
    told: list[Progress] | None = None,
    processes: int = 1,
    start: datetime | None = None,
) -> Run:
    request = Request(folder=folder, cameras=tuple(cameras), store=Store(store), stages=stages, start=start)
    return run(request, spread=over_processes(processes), tell=(told if told is not None else []).append)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clips") / "clips"
    clip(made)
    clip(made, minute=5)
    return made


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("store")
    go(folder, made)
    return made


def test_every_table_comes_in_its_schema_and_is_of_its_clips(folder: Path, store: Path) -> None:
    (camera,) = current.read(Store(store))
    assert [one.name for one in camera.clips] == sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.mp4")
    )
    for name in ("tracks", "attributes", "visits", "crossings", "flows", "events"):
        assert camera.table(name).schema == SCHEMAS[name], name
    assert camera.table("tracks")["gx"].null_count == 0  # the camera's file has ground points
    for one in camera.clips:
        masked = camera.masked(one)
        assert masked
        assert masked.stat().st_size > 0
        assert camera.clip_table(one, "frames").num_rows == 40
    assert set(pc.unique(camera.table("tracks")["clip_id"]).to_pylist()) <= {one.clip_id for one in camera.clips}


def test_a_second_run_makes_nothing(folder: Path, store: Path) -> None:
    again = go(folder, store)
    assert (again.made, again.refused) == ({}, ())
    assert set(again.reused) == set(NEEDS)


def test_a_clip_more_leaves_the_others_as_they_are(folder: Path, tmp_path: Path) -> None:
    first = tmp_path / "clips"
    clip(first)
    go(first, tmp_path / "store")
    clip(first, minute=9)
    more = go(first, tmp_path / "store")
    of_clips = {stage: more.made.get(stage, 0) for stage in ("probe", "detect", "track", "votes", "mask")}
    assert of_clips == dict.fromkeys(of_clips, 1)
    assert {stage: more.reused[stage] for stage in of_clips} == of_clips


def test_zones_drawn_anew_count_anew_and_detect_nothing_again(folder: Path, store: Path) -> None:
    other = replace(CAMERA, zones=CAMERA.zones[:1])
    again = go(folder, store, cameras=[other])
    assert set(again.made) == {"count", "events"}
    go(folder, store)


def test_one_bad_clip_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    good = clip(folder)
    (folder / "bad.mp4").write_bytes(b"no film at all")
    (good.parent / "cut.mp4").write_bytes(good.read_bytes()[:2000])
    (good.parent / "same_2026-05-09_23-00-00.mp4").write_bytes(good.read_bytes())
    told: list[Progress] = []
    done = go(folder, tmp_path / "store", stages=frozenset({"count"}), told=told)
    assert len(done.cameras[0].clips) == 1
    names = {str(refused.facts["file"]) for refused in done.refused if refused.code != "clip_given_twice"}
    assert len(done.refused) == 3  # a clip is its content: under another name it is no second one
    assert names == {"bad.mp4", f"{good.parent.name}/cut.mp4"}
    assert all(name in refused.words.ko for refused in done.refused for name in names if name == refused.facts["file"])
    assert names <= {step.name for step in told if step.refused}
    (camera,) = current.read(Store(tmp_path / "store"))
    assert names < {refused["file"] for refused in camera.refused}


def test_an_instant_that_two_clips_show_counts_once(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    first = clip(folder)
    (first.parent / f"again_{first.name}").write_bytes(first.read_bytes())
    done = go(folder, tmp_path / "store", stages=frozenset({"count"}))
    assert [refused.code for refused in done.refused] == ["clip_given_twice"]
    assert len(done.cameras[0].clips) == 1


def test_a_picture_of_other_proportions_is_refused(tmp_path: Path) -> None:
    clip(tmp_path / "clips")
    done = go(
        tmp_path / "clips", tmp_path / "store", cameras=[replace(CAMERA, height=480)], stages=frozenset({"count"})
    )
    assert [refused.code for refused in done.refused] == ["clip_size_differs"]


def test_two_processes_make_the_same_as_one(folder: Path, store: Path, tmp_path: Path) -> None:
    done = go(folder, tmp_path / "store", processes=2)
    assert done.refused == ()
    made, known = hashes(tmp_path / "store"), hashes(store)
    assert made == {key: known[key] for key in made}


def test_a_withdrawn_clip_is_gone_with_all_that_came_from_it(tmp_path: Path) -> None:
    folder, store = tmp_path / "clips", Store(tmp_path / "store")
    first, second = clip(folder), clip(folder, minute=5)
    go(folder, store.root)
    (camera,) = current.read(store)
    gone, stays = camera.clips
    taken = withdraw(gone.name, store)
    assert taken.clip_id == gone.clip_id
    assert all(gone.clip_id not in result.clips for result in store.results())
    assert not [path for path in store.root.rglob("*.mp4") if gone.results["mask"] in str(path)]
    after = go(folder, store.root)
    assert [refused.code for refused in after.refused] == ["clip_withdrawn"]
    assert [one.clip_id for one in after.cameras[0].clips] == [stays.clip_id]
    assert after.made.get("detect", 0) == 0
    assert first.exists()
    assert second.exists()
    with pytest.raises(Refused) as refused:
        withdraw("nobody.mp4", store)
    assert refused.value.code == "clip_not_in_store"


def test_results_are_compared_with_truth(folder: Path, store: Path) -> None:
    truth = folder.parent / "made" / folder.name / "truth"
    (compared,) = compare(Store(store), truth)
    assert compared.camera_id == CAMERA.id
    assert compared.tracks[0] > 0
    with pytest.raises(Refused) as refused:
        compare(Store(store), folder)
    assert refused.value.code == "footage_truth_missing"


def test_a_report_adds_up(store: Path, tmp_path: Path) -> None:
    (report,) = reports(Store(store))
    assert (len(report.clips), report.frames, report.seconds, report.masked) == (2, 80, 8.0, 2)
    assert sum(report.hours.values()) == report.tracks == sum(report.modes.values())
    with pytest.raises(Refused) as refused:
        reports(Store(tmp_path / "none"))
    assert refused.value.code == "footage_store_empty"


def hashes(store: Path) -> dict[str, dict[str, str]]:
    """Of every table in a store, by stage and key."""
    return {f"{result.stage} {result.key}": dict(result.hashes) for result in Store(store).results()}
