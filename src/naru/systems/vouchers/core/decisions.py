"""Who is awarded: by rank, while the money lasts; to each the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from naru.base.kit.words import Words
from naru.commons.cases.core.scores import Ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``won`` is 0 where nothing is awarded."""

    ranked: Ranked
    won: int
    reasons: tuple[Words, ...]


def decided(
    ranking: Sequence[Ranked], asked: Mapping[str, int], *, budget_krw: int, pass_score: Decimal
) -> list[Verdict]:
    """In the order of the ranking. Once one that passed does not fit, none below it is awarded: nobody is passed over."""
    left, is_open, verdicts = budget_krw, True, []
    for each in ranking:
        won = asked[each.case_id]
        passes = each.score >= pass_score
        is_open = is_open and (not passes or won <= left)
        granted = won if passes and is_open else 0
        left -= granted
        verdicts.append(Verdict(ranked=each, won=granted, reasons=_reasons(each, granted, passes, pass_score)))
    return verdicts


def _reasons(ranked: Ranked, won: int, passes: bool, pass_score: Decimal) -> tuple[Words, ...]:
    place = Words(f"{ranked.score}점, {ranked.place}위", f"{ranked.score} points, place {ranked.place}")
    if won:
        main = Words(f"{won:,}원을 지원합니다.", f"{won:,} won are awarded.")
    elif passes:
        main = Words("예산 안에 들지 못했습니다.", "The budget was spent on those ranked above.")
    else:
        main = Words(f"기준 점수 {pass_score}점에 못 미쳤습니다.", f"Below the {pass_score} points that are needed.")
    return (place, main, *((ranked.tie,) if ranked.tie else ()))
