"""Areas of one kind, found by clustering and explained in words; areas compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naru.base.kit.words import Words
from naru.systems.footage.core.figures.character import AreaProfile
from naru.systems.footage.core.metrics.boxes import Floats, Ints

MORNING, LUNCH, EVENING, NIGHT = (6, 7, 8, 9), (11, 12, 13), (17, 18, 19, 20), (21, 22, 23, 0, 1, 2, 3, 4)
WEEKEND = (5, 6)
CLEAR = 0.25  # mean silhouette (Rousseeuw 1987) from which kinds are told apart
MARKED = 0.6  # standard deviations from the mean of all areas, from which a feature is worth a sentence
SENTENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    measure: Callable[[AreaProfile], float]
    much: Words
    little: Words


def _share_of(
    profile: AreaProfile, hours: Sequence[int] = tuple(range(24)), days: Sequence[int] = tuple(range(7))
) -> float:
    """Of the people of the week, in these hours and days; hours never seen are left out. Not a number where none of them was seen, or no other
    was: nothing is known of an evening that no camera filmed."""
    inside = np.zeros(profile.hours.shape, bool)
    inside[np.ix_(days, hours)] = True
    seen, whole = np.isfinite(profile.hours), np.nansum(profile.hours)
    if not whole or not (seen & inside).any() or not (seen & ~inside).any():
        return float("nan")
    return float(np.nansum(profile.hours[inside]) / whole)


FEATURES: Mapping[str, Feature] = {
    "morning": Feature(
        measure=lambda of: _share_of(of, MORNING),
        much=Words("아침(6~10시)에 사람이 몰립니다.", "People come in the morning (6 to 10)."),
        little=Words("아침(6~10시)에는 한산합니다.", "Mornings (6 to 10) are quiet."),
    ),
    "lunch": Feature(
        measure=lambda of: _share_of(of, LUNCH),
        much=Words("점심(11~14시)에 사람이 몰립니다.", "People come at lunchtime (11 to 14)."),
        little=Words("점심(11~14시)에는 한산합니다.", "Lunchtime (11 to 14) is quiet."),
    ),
    "evening": Feature(
        measure=lambda of: _share_of(of, EVENING),
        much=Words("저녁(17~21시)에 사람이 몰립니다.", "People come in the evening (17 to 21)."),
        little=Words("저녁(17~21시)에는 한산합니다.", "Evenings (17 to 21) are quiet."),
    ),
    "night": Feature(
        measure=lambda of: _share_of(of, NIGHT),
        much=Words("밤(21~5시)에도 사람이 많습니다.", "People are there at night (21 to 5) too."),
        little=Words("밤(21~5시)에는 사람이 적습니다.", "Few people are there at night (21 to 5)."),
    ),
    "weekend": Feature(
        measure=lambda of: _share_of(of, days=WEEKEND),
        much=Words("주말에 사람이 많습니다.", "Weekends are busy."),
        little=Words("주말보다 평일에 사람이 많습니다.", "Weekdays are busier than weekends."),
    ),
    "stay": Feature(
        measure=lambda of: of.stay_share,
        much=Words("머무르는 사람의 비율이 높습니다.", "Many of those who come stay."),
        little=Words("대부분 지나가는 사람입니다.", "Most people pass through."),
    ),
    "wheels": Feature(
        measure=lambda of: 1 - of.modes["walk"] if "walk" in of.modes else float("nan"),
        much=Words("걷지 않고 타고 다니는 비율이 높습니다.", "Many ride rather than walk."),
        little=Words("거의 모두 걸어 다닙니다.", "Nearly all walk."),
    ),
    "flows": Feature(
        measure=lambda of: of.flow_entropy,
        much=Words("이동 방향이 여러 갈래로 흩어집니다.", "People go many ways."),
        little=Words("이동이 한두 갈래로 모입니다.", "People go one or two ways."),
    ),
    "size": Feature(
        measure=lambda of: float(np.log1p(of.people_a_day)),
        much=Words("하루 유동인구가 많습니다.", "Many people come in a day."),
        little=Words("하루 유동인구가 적습니다.", "Few people come in a day."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaKind:
    """``areas``: ids; ``sentences``: what sets them apart from the other areas, the strongest first."""

    areas: tuple[str, ...]
    sentences: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """``silhouette``: how clearly kinds are told apart, NaN where all areas are one kind."""

    kinds: tuple[AreaKind, ...]
    silhouette: float


def area_kinds(profiles: Sequence[AreaProfile], *, most: int = 6) -> Kinds:
    """Ward's clustering of standardised features, cut where the mean silhouette is best; one kind where even that is not ``CLEAR``."""
    scores = standardised(profiles)
    labels, clear = _labels(scores, most)
    kinds = [
        AreaKind(
            areas=tuple(profile.area_id for profile, label in zip(profiles, labels, strict=True) if label == kind),
            sentences=_sentences(scores[labels == kind].mean(axis=0)),
        )
        for kind in dict.fromkeys(labels.tolist())
    ]
    return Kinds(kinds=tuple(kinds), silhouette=clear)


def explain(profile: AreaProfile, among: Sequence[AreaProfile]) -> tuple[Words, ...]:
    """What sets one area apart from all; nothing where it is like the others."""
    return _sentences(standardised(among)[[each.area_id for each in among].index(profile.area_id)])


def standardised(profiles: Sequence[AreaProfile]) -> Floats:
    """Areas × features, in standard deviations from the mean of all areas; what is not known or alike everywhere is 0."""
    raw = np.array([[feature.measure(profile) for feature in FEATURES.values()] for profile in profiles], float)
    raw = raw.reshape(len(profiles), len(FEATURES))
    known = np.isfinite(raw)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, raw, 0).sum(axis=0) / count
    spread = np.sqrt(np.where(known, (raw - mean) ** 2, 0).sum(axis=0) / count)
    told = known & (spread > 1e-9)
    return np.where(told, (np.where(known, raw, 0) - mean) / np.where(spread > 1e-9, spread, 1), 0.0)


def _labels(scores: Floats, most: int) -> tuple[Ints, float]:
    best, labels = CLEAR, np.ones(len(scores), np.int64)
    clear = float("nan")
    if len(scores) < 3:
        return labels, clear
    from scipy.cluster.hierarchy import fcluster, linkage  # heavy, and of no page
    from scipy.spatial.distance import pdist, squareform

    apart = pdist(scores)
    tree = linkage(apart, method="ward")
    for kinds in range(2, min(most, len(scores) - 1) + 1):
        cut = fcluster(tree, kinds, criterion="maxclust").astype(np.int64)
        value = silhouette(squareform(apart), cut)
        if value > best:
            best, labels, clear = value, cut, value
    return labels, clear


def silhouette(apart: Floats, labels: Ints) -> float:
    """Mean over all: how much nearer one's own kind is than the next; one alone in its kind counts 0."""
    values = []
    for row, own in enumerate(labels):
        others = [apart[row, labels == kind].mean() for kind in set(labels.tolist()) if kind != own]
        mates = (labels == own).sum() - 1
        if not mates or not others:
            values.append(0.0)
            continue
        within, next_kind = apart[row, labels == own].sum() / mates, min(others)
        values.append(float((next_kind - within) / max(within, next_kind, 1e-12)))
    return float(np.mean(values))


def _sentences(scores: Floats) -> tuple[Words, ...]:
    features = list(FEATURES.values())
    marked = [at for at in np.argsort(-np.abs(scores), kind="stable").tolist() if abs(scores[at]) >= MARKED]
    return tuple(features[at].much if scores[at] > 0 else features[at].little for at in marked[:SENTENCES])


def hours_apart(one: AreaProfile, other: AreaProfile) -> float:
    """How differently two areas spend their week: 0 alike, 1 never at the same hour (Jensen–Shannon, base 2); hours both saw."""
    both = np.isfinite(one.hours) & np.isfinite(other.hours)
    weeks = [of.hours[both] for of in (one, other)]
    if not both.any() or not all(week.sum() for week in weeks):
        return float("nan")
    from scipy.spatial.distance import jensenshannon  # heavy, and of the page that compares areas alone

    return float(jensenshannon(weeks[0], weeks[1], base=2))
