"""Crumbs, numbers and days as they were typed."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from naru.base.kit.words import Words
from naru.commons.cases.page_parts import whole

FIRMS = (Words("데이터 기업", "Data firms"), "/firms/")
BOARD = (Words("문제 게시판", "Problems"), "/problems/")
SUPPORT = (Words("기업 지원", "Support for firms"), "/support/")
RESEARCH = (Words("연구 작업방", "Research workspaces"), "/research/")
LONG_AGO = date(1, 1, 1)  # which every rule refuses


def posted_number(request: HttpRequest, name: str) -> int:
    """-1, which every rule refuses, for what is no whole number."""
    found = whole(request.POST.get(name, ""))
    return -1 if found is None else found


def posted_day(request: HttpRequest, name: str) -> date:
    try:
        found = parse_date(request.POST.get(name, ""))
    except ValueError:
        found = None
    return found or LONG_AGO


def say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))
