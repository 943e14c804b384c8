"""Pages of names: nothing twice, nothing left out, and a token for its own list alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.sharing.core.listing import LARGEST, PageAsked, page, page_asked
from tests.refusing import refuses

ITEMS = [{"share": "s", "schema": schema, "name": name} for schema in ("b", "a") for name in ("y", "x")]


def names(body: dict[str, Any]) -> list[str]:
    return [item["schema"] + item["name"] for item in body["items"]]


def walk(items: list[dict[str, str]], limit: int) -> list[dict[str, str]]:
    query, seen = {"maxResults": str(limit)}, list[dict[str, str]]()
    while True:
        body = page(items, page_asked(query, of="tables"), of="tables")
        seen += body["items"]
        if "nextPageToken" not in body:
            return seen
        query["pageToken"] = body["nextPageToken"]


@pytest.mark.parametrize(
    ("limit", "expected", "goes_on"),
    [(0, [], True), (1, ["ax"], True), (3, ["ax", "ay", "bx"], True), (4, ["ax", "ay", "bx", "by"], False)],
)
def test_a_page_is_the_first_so_many_in_order(limit: int, expected: list[str], goes_on: bool) -> None:
    body = page(ITEMS, PageAsked(limit=limit), of="tables")
    assert (names(body), "nextPageToken" in body) == (expected, goes_on)


@given(st.lists(st.text("aB가", min_size=1, max_size=3), unique_by=str.casefold, max_size=9), st.integers(1, 4))
def test_pages_leave_nothing_out_and_show_nothing_twice(words: list[str], limit: int) -> None:
    items = [{"name": word} for word in words]
    assert sorted(item["name"] for item in walk(items, limit)) == sorted(words)
    assert walk(items, limit) == walk(list(reversed(items)), limit)


def test_a_page_of_none_goes_on_at_the_beginning() -> None:
    body = page(ITEMS, PageAsked(limit=0), of="tables")
    again = page(ITEMS, page_asked({"pageToken": body["nextPageToken"]}, of="tables"), of="tables")
    assert names(again) == ["ax", "ay", "bx", "by"]
    assert "nextPageToken" not in page([], PageAsked(limit=0), of="tables")


@pytest.mark.parametrize(
    ("said", "limit"),
    [(None, LARGEST), ("0", 0), ("7", 7), (str(LARGEST), LARGEST), (str(LARGEST + 1), LARGEST), ("999999999", LARGEST)],
)
def test_how_many_are_asked_for(said: str | None, limit: int) -> None:
    query = {} if said is None else {"maxResults": said}
    assert page_asked(query, of="tables") == PageAsked(limit=limit)
    assert page_asked({**query, "pageToken": ""}, of="tables").after is None


@pytest.mark.parametrize("said", ["-1", "1.5", "many", "", "٣", "9999999999"])
def test_what_is_no_number_is_refused(said: str) -> None:
    with refuses("share_value_refused"):
        page_asked({"maxResults": said}, of="tables")


def test_a_token_of_another_list_is_refused() -> None:
    token = page(ITEMS, PageAsked(limit=1), of="tables")["nextPageToken"]
    with refuses("bad_cursor"):
        page_asked({"pageToken": token}, of="shares")
