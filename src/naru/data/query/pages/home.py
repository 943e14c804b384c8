"""What the home page shows of data: a living answer, and what people come for."""

from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.query import living
from naru.data.query.core.values import OpenTable

MAP, CHART = "query:map", "query:chart"


@dataclass(frozen=True, slots=True)
class _Situation:
    icon: str
    words: Words
    items: list[tuple[Words, str]]


def living_answer(request: HttpRequest) -> str:
    """The panel; "" where no open table names districts that the ground knows. ``?answer=<sql_name>`` chooses one."""
    found = living.answers()
    if not found:
        return ""
    chosen = next((one for one in found if one.table.sql_name == request.GET.get("answer")), found[0])
    return render_to_string("query/_living.html", {"chosen": chosen, "answers": found}, request)


@require_safe
def district_answer(request: HttpRequest) -> HttpResponse:
    """``?answer=<sql_name>``: the panel alone, with another question."""
    if not (panel := living_answer(request)):
        raise Refused("not_found")
    return HttpResponse(panel)


def situations(request: HttpRequest) -> str:
    """Four things that people come for, two current items in each that has any."""
    listed = living.questions()
    current = [listed.places, listed.districts[: living.CURRENT], listed.trends]
    told = {
        table.sql_name: (table, title) for table, title in living.chart_titles(list(dict.fromkeys(chain(*current))))
    }
    places, districts, trends = ([told[name] for name in names if name in told] for names in current)
    groups = [
        _Situation("map-pin", Words("가까운 곳을 지도에서 찾기", "Find what is near on a map"), _maps(places)),
        _Situation("map", Words("구·군 비교하기", "Compare districts"), _maps(districts)),
        _Situation("chart-line", Words("흐름을 차트로 보기", "See how things change"), _charts(trends)),
        _Situation(
            "code",
            Words("내 프로그램에서 읽기", "Read it in a program"),
            [
                (Words("API 안내", "API guide"), reverse("query:api")),
                (Words("SQL로 묻기", "Ask in SQL"), reverse("query:sql")),
            ],
        ),
    ]
    return render_to_string("query/_situations.html", {"groups": [one for one in groups if one.items]}, request)


Told = list[tuple[OpenTable, Words]]


def _maps(told: Told) -> list[tuple[Words, str]]:
    return [(table.dataset_words, _address(MAP, table)) for table, _ in told]


def _charts(told: Told) -> list[tuple[Words, str]]:
    return [(title, _address(CHART, table)) for table, title in told]


def _address(page: str, table: OpenTable) -> str:
    return f"{reverse(page)}?{urlencode({'table': table.sql_name})}"
