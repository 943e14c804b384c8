"""Labels brought, corrected and merged; releases refused and handed out; one person withdrawn from a clip."""

import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from naru.base.kit.person import ANONYMOUS, SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.notices import reads as notices
from naru.systems.footage.adapters.label_files import FolderSink
from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.values import Labelling, Media, MediaLabels
from naru.systems.footage.core.sets.masking_proof import uncovered_labels
from naru.systems.footage.core.sets.stages import Outcome, Stage
from naru.systems.footage.core.sets.states import LabelSource, ReleaseState, Target
from naru.systems.footage.sets import (
    actions,
    exports,
    labelling,
    masking,
    measuring,
    packages,
    reaches,
    reads,
    releases,
    remaking,
    review_labels,
    withdrawals,
)
from naru.systems.footage.sets.clip_tables import find_clip
from naru.systems.footage.sets.commands import training_set
from tests.footage_sets import DrawnClip, draw_clips, make_release_of, plan, verify_clips, walkers
from tests.label_rows import labels, seen, track
from tests.personas import make_person
from tests.set_plans import set_plan

BASIS = "개인정보 보호법 제36조"

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def clip(home: Path) -> DrawnClip:
    return draw_clips("jagalchi")[0]


@pytest.fixture
def minji(db: None) -> Person:
    return make_person("민지", "minji@x.example", is_officer=True)


@pytest.fixture
def haneul(db: None) -> Person:
    return make_person("하늘", "haneul@x.example", is_officer=True)


def refined(clip: DrawnClip, by: Person) -> str:
    """A set whose clip waits for its labels; its id."""
    made = actions.set_up_set(plan(), by=by)
    actions.take_clips(made.id, [clip.clip_id], by=by)
    actions.pass_stage(made.id, clip.clip_id, Stage.REFINE, Outcome.PASSED, by=by)
    return made.id


@pytest.mark.parametrize("format", ["cvat", "coco", "mot"])
def test_labels_drawn_elsewhere_come_back_to_their_clip(
    format: str, clip: DrawnClip, minji: Person, tmp_path: Path
) -> None:
    set_id = refined(clip, minji)
    labelling.prelabel(set_id, clip.clip_id, by=minji)
    exports.export_labels(set_id, tmp_path / "out", format=format, by=minji)
    [made] = review_labels.bring(set_id, tmp_path / "out", format=format, person="홍길동", by=minji)
    view = reads.set_clip(set_id, clip.clip_id, minji)
    assert view.labels is not None
    assert (view.labels.id, view.labels.person, view.labels.source) == (made.id, "홍길동", LabelSource.IMPORTED)
    assert view.due == "inspect"
    before = reads.labels(set_id, reads.labellings(set_id, clip.clip_id, minji)[1].id, minji)
    columns = ("frame", "track_id", "label", "x1", "y1", "x2", "y2")
    assert seen(reads.labels(set_id, made.id, minji), *columns) == seen(before, *columns)


def test_a_label_file_of_another_clip_is_refused(clip: DrawnClip, minji: Person, tmp_path: Path) -> None:
    set_id = refined(clip, minji)
    other = MediaLabels(media=Media(name="other", width=160, height=96, frames=32), labels=labels(*track(1, range(3))))
    format_named("mot").write(Labelling(classes=plan().classes, media=[other]), FolderSink(tmp_path))
    with pytest.raises(Refused, match="other"):
        review_labels.bring(set_id, tmp_path, format="mot", person="홍길동", by=minji)
    with pytest.raises(Refused, match="csv"):
        review_labels.bring(set_id, tmp_path, format="csv", person="홍길동", by=minji)


def test_whoever_labelled_does_not_inspect_and_a_rejection_says_why(
    clip: DrawnClip, minji: Person, haneul: Person
) -> None:
    set_id = refined(clip, minji)
    with pytest.raises(Refused, match="not due"):
        actions.pass_stage(set_id, clip.clip_id, Stage.INSPECT, Outcome.PASSED, by=haneul)
    first = labelling.prelabel(set_id, clip.clip_id, by=minji)
    table = reads.labels(set_id, first.id, minji)
    labelling.save_labels(set_id, clip.clip_id, table, was=first.id, by=minji)
    with pytest.raises(Refused, match="cannot inspect"):
        actions.pass_stage(set_id, clip.clip_id, Stage.INSPECT, Outcome.PASSED, by=minji)
    with pytest.raises(Refused, match="changed meanwhile"):
        labelling.save_labels(set_id, clip.clip_id, table, was=first.id, by=haneul)
    rejected = actions.pass_stage(set_id, clip.clip_id, Stage.INSPECT, Outcome.REJECTED, reason="차가 빠짐", by=haneul)
    assert (rejected.due, rejected.entries[-1].entry.reason) == ("label", "차가 빠짐")


def test_a_label_that_breaks_a_rule_is_not_verified(clip: DrawnClip, minji: Person, haneul: Person) -> None:
    set_id = refined(clip, minji)
    labelling.take_labels(set_id, {clip.clip_id: labels(*track(1, range(3), label="tree"))}, person="가", by=minji)
    actions.pass_stage(set_id, clip.clip_id, Stage.INSPECT, Outcome.PASSED, by=haneul)
    with pytest.raises(Refused, match="3 labels break a rule"):
        actions.pass_stage(set_id, clip.clip_id, Stage.VERIFY, Outcome.PASSED, by=haneul)


def test_two_peoples_labels_are_merged(clip: DrawnClip, minji: Person) -> None:
    set_id = refined(clip, minji)
    for person, frames in (("가", range(3)), ("나", range(4))):
        labelling.take_labels(set_id, {clip.clip_id: labels(*track(1, frames))}, person=person, by=minji)
    made, merged = labelling.merge_labellings(set_id, clip.clip_id, by=minji)
    assert (made.boxes, [dispute.frame for dispute in merged.disputes]) == (4, [3])
    assert len(made.inputs) == 2


def test_whoever_is_labelled_and_not_followed_is_covered(clip: DrawnClip, minji: Person) -> None:
    set_id = refined(clip, minji)
    unseen = labels({"label": "person", "box": (120.0, 2.0, 132.0, 30.0), "frame": 3, "track_id": 77})
    labelling.take_labels(set_id, {clip.clip_id: unseen}, person="가", by=minji)
    before = find_clip(clip.camera_id, clip.clip_id)
    assert before is not None
    assert masking.cover_labelled(set_id, clip.clip_id, by=minji) == 1
    after = find_clip(clip.camera_id, clip.clip_id)
    assert after is not None
    assert after.mask_key != before.mask_key
    assert uncovered_labels(unseen, after.masks()) == []
    assert before.masked() is None, "the copy that showed somebody is gone"
    assert masking.cover_labelled(set_id, clip.clip_id, by=minji) == 0


def test_a_set_that_changed_after_it_was_measured_is_not_released(home: Path, minji: Person, haneul: Person) -> None:
    drawn = draw_clips("jagalchi", "simin", "yongdusan")
    made = actions.set_up_set(plan(), by=minji)
    verify_clips(made.id, drawn, by=minji, inspector=haneul)
    known = measuring.measure(made.id, by=minji)
    assert measuring.measure(made.id, by=minji) == known, "measured once"
    labelling.prelabel(made.id, drawn[0].clip_id, by=minji)
    assert releases.gate(made.id, minji) is None
    with pytest.raises(Refused, match="changed while it was checked"):
        releases.release(made.id, key=known.key, by=minji)
    again = measuring.measure(made.id, by=minji)
    assert "Its labels changed after they were verified." in [
        each.words.en for each in releases.gate(made.id, minji) or ()
    ]
    with pytest.raises(Refused, match="cannot be released"):
        releases.release(made.id, key=again.key, by=minji)


@pytest.mark.parametrize("format", ["coco", "cvat"])
def test_a_package_holds_what_its_manifest_says(format: str, clip: DrawnClip) -> None:
    view = make_release_of([clip])
    body = b"".join(packages.package(packages.open_release(view.id, ANONYMOUS), format, site="https://x", by=ANONYMOUS))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["digest"] == view.digest
        for name, digest in manifest["files"].items():
            assert sha256(archive.read(name)).hexdigest() == digest
        for each in manifest["clips"]:
            assert sha256(archive.read(each["name"])).hexdigest() == each["sha256"]
        croissant = json.loads(archive.read("croissant.json"))
        assert {each["sha256"] for each in croissant["distribution"]} >= set(manifest["files"].values())
        assert any(name.startswith(f"labels/{format}/") for name in archive.namelist())
    again = b"".join(packages.package(view, format, site="https://x", by=ANONYMOUS))
    assert again == body, "the same release is the same bytes"


def test_a_closed_release_is_for_those_entitled(clip: DrawnClip, db: None) -> None:
    view = make_release_of([clip], access="granted")
    outsider = make_person("외부인", "outside@x.example")
    assert reads.training_set("walkers", outsider).id == "walkers", "that there is one, everybody may know"
    for person in (ANONYMOUS, outsider):
        with pytest.raises(Refused, match="entitled"):
            packages.open_release(view.id, person)
    assert packages.open_release(view.id, SYSTEM).id == view.id


@pytest.mark.django_db(transaction=True)
def test_one_person_is_withdrawn_from_tables_labels_pictures_and_releases(clip: DrawnClip, minji: Person) -> None:
    view = make_release_of([clip])
    list(packages.package(view, "mot", site="", by=minji))
    target = f"{clip.clip_id}:1"
    told = reaches.reach(Target.TRACK, target, by=minji)
    assert told.clips == (clip.clip_id,)
    assert told.boxes > 0
    assert told.holders == (f"person:{minji.id}",)
    before = find_clip(clip.camera_id, clip.clip_id)
    assert before is not None
    made = withdrawals.withdraw(Target.TRACK, target, basis=BASIS, reason="요구", by=minji)
    after = find_clip(clip.camera_id, clip.clip_id)
    assert after is not None
    assert set(after.tracks()["track_id"].to_pylist()) == {track for track, *_ in walkers(0)} - {1}
    assert before.masked() is None
    assert "body" in after.masks()["region"].to_pylist()
    assert reads.release(view.id, minji).state is ReleaseState.REDUCED
    with pytest.raises(Refused, match="withdrawn"):
        packages.open_release(view.id, minji)
    assert remaking.remake(made.id) == 1
    latest = reads.latest_release("walkers")
    assert latest is not None
    table = reads.labels("walkers", latest.manifest.clips[0].labels_id, minji)
    assert 1 not in set(table["track_id"].to_pylist())
    assert len(notices.told(about=Ref("footage_release", view.id))) == 1
    with pytest.raises(Refused, match="can be withdrawn"):
        reaches.reach(Target.TRACK, target, by=minji)


def test_a_set_is_led_by_commands(clip: DrawnClip, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(json.dumps(set_plan()), encoding="utf-8")

    def run(*words: str) -> list[dict[str, object]]:
        done = CliRunner().invoke(training_set, [*words, "--json"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return [orjson.loads(line) for line in done.output.splitlines()]

    assert run("plan", str(file)) == [{"set": "walkers", "title": "거리 보행자"}]
    assert [line["due"] for line in run("take", "walkers", "--camera", clip.camera_id)] == ["refine"]
    assert [line["due"] for line in run("stage", "walkers", "refine")] == ["label"]
    assert run("prelabel", "walkers")[0]["boxes"]
    assert run("export", "walkers", str(tmp_path / "out"), "--format", "cvat")[0]["lost"]
    assert run("import", "walkers", str(tmp_path / "out"), "--format", "cvat", "--person", "홍길동")[0]["faults"] == 0
    assert run("list")[0]["inspect"] == 1
    assert run("withdraw", "clip", clip.clip_id)[0]["clips"] == 1
