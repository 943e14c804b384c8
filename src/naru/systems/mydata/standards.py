"""The lists of items and the grounds of law that come with Naru, read once."""

from functools import cache
from importlib import resources

import orjson

from naru.systems.mydata.core.grounds import Ground, grounds_of
from naru.systems.mydata.core.items import Item, ItemList, list_of

FOLDER = resources.files("naru.systems.mydata") / "standards"
GROUNDS = "grounds.json"


@cache
def item_lists() -> dict[str, ItemList]:
    """By code."""
    files = sorted((each for each in FOLDER.iterdir() if each.name.endswith(".json")), key=lambda each: each.name)
    lists = [list_of(orjson.loads(each.read_bytes())) for each in files if each.name != GROUNDS]
    return {each.code: each for each in lists}


@cache
def items() -> dict[str, Item]:
    """Every item of every list, by code."""
    return {item.code: item for each in item_lists().values() for item in each.items}


@cache
def grounds() -> dict[str, Ground]:
    """By code."""
    return grounds_of(orjson.loads((FOLDER / GROUNDS).read_bytes()))


def refusal_grounds() -> dict[str, Ground]:
    return {code: each for code, each in grounds().items() if not each.retains}


def retention_grounds() -> dict[str, Ground]:
    return {code: each for code, each in grounds().items() if each.retains}
