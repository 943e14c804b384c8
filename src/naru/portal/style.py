"""The page of parts: every component of the site once, for whoever builds a page."""

from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naru.base.kit.lazy_words import spoken
from naru.base.kit.pager import Pages
from naru.base.kit.person import ANONYMOUS
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class SampleForm(forms.Form):
    name = forms.CharField(label=spoken("이름", "Name"), help_text=spoken("표에 적힌 그대로", "As the table has it"))
    theme = forms.ChoiceField(
        label=spoken("주제", "Theme"), choices=[("a", spoken("교통", "Transport")), ("b", spoken("관광", "Tourism"))]
    )
    access = forms.ChoiceField(
        label=spoken("공개", "Access"),
        widget=forms.RadioSelect,
        choices=[("open", spoken("누구나", "Everyone")), ("granted", spoken("허락한 기관", "Granted"))],
    )
    notes = forms.CharField(label=spoken("설명", "Description"), widget=forms.Textarea, required=False)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """For officers, and for everyone in development; not found for others."""
    if not (settings.DEBUG or getattr(request, "person", ANONYMOUS).is_officer):
        raise Refused("not_found")
    return render(request, "portal/style.html", _samples())


def _samples() -> dict[str, object]:
    return {
        "crumbs": [(Words("부품", "Parts"), "")],
        "published": Words("공개됨", "Published"),
        "open": Words("누구나", "Open"),
        "waiting": Words("검토 중", "In review"),
        "withdrawn": Words("거둠", "Withdrawn"),
        "draft": Words("초안", "Draft"),
        "sector": Words("물류", "Logistics"),
        "nothing": Words("아직 아무것도 없습니다", "Nothing here yet"),
        "begin": Words("시작하기", "Begin"),
        "heights": [1, 3, 8, 13, 21, 17, 9, 4, 2],
        "rows": 13_204_551,
        "now": datetime.now(UTC),
        "form": SampleForm({"name": ""}),
        "pages": Pages(number=3, last=12),
    }
