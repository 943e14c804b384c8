"""JSON as portals write it: raw tabs inside texts, a byte order mark; a fault is named by line and column."""

import json
import re
from typing import Any

import orjson

from naru.base.kit.refusals import Refused

JS_OBJECT = re.compile(r"\s*\{(?:\s*\w+\s*:\s*\"[^\"]*\"\s*,?)+\s*\}\s*")
DEEPEST = 200


def read_json(body: bytes, where: str) -> Any:
    """The value. Raises ``Refused``: ``harvest_answer_is_html``, ``harvest_json_broken`` with line and column."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _read_leniently(body, where)


def _read_leniently(body: bytes, where: str) -> Any:
    said = body.decode("utf-8-sig", "replace")
    if looks_like_html(body):
        raise Refused("harvest_answer_is_html", where=where)
    if JS_OBJECT.fullmatch(said):  # KOSIS says its faults so: {err:"20",errMsg:"…"}
        return dict(re.findall(r"(\w+)\s*:\s*\"([^\"]*)\"", said))
    try:
        return json.loads(said, strict=False)
    except json.JSONDecodeError as error:
        near = said[max(0, error.pos - 60) : error.pos + 20]
        raise Refused(
            "harvest_json_broken", where=where, line=error.lineno, column=error.colno, near=" ".join(near.split())
        ) from None
    except RecursionError:
        raise Refused("harvest_json_broken", where=where, line=1, column=1, near="[[[[") from None


def looks_like_html(body: bytes) -> bool:
    """A page for people where data was asked for: a firewall's, a maintenance page's, a sign-in's."""
    head = body[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head[:600]
