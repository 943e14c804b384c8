"""Who is awarded: by rank, while what there is to give lasts; to each the reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from naru.base.kit.words import Words
from naru.commons.cases.core.scores import Ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``granted`` is 0 where nothing is awarded."""

    ranked: Ranked
    granted: int
    reasons: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What the applicants are told: that so much is ``granted``; that it was all ``spent`` on those before."""

    granted: Callable[[int], Words]
    spent: Words


def allocate(
    ranking: Sequence[Ranked], asked: Mapping[str, int], *, most: int, pass_score: Decimal, sentences: Sentences
) -> list[Verdict]:
    """``most`` of what is asked for, by case, in the order of the ranking.

    Once one that passed does not fit, none below it is awarded: nobody is passed over.
    """
    left, is_open, verdicts = most, True, []
    for each in ranking:
        wanted = asked[each.case_id]
        passes = each.score >= pass_score
        is_open = is_open and (not passes or wanted <= left)
        granted = wanted if passes and is_open else 0
        left -= granted
        main = sentences.granted(granted) if granted else sentences.spent if passes else _below(pass_score)
        verdicts.append(Verdict(ranked=each, granted=granted, reasons=_reasons(each, main)))
    return verdicts


def _below(pass_score: Decimal) -> Words:
    return Words(f"기준 점수 {pass_score}점에 못 미쳤습니다.", f"Below the {pass_score} points that are needed.")


def _reasons(ranked: Ranked, main: Words) -> tuple[Words, ...]:
    place = Words(f"{ranked.score}점, {ranked.place}위", f"{ranked.score} points, place {ranked.place}")
    return (place, main, *((ranked.tie,) if ranked.tie else ()))
