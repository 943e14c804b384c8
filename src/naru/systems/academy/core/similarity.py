"""How alike two answers are as programs: shared fingerprints of their words, whatever names, spaces and comments were changed.

Source: Schleimer, Wilkerson, Aiken, *Winnowing: local algorithms for document fingerprinting*, SIGMOD 2003. It is shown to the
teacher, with no verdict. Short answers to one short question are alike by nature and are left out, and so is what ``starter`` brought.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

SHORTEST = 12  # fingerprints: an answer of fewer is like many others by nature
GRAM, WINDOW = 6, 4  # any shared run of GRAM + WINDOW - 1 words is found
_WORD = re.compile(r"--[^\n]*|#[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|[^\W\d]\w*|\d+(?:\.\d+)?|[^\s\w]", re.DOTALL)
KEPT = frozenset(
    [
        "select",
        "from",
        "where",
        "group",
        "by",
        "order",
        "having",
        "join",
        "left",
        "inner",
        "on",
        "as",
        "with",
        "case",
        "when",
        "then",
        "else",
        "end",
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "count",
        "sum",
        "avg",
        "min",
        "max",
        "distinct",
        "limit",
        "union",
        "all",
        "def",
        "return",
        "for",
        "if",
        "lambda",
        "import",
        "groupby",
        "merge",
        "agg",
        "sort_values",
        "round",
        "coalesce",
        "over",
        "partition",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    first: str
    second: str
    share: float  # of the shorter one's fingerprints


def tokens(text: str) -> list[str]:
    """Words that say what is done stay; names become one letter, numbers and texts another, comments nothing."""
    found = []
    for word in _WORD.findall(text):
        if word.startswith(("--", "#", "/*")):
            continue
        lower = word.lower()
        if lower in KEPT:
            found.append(lower)
        elif word[0] in "'0123456789":
            found.append("v")
        elif word[0] == '"' or word[0].isidentifier():
            found.append("n")
        else:
            found.append(word)
    return found


def fingerprints(text: str) -> frozenset[int]:
    words = tokens(text)
    grams = [_hash(" ".join(words[n : n + GRAM])) for n in range(max(1, len(words) - GRAM + 1))] if words else []
    return (
        frozenset(min(grams[n : n + WINDOW]) for n in range(max(1, len(grams) - WINDOW + 1))) if grams else frozenset()
    )


def alike(answers: Mapping[str, str], starter: str, *, least: float) -> Sequence[Alike]:
    """Pairs of at least that share, the most alike first; what the starter brought counts for nothing."""
    given = fingerprints(starter)
    prints = {name: fingerprints(text) - given for name, text in answers.items()}
    found = [
        Alike(first=a, second=b, share=len(prints[a] & prints[b]) / min(len(prints[a]), len(prints[b])))
        for a, b in combinations(sorted(prints), 2)
        if min(len(prints[a]), len(prints[b])) >= SHORTEST
    ]
    return sorted((each for each in found if each.share >= least), key=lambda one: (-one.share, one.first, one.second))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
