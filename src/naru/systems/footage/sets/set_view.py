"""Sets, releases and withdrawals made ready for their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.files import reads as files
from naru.data.files.core.erasure import ERASURE_STATE_WORDS
from naru.systems.footage import reads as footage_reads
from naru.systems.footage.core.figures.intervals import Interval
from naru.systems.footage.core.labels.values import LOSS_WORDS, Loss
from naru.systems.footage.core.sets.gate import Reason
from naru.systems.footage.core.sets.indicators import INDICATOR_SENTENCES, INDICATOR_WORDS, figures
from naru.systems.footage.core.sets.measured import Measured
from naru.systems.footage.core.sets.plan import QUOTA_DIMENSIONS, SPLIT_WORDS, SetPlan
from naru.systems.footage.core.sets.reach import REACH_WORDS, Reach
from naru.systems.footage.core.sets.release_diff import ReleaseDifference, release_difference
from naru.systems.footage.core.sets.stages import OUTCOME_WORDS, STAGE_SENTENCES, STAGE_WORDS, STAGES, Stage
from naru.systems.footage.core.sets.states import (
    RELEASE_WORDS,
    SOURCE_WORDS,
    TARGET_WORDS,
    WITHDRAWAL_WORDS,
    Target,
)
from naru.systems.footage.sets import pictures, reads
from naru.systems.footage.sets.measuring import MeasurementView
from naru.systems.footage.sets.shapes import (
    DONE,
    OUT,
    LabellingView,
    ReleaseView,
    SetClipView,
    SetView,
    WithdrawalView,
)

DONE_WORDS = Words("모두 통과", "All passed")
OUT_WORDS = Words("세트에서 뺌", "Out of the set")
SAMPLES_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A set in a list; ``sample``: address of a picture, "" without."""

    view: SetView
    latest: ReleaseView | None
    boxes: int
    sample: str


def card(view: SetView) -> Card:
    latest = reads.latest_release(view.id)
    shown = samples(view.id, latest)
    return Card(
        view=view,
        latest=latest,
        boxes=sum(clip.boxes for clip in latest.manifest.clips) if latest else 0,
        sample=shown[0] if shown else "",
    )


def samples(set_id: str, latest: ReleaseView | None) -> list[str]:
    """Addresses of pictures of a release, one a clip first, of different cameras as far as there are."""
    if latest is None:
        return []
    by_camera: dict[str, list[str]] = {}
    for clip in latest.manifest.clips:
        by_camera.setdefault(clip.camera_id, []).append(clip.clip_id)
    turns = [clip for at in range(SAMPLES_SHOWN) for of in by_camera.values() for clip in of[at : at + 1]]
    return [
        reverse("footage:sample", args=[set_id, clip_id, 1])
        for clip_id in turns[:SAMPLES_SHOWN]
        if pictures.samples_of(set_id, clip_id)[1].exists()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A share in words and as lengths of 100; ``low`` and ``high`` where it has an interval, ``mark`` where something is wanted."""

    name: Words
    said: str
    length: float
    low: float | None = None
    high: float | None = None
    mark: float | None = None
    is_good: bool = True
    more: Words | None = None

    @property
    def spread(self) -> float:
        return (self.high or 0.0) - (self.low or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """None where nothing was measured."""

    classes: Sequence[Bar]
    quotas: Sequence[Bar]
    indicators: Sequence[Bar]
    splits: Sequence[Bar]
    measured: Measured | None
    agreement: Sequence[Bar]

    @property
    def validity_percent(self) -> str:
        valid = self.measured.validity if self.measured else None
        return _percent(valid.right.value) if valid else ""

    @property
    def shortcut_percent(self) -> str:
        found = self.measured.shortcut if self.measured else None
        return _percent(found.accuracy) if found else ""

    @property
    def chance_percent(self) -> str:
        found = self.measured.shortcut if self.measured else None
        return _percent(found.chance) if found else ""


def page(view: SetView, latest: ReleaseView | None, known: MeasurementView | None) -> SetPage:
    """Of the release that is handed out, or of the set as it was measured last."""
    if latest is not None:
        return _page(latest.plan, Measured.from_json(latest.figures))
    return _page(view.plan, known.measured if known else None)


def release_page(view: ReleaseView) -> dict[str, Any]:
    """And what is otherwise than in the release before."""
    before = next((each for each in reads.releases(view.set_id) if each.number == view.number - 1), None)
    difference: ReleaseDifference | None = release_difference(before.manifest, view.manifest) if before else None
    return {
        "figures": page(_of_release(view), view, None),
        "state": RELEASE_WORDS[view.state],
        "difference": difference,
        "before": before,
        "clips": [(clip, SPLIT_WORDS[clip.split]) for clip in view.manifest.clips],
    }


def _of_release(view: ReleaseView) -> SetView:
    return SetView(id=view.set_id, plan=view.plan, dataset_id="", created=view.at, changed=view.at, due={})


def _page(plan: SetPlan, measured: Measured | None) -> SetPage:
    if measured is None:
        return SetPage(classes=(), quotas=(), indicators=(), splits=(), measured=None, agreement=())
    names = {each.name: each.words or Words(each.name, each.name) for each in plan.classes}
    most = max(measured.classes.values(), default=1)
    return SetPage(
        classes=[
            Bar(name=names.get(name, Words(name, name)), said=f"{count:,}", length=100 * count / most)
            for name, count in sorted(measured.classes.items(), key=lambda item: -item[1])
        ],
        quotas=[
            Bar(
                name=_quota_words(figure.quota.dimension, figure.quota.value, names),
                said=f"{_percent(figure.share)}% / {_percent(figure.quota.share)}%",
                length=100 * min(1.0, figure.share),
                mark=100 * figure.quota.share,
                is_good=figure.filled >= 1,
            )
            for figure in measured.quotas
        ],
        indicators=[
            Bar(
                name=INDICATOR_WORDS[each.indicator],
                more=INDICATOR_SENTENCES[each.indicator],
                said=_said(each.interval),
                length=100 * each.interval.value if each.interval else 0.0,
                low=100 * each.interval.low if each.interval else None,
                high=100 * each.interval.high if each.interval else None,
                mark=100 * each.threshold,
                is_good=each.passes,
            )
            for each in figures(measured.indicators, plan.thresholds)
        ],
        splits=[
            Bar(
                name=SPLIT_WORDS[name],
                said=f"{measured.sizes.get(name, 0)} · {_percent(share)}%",
                length=100 * share,
                mark=100 * plan.splits.get(name, 0.0),
            )
            for name, share in sorted(measured.shares.items(), key=lambda item: list(SPLIT_WORDS).index(item[0]))
        ],
        measured=measured,
        agreement=[
            Bar(name=Words(person, person), said=f"κ {value:.2f}", length=100 * max(0.0, value))
            for person, value in measured.agreement.by_person.items()
            if value is not None
        ],
    )


def _quota_words(dimension: str, value: str, names: Mapping[str, Words]) -> Words:
    kind = QUOTA_DIMENSIONS[dimension]
    said = names.get(value, Words(value, value)) if dimension == "class" else Words(value, value)
    return Words(f"{kind.ko}: {said.ko}", f"{kind.en}: {said.en}")


def _said(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{_percent(interval.value)}% ({_percent(interval.low)}–{_percent(interval.high)})"


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Of the stage board."""

    due: str
    words: Words
    more: Words | None
    count: int
    is_chosen: bool


def board(view: SetView, chosen: str) -> list[Column]:
    columns = [(stage.value, STAGE_WORDS[stage], STAGE_SENTENCES[stage]) for stage in STAGES]
    ends: list[tuple[str, Words, Words | None]] = [(DONE, DONE_WORDS, None), (OUT, OUT_WORDS, None)]
    return [
        Column(due=due, words=words, more=more, count=view.due.get(due, 0), is_chosen=due == chosen)
        for due, words, more in [*columns, *ends]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRow:
    view: SetClipView
    due: Words
    stage: str  # that may be passed or rejected by hand now; "" where none
    may_label: bool
    labels: "LabellingRow | None"
    lines: Sequence[tuple[Words, Words, Any]]  # stage, outcome, the line
    last_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabellingRow:
    view: LabellingView
    source: Words
    losses: Sequence[tuple[Words, int]]


def clip(view: SetClipView) -> ClipRow:
    known = {DONE: DONE_WORDS, OUT: OUT_WORDS}
    by_hand = (Stage.REFINE.value, Stage.INSPECT.value, Stage.VERIFY.value)
    rejected = [line.entry.reason for line in view.entries if line.entry.outcome.value == "rejected"]
    return ClipRow(
        view=view,
        due=known.get(view.due) or STAGE_WORDS[Stage(view.due)],
        stage=view.due if view.due in by_hand else "",
        may_label=view.due not in (OUT, Stage.ACQUIRE.value, Stage.REFINE.value),
        labels=labelling(view.labels) if view.labels else None,
        lines=[(STAGE_WORDS[line.entry.stage], OUTCOME_WORDS[line.entry.outcome], line) for line in view.entries],
        last_reason=rejected[-1] if rejected else "",
    )


def labelling(view: LabellingView) -> LabellingRow:
    lost = [(LOSS_WORDS[Loss(name)], count) for name, count in view.losses.items()]
    return LabellingRow(view=view, source=SOURCE_WORDS[view.source], losses=lost)


def reasons(found: Sequence[Reason] | None, clips: Sequence[SetClipView]) -> list[tuple[str, Words]]:
    """(the clip's name, "" for the whole set; why not)."""
    names = {each.clip_id: each.name for each in clips}
    return [(names.get(reason.clip_id, ""), reason.words) for reason in found or ()]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRow:
    view: WithdrawalView
    target: Words
    state: Words


def withdrawal(view: WithdrawalView) -> WithdrawalRow:
    return WithdrawalRow(view=view, target=TARGET_WORDS[view.target], state=WITHDRAWAL_WORDS[view.state])


def reach(found: Reach) -> list[tuple[Words, int]]:
    return [(REACH_WORDS[name], count) for name, count in found.counts().items()]


def target(chosen: Target, id: str, person: Person) -> dict[str, Any]:
    """What is to be withdrawn, in words."""
    if chosen is Target.CLIP:
        view = footage_reads.clip(id, person)
        return {"kind": TARGET_WORDS[chosen], "name": Words(view.name, view.name), "clip": view}
    if chosen is Target.TRACK:
        view = footage_reads.clip(id.partition(":")[0], person)
        track = id.partition(":")[2]
        name = Words(f"{view.name}, 궤적 {track}", f"{view.name}, track {track}")
        return {"kind": TARGET_WORDS[chosen], "name": name, "clip": view}
    camera = footage_reads.camera(id, person)
    name = Words(f"{camera.site.ko} 카메라 {id}", f"Camera {id} at {camera.site.en}")
    return {"kind": TARGET_WORDS[chosen], "name": name, "clip": None}


def proofs(view: WithdrawalView, person: Person) -> list[tuple[str, Words, str]]:
    """(certificate's id, its state, its digest once it is certified)."""
    found = []
    for erasure_id in view.erasures:
        try:
            erasure = files.erasure(erasure_id, person)
        except Refused:
            continue
        certificate = erasure.certificate
        found.append((erasure_id, ERASURE_STATE_WORDS[erasure.state], certificate.digest if certificate else ""))
    return found
