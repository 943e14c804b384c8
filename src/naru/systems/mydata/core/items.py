"""Items that a person may have sent: lists of fields with their words, read from ``standards/*.json``.

An item is named ``<list>.<field>``: ``health_check.glucose``. A list says which standard its names follow and whether it is
sensitive; a holder declares the lists that it keeps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """``hashed`` items are kept as one-way hashes by their holder, so that they cannot be given back to anyone;
    ``of_others`` items name other people, who are masked in what a person downloads."""

    code: str
    words: Words
    unit: str = ""  # as documents have it
    unit_en: str = ""  # where English has another word for it
    hashed: bool = False
    of_others: bool = False

    @property
    def unit_words(self) -> Words:
        return Words(self.unit, self.unit_en or self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    code: str
    words: Words
    standard: str
    sensitive: bool
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        return next((each for each in self.items if each.code == code), None)


def list_of(raw: Mapping[str, Any]) -> ItemList:
    """One file of ``standards/``. Raises ``KeyError``, ``ValueError`` for a list that cannot be read."""
    items = tuple(
        Item(
            code=f"{raw['code']}.{field['name']}",
            words=Words(field["ko"], field["en"]),
            unit=field.get("unit", ""),
            unit_en=field.get("unit_en", ""),
            hashed=bool(field.get("hashed")),
            of_others=bool(field.get("of_others")),
        )
        for field in raw["fields"]
    )
    if len({each.code for each in items}) != len(items):
        raise ValueError(f"{raw['code']} names a field twice")
    return ItemList(
        code=raw["code"],
        words=Words(raw["ko"], raw["en"]),
        standard=raw["standard"],
        sensitive=bool(raw["sensitive"]),
        items=items,
    )


def list_code(item: str) -> str:
    return item.partition(".")[0]


def known(lists: Mapping[str, ItemList], items: Iterable[str]) -> list[Item]:
    """Raises ``Refused``: ``item_unknown``."""
    answer = []
    for code in items:
        holder_list = lists.get(list_code(code))
        item = holder_list.item(code) if holder_list else None
        if item is None:
            raise Refused("item_unknown", item=code[:80])
        answer.append(item)
    return answer
