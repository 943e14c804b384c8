"""The small parts of pages."""

import logging
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from naru.base.kit.words import Words


def drawn(source: str, language: str = "ko", path: str = "/search/?q=a&page=2", **facts: object) -> str:
    with translation.override(language):
        return Template(source).render(Context({"request": RequestFactory().get(path), **facts}))


def test_a_phrase_is_said_in_the_visitors_language() -> None:
    assert drawn('{% t "안녕" "Hello" %}') == "안녕"
    assert drawn('{% t "안녕" "Hello" %}', "en") == "Hello"


def test_a_fact_in_a_phrase_is_escaped() -> None:
    assert drawn('{% t "{n}개" "{n} things" n=fact %}', fact="<b>") == "&lt;b&gt;개"


@pytest.mark.parametrize(
    ("value", "said"), [(1395, "1,395"), (None, ""), (3.14159, "3.142"), (13_204_551.5, "13,204,552")]
)
def test_figures_have_their_thousands_apart(value: float | None, said: str) -> None:
    assert drawn("{{ value|number }}", value=value) == said


def test_a_large_figure_is_short_in_each_languages_own_steps() -> None:
    assert drawn("{{ 13204551|short_number }}") == "1,320.5만"
    assert drawn("{{ 13204551|short_number }}", "en") == "13.2M"
    assert drawn("{{ 20000|short_number }}", "en") == "20K"


def test_an_instant_is_written_in_the_citys_time() -> None:
    instant = datetime(2026, 11, 22, 20, 5, tzinfo=UTC)
    assert "2026. 11. 23. 05:05" in drawn("{{ at|moment }}", at=instant)
    assert "23 Nov 2026" in drawn("{{ at|day }}", "en", at=instant)


def test_an_address_keeps_the_rest_of_its_query() -> None:
    assert drawn("{% query page=3 %}") == "?q=a&amp;page=3"
    assert drawn("{% query page=None q=None %}") == "/search/"


def test_a_histogram_says_what_it_shows_and_has_no_inline_style() -> None:
    picture = drawn('{% bars heights "요금" %}', heights=[0, 2, 4])
    assert picture.count("<rect") == 3
    assert 'aria-label="요금"' in picture
    assert "style=" not in picture


def test_a_badge_escapes_what_it_says() -> None:
    assert "&lt;script&gt;" in drawn("{% badge text %}", text="<script>")
    assert "초안" in drawn("{% badge text 'care' %}", text=Words("초안", "Draft"))


def test_what_breaks_a_page_is_written_where_the_site_writes() -> None:
    logger = logging.getLogger("django.request")
    assert logging.StreamHandler in [type(handler) for handler in logger.handlers]
    assert logger.isEnabledFor(logging.ERROR)
