"""A site before anything came in. These come first by their file's name: the other journeys fill the same site."""

import pytest

from tests.journeys.browser import Visitor, assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]


def test_an_empty_site_tells_how_to_begin(visitor: Visitor) -> None:
    assert visitor.go("/") == 200
    assert "첫 데이터를 들여오세요" in visitor.page.inner_text("main")
    assert_accessible(visitor.page)
    visitor.picture("home-empty")
    assert not visitor.complaints
