"""Who is awarded a voucher: by rank, while the money lasts; to each the reasons."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from naru.base.kit.words import Words
from naru.commons.cases.core.awards import Sentences, Verdict, allocate
from naru.commons.cases.core.scores import Ranked

SENTENCES = Sentences(
    granted=lambda won: Words(f"{won:,}원을 지원합니다.", f"{won:,} won are awarded."),
    spent=Words("예산 안에 들지 못했습니다.", "The budget was spent on those ranked above."),
)


def decided(
    ranking: Sequence[Ranked], asked: Mapping[str, int], *, budget_krw: int, pass_score: Decimal
) -> list[Verdict]:
    """In the order of the ranking."""
    return allocate(ranking, asked, most=budget_krw, pass_score=pass_score, sentences=SENTENCES)
