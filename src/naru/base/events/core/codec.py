"""An event as JSON, and back: text, numbers, dates, enumerations, and tuples and frozen dataclasses of them."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from naru.base.kit.events import Event


def encode(event: Event) -> dict[str, Any]:
    """All of its fields as JSON holds them."""
    fields: dict[str, Any] = _adapter(type(event)).dump_python(event, mode="json")
    return fields


def decode(kind: type[Event], fields: Mapping[str, Any]) -> Event:
    """As it was published; fields that the class knows no more are left out, those it did not know yet get their defaults."""
    return _adapter(kind).validate_python(dict(fields))


_ADAPTERS: dict[type[Event], TypeAdapter[Event]] = {}


def _adapter(kind: type[Event]) -> TypeAdapter[Event]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
