"""Configurations and clips as JSON and back: frozen dataclasses of plain values, tuples, paths and one another."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from naru.base.kit.canonical import JSON

T = TypeVar("T")


def to_json(value: Any) -> JSON:
    """``Path`` becomes text, tuples become lists; raises ``TypeError`` for what is none of the above."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Path():
            return str(value)
        case tuple():
            return [to_json(item) for item in value]
    if not is_dataclass(value):
        raise TypeError(type(value))
    return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}


def from_json(kind: type[T], read: Any) -> T:
    """What ``to_json`` wrote of a ``kind``; fields that are absent have their defaults."""
    hints = get_type_hints(kind)
    return kind(**{name: _as(hints[name], value) for name, value in read.items()})


def _as(hint: Any, value: Any) -> Any:
    if get_origin(hint) is UnionType:
        hint = next(option for option in get_args(hint) if option is not NoneType) if value is not None else NoneType
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(value)
    if is_dataclass(hint):
        return from_json(hint, value)  # type: ignore[arg-type]
    return Path(value) if hint is Path else value
