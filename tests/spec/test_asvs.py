"""The table of requirements names tests that are there, each number once."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.spec.asvs import BY_HAND, OPEN, SCRIPTED

ROOT = Path(__file__).parent.parent.parent
NUMBER = re.compile(r"(1[0-7]|[1-9])\.\d{1,2}\.\d{1,2}")


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("number", sorted(SCRIPTED))
def test_what_shows_a_requirement_is_there(number: str) -> None:
    for shown in SCRIPTED[number]:
        path, _, name = shown.partition("::")
        assert name in named_in(path), shown


def test_every_number_is_one_and_stands_in_one_place() -> None:
    numbers = [*SCRIPTED, *BY_HAND, *OPEN]
    assert all(NUMBER.fullmatch(number) for number in numbers)
    assert len(numbers) == len(set(numbers))
