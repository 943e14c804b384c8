"""The first lines of a request, as far as they decide who waits where. They are only looked at: gunicorn reads them again, strictly."""

from collections.abc import Sequence
from dataclasses import dataclass

END = b"\r\n\r\n"
HEAD_BYTES_MAX = 32 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """``body_bytes`` is None where the request does not say before it ends (chunked) or says nonsense."""

    method: str
    path: str  # without its query, as it was sent
    bytes: int
    body_bytes: int | None
    forwarded_for: tuple[str, ...]  # as proxies added them, the nearest last
    has_session: bool  # or a token: who says to be known, whether or not it is true


def read_head(data: bytes) -> Head | None:
    """The head that ``data`` begins with, None while it has not all come."""
    end = data.find(END)
    if end < 0:
        return None
    first, *lines = data[:end].decode("latin-1").split("\r\n")
    method, _, target = first.partition(" ")
    fields = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    forwarded = ",".join(value for name, value in fields if name == "x-forwarded-for")
    return Head(
        method=method,
        path=target.partition(" ")[0].partition("?")[0],
        bytes=end + len(END),
        body_bytes=_body_bytes(fields),
        forwarded_for=forwarded_in(forwarded),
        has_session=any(
            name == "authorization" or (name == "cookie" and "sessionid=" in value) for name, value in fields
        ),
    )


def _body_bytes(fields: list[tuple[str, str]]) -> int | None:
    if any(name == "transfer-encoding" for name, _ in fields):
        return None
    lengths = {value for name, value in fields if name == "content-length"}
    match sorted(lengths):
        case []:
            return 0
        case [one] if one.isascii() and one.isdigit() and len(one) < 18:
            return int(one)
        case _:
            return None


def address_of(peer: str, forwarded_for: Sequence[str], proxies: int) -> str:
    """Who asks, behind ``proxies`` of our own that each add whom they heard; a peer that is none of them is taken as it is."""
    return forwarded_for[-proxies] if 0 < proxies <= len(forwarded_for) else peer


def forwarded_in(field: str) -> tuple[str, ...]:
    """The addresses of an ``X-Forwarded-For``, the nearest proxy's word last."""
    return tuple(part.strip() for part in field.split(",") if part.strip())
