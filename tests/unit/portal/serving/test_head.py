"""The head of a request, looked at before gunicorn reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.portal.serving.head import address_of, read_head


def request(*lines: str, first: str = "GET /sql/?text=1 HTTP/1.1") -> bytes:
    return "\r\n".join((first, *lines, "", "")).encode()


@pytest.mark.parametrize(
    ("data", "path", "body_bytes"),
    [
        (request("Host: a"), "/sql/", 0),
        (request("Content-Length: 12", first="POST /accounts/login/ HTTP/1.1"), "/accounts/login/", 12),
        (request("Content-Length: 12", "Content-Length: 12"), "/sql/", 12),
        (request("Content-Length: 12", "Content-Length: 13"), "/sql/", None),
        (request("Content-Length: -1"), "/sql/", None),
        (request("Content-Length: ١"), "/sql/", None),
        (request("Content-Length: " + "9" * 18), "/sql/", None),
        (request("Transfer-Encoding: chunked"), "/sql/", None),
        (request(first="nonsense"), "", 0),
        (b"\r\n\r\n", "", 0),
    ],
)
def test_a_head_says_where_it_leads_and_how_much_follows(data: bytes, path: str, body_bytes: int | None) -> None:
    head = read_head(data + b"body")
    assert head is not None
    assert (head.path, head.body_bytes, head.bytes) == (path, body_bytes, len(data))


@given(st.integers(min_value=0, max_value=40))
def test_a_part_of_a_head_is_none(length: int) -> None:
    data = request("Host: a", "Cookie: x=1")
    assert (read_head(data[:length]) is None) == (length < len(data))


@given(st.binary(max_size=200))
def test_nothing_that_comes_breaks_it(data: bytes) -> None:
    read_head(data + b"\r\n\r\n")


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("Cookie: sessionid=x", True),
        ("Cookie: a=1; __Host-sessionid=x", True),
        ("Authorization: Bearer x", True),
        ("Cookie: csrftoken=x", False),
        ("X-Cookie: sessionid=x", False),
    ],
)
def test_who_says_to_be_known_is_told_apart(line: str, known: bool) -> None:
    head = read_head(request(line))
    assert head is not None
    assert head.has_session is known


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ((), 0, "peer"),
        (("203.0.113.9",), 0, "peer"),  # nobody of ours says so
        (("203.0.113.9",), 1, "203.0.113.9"),
        (("made up", "203.0.113.9"), 1, "203.0.113.9"),
        (("made up", "203.0.113.9", "10.0.0.1"), 2, "203.0.113.9"),
        (("203.0.113.9",), 2, "peer"),
    ],
)
def test_an_address_is_believed_of_our_own_proxies_alone(
    forwarded: tuple[str, ...], proxies: int, address: str
) -> None:
    head = read_head(request(*(f"X-Forwarded-For: {each}" for each in forwarded)))
    assert head is not None
    assert address_of("peer", head.forwarded_for, proxies) == address
