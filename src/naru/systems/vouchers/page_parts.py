"""What the pages of vouchers share: figures as bars, what was typed as numbers."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from naru.base.kit.words import Words
from naru.commons.cases.page_parts import whole
from naru.systems.vouchers import reads

VOUCHERS = (Words("바우처", "Vouchers"), "/vouchers/")
Part = tuple[str, Words, int, int, int]
MONEY_WORDS = {
    "paid": Words("지급", "Paid"),
    "held": Words("예약", "Held"),
    "left": Words("쓸 수 있음", "To be spent"),
    "returned": Words("되돌림", "Returned"),
    "free": Words("남은 예산", "Free"),
}


def funnel(figures: reads.Figures) -> list[tuple[Words, int, int]]:
    """Words, how many, and what percent of those who applied."""
    steps = (
        (Words("신청", "Applied"), figures.applied),
        (Words("자격 있음", "Eligible"), figures.eligible),
        (Words("선정", "Awarded"), figures.awarded),
        (Words("협약", "Agreed"), figures.agreed),
        (Words("지급", "Paid"), figures.delivered),
    )
    most = max(figures.applied, 1)
    return [(words, count, 100 * count // most) for words, count in steps]


def money_bar(figures: reads.Figures) -> list[Part]:
    return bar(
        figures.budget_krw,
        paid=figures.paid_krw,
        held=figures.held_krw,
        left=figures.left_krw,
        returned=figures.returned_krw,
        free=figures.free_krw,
    )


def bar(whole_krw: int, **parts: int) -> list[Part]:
    """Kind, words, won; where its part of a bar of a thousand begins, and how long it is."""
    bar, before = [], 0
    for kind, won in parts.items():
        start, end = (1000 * each // max(whole_krw, 1) for each in (before, before + won))
        bar.append((kind, MONEY_WORDS[kind], won, start, end - start))
        before += won
    return bar


def amount(request: HttpRequest, name: str) -> int:
    """0 where none was typed."""
    return whole(request.POST.get(name, "")) or 0


def day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))
