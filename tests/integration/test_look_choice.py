"""Light or dark: the visitor's choice is remembered and stands in every page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_without_a_choice_the_device_decides() -> None:
    page = Client().get("/").content.decode()
    assert "data-look" not in page
    assert 'name="color-scheme" content="light dark"' in page


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_chosen_look_is_remembered_and_leads_back(look: str) -> None:
    client = Client()
    answer = client.post("/look/", {"look": look, "next": "/sql/?table=x"})
    assert answer.headers["Location"] == "/sql/?table=x"
    page = client.get("/sql/").content.decode()
    assert f'data-look="{look}"' in page
    assert f'name="look" value="{look}" aria-pressed="true"' in page


def test_the_choice_is_taken_back() -> None:
    client = Client()
    client.post("/look/", {"look": "dark"})
    client.post("/look/", {"look": ""})
    assert "data-look" not in client.get("/").content.decode()


@pytest.mark.parametrize(("field", "value"), [("look", '"><script>'), ("next", "https://elsewhere.example/")])
def test_a_choice_that_is_none_changes_nothing(field: str, value: str) -> None:
    client = Client()
    answer = client.post("/look/", {"look": "", "next": "/", field: value})
    assert answer.headers["Location"] == "/"
    assert "data-look" not in client.get("/").content.decode()
