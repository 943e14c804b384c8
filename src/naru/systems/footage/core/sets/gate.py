"""Why a release may not be made: a line for each reason, with the clip that it is about. No line, and it may."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from naru.base.kit.words import Words
from naru.systems.footage.core.sets.indicators import INDICATOR_WORDS, Figure
from naru.systems.footage.core.sets.masking_proof import MaskingProof
from naru.systems.footage.core.sets.plan import SPLIT_WORDS, SetPlan
from naru.systems.footage.core.sets.shortcut import Shortcut
from naru.systems.footage.core.sets.splits import Leak


class Bar(StrEnum):
    """What stands in a release's way."""

    NO_CLIP = "no_clip"
    KEEPING_OVER = "keeping_over"
    CLIP_WITHDRAWN = "clip_withdrawn"
    NO_LEGAL_BASIS = "no_legal_basis"
    NOT_MASKED = "not_masked"
    MASKED_IN_PART = "masked_in_part"
    TAKEN_TOO_LATE = "taken_too_late"
    NOT_VERIFIED = "not_verified"
    LABELS_CHANGED = "labels_changed"
    INDICATOR_LOW = "indicator_low"
    INDICATOR_UNKNOWN = "indicator_unknown"
    SPLIT_EMPTY = "split_empty"
    LEAK = "leak"
    SHORTCUT = "shortcut"


BAR_WORDS: Mapping[Bar, Words] = {
    Bar.NO_CLIP: Words("배포할 영상이 없습니다.", "There is no clip to release."),
    Bar.KEEPING_OVER: Words(
        "세트의 보관 기한이 지났습니다: {day}", "The set's time of keeping ended on {day}."
    ),
    Bar.CLIP_WITHDRAWN: Words("철회된 영상입니다.", "It was withdrawn."),
    Bar.NO_LEGAL_BASIS: Words(
        "카메라 설치 정보에 법적 근거가 없습니다.", "Its camera's set-up names no legal basis."
    ),
    Bar.NOT_MASKED: Words("가린 영상이 없습니다.", "It has no masked copy."),
    Bar.MASKED_IN_PART: Words(
        "가리지 않은 사람이나 차가 있습니다. 궤적의 상자 {tracks}개, 라벨의 상자 {labels}개.",
        "People or vehicles are not covered: {tracks} boxes of tracks, {labels} of labels.",
    ),
    Bar.TAKEN_TOO_LATE: Words(
        "원본의 보관 기간이 지난 뒤에 모은 영상입니다.", "It was taken in after its retention had ended."
    ),
    Bar.NOT_VERIFIED: Words("다섯 단계를 다 거치지 않았습니다.", "It has not passed all five stages."),
    Bar.LABELS_CHANGED: Words(
        "품질검증 뒤에 라벨이 바뀌었습니다.", "Its labels changed after they were verified."
    ),
    Bar.INDICATOR_LOW: Words(
        "기준보다 낮습니다({name}). 하한 {low}%, 기준 {threshold}%",
        "{name} is too low: at least {low}% for sure, {threshold}% wanted.",
    ),
    Bar.INDICATOR_UNKNOWN: Words("재지 못했습니다: {name}", "{name} was not measured."),
    Bar.SPLIT_EMPTY: Words("비어 있는 몫입니다: {name}", "The split {name} is empty."),
    Bar.LEAK: Words(
        "나눈 몫 사이에 거의 같은 그림이 있습니다: {clips}", "Near-duplicates stand on both sides of a split: {clips}."
    ),
    Bar.SHORTCUT: Words(
        "배경만 보고도 답을 맞힙니다. 정확도 {accuracy}%, 우연이면 {chance}%",
        "The background alone gives it away: {accuracy}% right, {chance}% by chance.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """``clip_id`` is "" where it is about the whole."""

    bar: Bar
    clip_id: str = ""
    facts: Mapping[str, Words | str] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        ko = {name: value.ko if isinstance(value, Words) else value for name, value in self.facts.items()}
        en = {name: value.en if isinstance(value, Words) else value for name, value in self.facts.items()}
        return Words(BAR_WORDS[self.bar].ko.format(**ko), BAR_WORDS[self.bar].en.format(**en))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFacts:
    """``in_time``: taken into the set before its original's retention ended; ``verified_labels``: those that the last stage passed."""

    clip_id: str
    is_withdrawn: bool
    legal_basis: str
    masking: MaskingProof | None
    in_time: bool
    verified_labels: str
    labels: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    plan: SetPlan
    today: date
    clips: Sequence[ClipFacts]
    indicators: Sequence[Figure]
    sizes: Mapping[str, int]  # clips by split
    leaks: Sequence[Leak]
    shortcut: Shortcut | None


def bars(facts: ReleaseFacts) -> tuple[Reason, ...]:
    """Every reason against the release, those about the whole first."""
    return (*_of_the_whole(facts), *(reason for clip in facts.clips for reason in clip_bars(clip)))


def clip_bars(clip: ClipFacts) -> Iterator[Reason]:
    said = {
        Bar.CLIP_WITHDRAWN: clip.is_withdrawn,
        Bar.NO_LEGAL_BASIS: not clip.legal_basis.strip(),
        Bar.NOT_MASKED: clip.masking is None or not clip.masking.sha256,
        Bar.TAKEN_TOO_LATE: not clip.in_time,
        Bar.NOT_VERIFIED: not clip.verified_labels,
        Bar.LABELS_CHANGED: bool(clip.verified_labels) and clip.verified_labels != clip.labels,
    }
    yield from (Reason(bar=bar, clip_id=clip.clip_id) for bar, holds in said.items() if holds)
    if clip.masking is not None and clip.masking.sha256 and not clip.masking.is_whole:
        left = {"tracks": str(clip.masking.open_tracks), "labels": str(clip.masking.open_labels)}
        yield Reason(bar=Bar.MASKED_IN_PART, clip_id=clip.clip_id, facts=left)


def _of_the_whole(facts: ReleaseFacts) -> Iterator[Reason]:
    if not facts.clips:
        yield Reason(bar=Bar.NO_CLIP)
        return
    if facts.today > facts.plan.keep_until:
        yield Reason(bar=Bar.KEEPING_OVER, facts={"day": facts.plan.keep_until.isoformat()})
    for name, share in facts.plan.splits.items():
        if share and not facts.sizes.get(name):
            yield Reason(bar=Bar.SPLIT_EMPTY, facts={"name": SPLIT_WORDS[name]})
    for leak in facts.leaks:
        yield Reason(bar=Bar.LEAK, facts={"clips": ", ".join(leak.clips)})
    yield from _of_figures(facts)


def _of_figures(facts: ReleaseFacts) -> Iterator[Reason]:
    for figure in facts.indicators:
        name = INDICATOR_WORDS[figure.indicator]
        if figure.interval is None:
            yield Reason(bar=Bar.INDICATOR_UNKNOWN, facts={"name": name})
        elif not figure.passes:
            said = {"low": _percent(figure.interval.low), "threshold": _percent(figure.threshold)}
            yield Reason(bar=Bar.INDICATOR_LOW, facts={"name": name, **said})
    if facts.shortcut is not None and facts.shortcut.above_chance > facts.plan.thresholds.shortcut:
        said = {"accuracy": _percent(facts.shortcut.accuracy), "chance": _percent(facts.shortcut.chance)}
        yield Reason(bar=Bar.SHORTCUT, facts=said)


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0")
