"""The reviewers' report: one page that stands alone, in Korean and English."""

from collections.abc import Mapping
from html import escape
from typing import Any

from naru.systems.combination.core.report import parts
from naru.systems.combination.core.report.markup import both
from naru.systems.combination.core.report.style import POLICY, STYLE


def report(
    *,
    case: Mapping[str, Any],
    match_rate: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    frontier: Mapping[str, Any],
    effects: Any,
) -> str:
    """``before`` and ``after`` are ``Assessment.to_json()``, ``frontier`` and ``effects`` what ``propose`` and ``treat`` gave.

    Counts below the threshold ``shown_from`` are hidden. The page has no script and asks nothing of any server.
    """
    shown_from = int(after["thresholds"].get("shown_from", after["thresholds"]["k"]))
    sections = (
        parts.heading(case, after),
        parts.risk_cards(before, after, shown_from=shown_from),
        parts.match_rates(match_rate, shown_from=shown_from),
        parts.class_sizes(before, after, shown_from=shown_from),
        parts.frontier_chart(frontier),
        parts.changes(effects),
        parts.neighbours(after, shown_from=shown_from),
        parts.applicants(before, after, shown_from=shown_from),
        parts.earlier_releases(after["differences"], shown_from=shown_from),
    )
    return document(str(case.get("case", "")), "".join(sections))


def document(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="ko"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)} · 결합 적정성 보고서 · Combination report</title><style>{STYLE}</style></head><body><main>"
        '<div class="languages" role="group" aria-label="언어 · Language">'
        '<input class="switch" type="radio" name="language" id="ko" checked><label for="ko" lang="ko">한국어</label> '
        '<input class="switch" type="radio" name="language" id="en"><label for="en" lang="en">English</label></div>'
        f"{body}<footer>{both(*FOOT)}</footer></main></body></html>\n"
    )


FOOT = (
    "이 보고서에는 어떤 행의 값도 없습니다. 작은 수는 가렸고, 가린 수를 뺄셈으로 알 수 없도록 같은 합의 다른 수는 어림했습니다.",
    "No value of any row stands in this report. Small numbers are hidden, and others of the same sum rounded, so that none can be had by subtraction.",
)
