"""What Korean open APIs answer: rows in an envelope of some dialect, or a fault inside a 200, as XML or as JSON.

Dialects: data.go.kr (``response.header.resultCode``, ``OpenAPI_ServiceResponse``), odcloud (``data``, ``code`` below 0),
Seoul (``RESULT.CODE``, ``list_total_count``, ``row``), KOSIS (a list, or ``err``), the post office (``cmmMsgHeader``).
Sources: the error code list of data.go.kr (1 4 12 20 22 23 30 31 32 99, 03 no data); those of Seoul and KOSIS.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.json_text import read_json
from naru.systems.harvest.core.xml import local, read_xml

Row = Mapping[str, Any]

FINE = frozenset({"0", "00", "000", "0000", "200", "INFO-000"})
NO_DATA = frozenset({"3", "03", "INFO-200", "KOSIS-30"})
KEY = frozenset({"20", "30", "31", "32", "INFO-100", "-401", "-4", "KOSIS-10", "KOSIS-11"})
QUOTA = frozenset({"22", "KOSIS-40", "KOSIS-41", "KOSIS-42"})
REST = frozenset({"23"})
HEADERS = ("header", "cmmMsgHeader", "comMsgHeader")
CODES = ("returnReasonCode", "resultCode", "returnCode")
SAID = ("returnAuthMsg", "resultMsg", "errMsg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """``total`` None where the answer does not say how many rows there are in all."""

    rows: Sequence[Row]
    total: int | None = None


def read_envelope(body: bytes, where: str) -> Envelope:
    """The rows. No data is no fault.

    Raises ``Refused``: ``harvest_key_refused``, ``harvest_quota_spent``, ``harvest_rest``, ``harvest_error_inside``,
    ``harvest_not_understood``, and as ``read_json`` and ``read_xml``.
    """
    value = _value(body, where)
    if isinstance(value, list):
        return Envelope(rows=_objects(value), total=len(value))
    if not isinstance(value, Mapping):
        raise Refused("harvest_not_understood", where=where, kind="OpenAPI")
    code, said = _code(value)
    if code in NO_DATA:
        return Envelope(rows=(), total=0)
    if code and code not in FINE:
        raise _fault(code, said, where)
    found = _rows(value)
    if found is None:
        raise Refused("harvest_not_understood", where=where, kind="OpenAPI")
    return found


def _value(body: bytes, where: str) -> Any:
    head = body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if head == b"<":
        root = read_xml(body, where)
        return {local(root): _tree(root)}
    if head not in {b"{", b"["}:
        said = body[:120].decode("utf-8", "replace").strip()
        raise Refused("harvest_error_inside", where=where, said=said)
    return read_json(body, where)


def _tree(element: Element) -> Any:
    """Elements as objects, repeated ones as lists, a blank text as None."""
    children: dict[str, list[Any]] = {}
    for child in element:
        children.setdefault(local(child), []).append(_tree(child))
    if not children:
        return (element.text or "").strip() or None
    return {name: found[0] if len(found) == 1 else found for name, found in children.items()}


def _code(value: Mapping[str, Any]) -> tuple[str, str]:
    """The code that the answer carries, wherever its dialect puts it, and what is said beside it."""
    for holder in _holders(value):
        for name in HEADERS:
            header = holder.get(name)
            if isinstance(header, Mapping) and (code := _first(header, CODES)):
                return code, _first(header, SAID)
        result = holder.get("RESULT")
        if isinstance(result, Mapping) and (code := _first(result, ("CODE", "code"))):
            return code, _first(result, ("MESSAGE", "message"))
    if "CODE" in value:
        return _first(value, ("CODE",)), _first(value, ("MESSAGE",))
    if "err" in value:
        return f"KOSIS-{value['err']}", _first(value, ("errMsg",))
    if "code" in value and "data" not in value:
        return _first(value, ("code",)), _first(value, ("msg", "message"))
    return "", ""


def _holders(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The answer and what lies one level below: every dialect has its header in one of them."""
    below = [each for each in value.values() if isinstance(each, Mapping)]
    return [value, *below]


def _first(value: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((str(value[name]).strip() for name in names if value.get(name) not in {None, ""}), "")


def _fault(code: str, said: str, where: str) -> Refused:
    told = f"{code} {said}".strip()[:200]
    if code in QUOTA:
        return Refused("harvest_quota_spent", said=told)
    if code in REST:
        return Refused("harvest_rest", where=where, until="")
    if code in KEY:
        return Refused("harvest_key_refused", said=told)
    return Refused("harvest_error_inside", where=where, said=told)


def _rows(value: Mapping[str, Any]) -> Envelope | None:
    for holder in _holders(value):
        if isinstance(body := holder.get("body"), Mapping):
            return Envelope(rows=_items(body.get("items")), total=_number(body.get("totalCount")))
        if isinstance(holder.get("data"), list):
            total = _number(holder.get("matchCount", holder.get("totalCount")))
            return Envelope(rows=_objects(holder["data"]), total=total)
        if "row" in holder and "list_total_count" in holder:
            return Envelope(rows=_listed(holder["row"]), total=_number(holder["list_total_count"]))
        if isinstance(header := holder.get("cmmMsgHeader"), Mapping):
            return _post_office(holder, header)
    return None


def _post_office(holder: Mapping[str, Any], header: Mapping[str, Any]) -> Envelope:
    """What repeats beside the header are the rows; where nothing does, the one object is, or the fields themselves."""
    beside = {name: each for name, each in holder.items() if name not in HEADERS and each not in (None, "")}
    listed = [each for each in beside.values() if isinstance(each, list | Mapping)]
    rows = _listed(listed[0]) if listed else _objects([beside] if beside else [])
    return Envelope(rows=rows, total=_number(header.get("totalCount")))


def _items(value: Any) -> list[Row]:
    """``items`` may be "", a list, an object, or hold ``item`` as any of these."""
    return _listed(value["item"] if isinstance(value, Mapping) and "item" in value else value)


def _listed(value: Any) -> list[Row]:
    return _objects(value if isinstance(value, list) else [value] if isinstance(value, Mapping) else [])


def _objects(values: Sequence[Any]) -> list[Row]:
    return [{name: _plain(each) for name, each in value.items()} for value in values if isinstance(value, Mapping)]


def _plain(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _number(value: Any) -> int | None:
    text = str(value if value is not None else "").replace(",", "").strip()
    return int(float(text)) if text.replace(".", "", 1).isdigit() else None
