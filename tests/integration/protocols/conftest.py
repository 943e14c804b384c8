"""One city for all of the protocols' tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.personas import Organisations, any_browser
from tests.protocols import City, make_city


@pytest.fixture
def city(organisations: Organisations) -> City:
    """준호's organisation looks after it, 서연's holds the entitlement."""
    return make_city(owner=organisations.seller.id, holder=organisations.buyer.id)


@pytest.fixture
def anyone() -> Client:
    return any_browser()


@pytest.fixture
def body() -> Callable[[Any], bytes]:
    """The whole answer, streamed or not."""
    return lambda response: b"".join(response.streaming_content) if response.streaming else response.content
