"""A release's datasheet in Korean and English, as Markdown: what a firm asks before it trains on it.

The questions are those of Gebru et al., Datasheets for Datasets (2021), in the order of the national guideline's five stages.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from naru.base.kit.words import Language, Words
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.footage.core.sets.indicators import INDICATOR_WORDS, Indicator
from naru.systems.footage.core.sets.manifest import Manifest, by_split
from naru.systems.footage.core.sets.measured import Measured
from naru.systems.footage.core.sets.plan import QUOTA_DIMENSIONS, SPLIT_WORDS, SetPlan

HEADINGS = {
    "why": Words("왜 만들었나", "Why it was made"),
    "what": Words("무엇이 들어 있나", "What is in it"),
    "how": Words("어떻게 모으고 가렸나", "How it was gathered and masked"),
    "labels": Words("어떻게 라벨을 그리고 확인했나", "How it was labelled and checked"),
    "quality": Words("품질 지표", "Indicators of quality"),
    "splits": Words("나눔", "Splits"),
    "limits": Words("한계", "What it cannot say"),
    "use": Words("쓸 때 지킬 것", "On what terms it may be used"),
}


def datasheet(manifest: Manifest, plan: SetPlan, figures: Mapping[str, Any], *, language: Language) -> str:
    """``figures``: of ``Measured``, as JSON."""
    measured = Measured.from_json(figures)
    parts = {
        "why": [plan.purpose.in_(language)],
        "what": list(_content(manifest, plan, measured, language)),
        "how": list(_gathering(plan, language)),
        "labels": [plan.guideline.in_(language), *_checks(measured, language)],
        "quality": list(_indicators(measured, plan, language)),
        "splits": list(_splits(manifest, measured, language)),
        "limits": list(_limits(measured, language)),
        "use": list(_terms(plan, manifest, language)),
    }
    title = f"# {plan.title.in_(language)} · {Words('배포판', 'release').in_(language)} {manifest.number}"
    body = [f"## {HEADINGS[name].in_(language)}\n\n" + "\n".join(lines) for name, lines in parts.items()]
    return "\n\n".join([title, *body]) + "\n"


def _content(manifest: Manifest, plan: SetPlan, measured: Measured, language: Language) -> Iterator[str]:
    cameras, days = ({getattr(clip, name) for clip in manifest.clips} for name in ("camera_id", "day"))
    yield Words(
        f"영상 {len(manifest.clips)}개, 카메라 {len(cameras)}대, {len(days)}일, 상자 {measured.boxes:,}개, 궤적 {measured.tracks:,}개.",
        f"{len(manifest.clips)} clips of {len(cameras)} cameras on {len(days)} days; {measured.boxes:,} boxes, {measured.tracks:,} tracks.",
    ).in_(language)
    yield ""
    for each in plan.classes:
        words = (each.words or Words(each.name, each.name)).in_(language)
        yield f"- {words} (`{each.name}`): {measured.classes.get(each.name, 0):,}"


def _gathering(plan: SetPlan, language: Language) -> Iterator[str]:
    yield Words(
        f"법적 근거: {plan.legal_basis}. 얼굴과 번호판은 원본에서 되돌릴 수 없게 가렸고, 소리는 없습니다.",
        f"Legal basis: {plan.legal_basis}. Faces and plates are covered for good; there is no sound.",
    ).in_(language)


def _checks(measured: Measured, language: Language) -> Iterator[str]:
    agreed = measured.agreement.alpha
    if agreed is not None:
        yield Words(
            f"두 사람 이상이 그린 상자 {measured.agreement.boxes:,}개의 일치도 α {agreed:.2f}.",
            f"Agreement on {measured.agreement.boxes:,} boxes that two or more people drew: α {agreed:.2f}.",
        ).in_(language)
    yield Words(
        f"기준 라벨이 있는 영상 {measured.semantic.clips}개에서 빠진 상자 {measured.semantic.missed}개, 남는 상자 {measured.semantic.extra}개, 분류가 다른 상자 {measured.semantic.confused}개.",
        f"Beside gold on {measured.semantic.clips} clips: {measured.semantic.missed} boxes missed, {measured.semantic.extra} too many, {measured.semantic.confused} of another class.",
    ).in_(language)


def _indicators(measured: Measured, plan: SetPlan, language: Language) -> Iterator[str]:
    heads = Words("| 지표 | 값 | 구간 | 기준 |", "| Indicator | Value | Interval | Wanted |")
    yield heads.in_(language)
    yield "|---|---|---|---|"
    for each in Indicator:
        interval = measured.indicators.get(each)
        wanted = f"{getattr(plan.thresholds, each.value):.1%}"
        said = f"{interval.value:.1%} | {interval.low:.1%} – {interval.high:.1%}" if interval else "– | –"
        yield f"| {INDICATOR_WORDS[each].in_(language)} | {said} | {wanted} |"
    for figure in measured.quotas:
        dimension = QUOTA_DIMENSIONS[figure.quota.dimension].in_(language)
        yield f"\n{dimension} `{figure.quota.value}`: {figure.share:.1%} / {figure.quota.share:.1%}"


def _splits(manifest: Manifest, measured: Measured, language: Language) -> Iterator[str]:
    yield Words(
        "같은 카메라의 같은 날과 거의 같은 그림은 한쪽에만 있습니다.",
        "A camera's day, and near-duplicate pictures, stand in one split alone.",
    ).in_(language)
    yield ""
    for name, clips in by_split(manifest.clips).items():
        share = measured.shares.get(name, 0.0)
        yield f"- {SPLIT_WORDS[name].in_(language)} (`{name}`): {len(clips)}, {share:.1%}"


def _limits(measured: Measured, language: Language) -> Iterator[str]:
    if measured.shortcut is not None:
        yield Words(
            f"배경만 본 모델의 정확도 {measured.shortcut.accuracy:.1%} (우연 {measured.shortcut.chance:.1%}).",
            f"A model that sees the background alone is right {measured.shortcut.accuracy:.1%} of the time ({measured.shortcut.chance:.1%} by chance).",
        ).in_(language)
    yield Words(
        "고정된 카메라 몇 대가 본 것이라 다른 곳을 대표하지 않습니다.",
        "A few fixed cameras saw it: it speaks for no other place.",
    ).in_(language)


def _terms(plan: SetPlan, manifest: Manifest, language: Language) -> Iterator[str]:
    licence = LICENCES.get(plan.licence)
    yield f"{licence.words.in_(language) if licence else plan.licence}. {plan.publisher}."
    yield Words(
        f"{plan.keep_until.isoformat()}까지 쓸 수 있습니다. 일부가 철회되면 알리며, 사본에서도 지워야 합니다.",
        f"It may be used until {plan.keep_until.isoformat()}. When part of it is withdrawn you are told, and must delete it from copies.",
    ).in_(language)
    for clip_id in manifest.withdrawn:
        yield Words(f"- 철회됨: {clip_id}", f"- Withdrawn: {clip_id}").in_(language)
