"""SQL predicate hints, ``"day = '2026-11-01'"``: a small grammar read into the nodes of ``predicates``.

Comparisons of a column with a literal, IN, BETWEEN, IS NULL, AND, OR, NOT and brackets. A hint that says
anything else is taken for absent, by itself: the protocol calls all of this best effort.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from naru.systems.sharing.core.names import folded
from naru.systems.sharing.core.predicates import READ, All, Column, Compare, IsNull, Node, Not, Some

TOKEN = re.compile(
    r"""\s*(?: (?P<text>'(?:[^']|'')*') | (?P<quoted>`(?:[^`]|``)+`|"(?:[^"]|"")+")
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?) | (?P<mark><=|>=|<>|!=|==|=|<|>|\(|\)|,)
    | (?P<word>[^\W\d]\w*) )""",
    re.VERBOSE,
)
OPS = {
    "=": "equal",
    "==": "equal",
    "<": "lessThan",
    "<=": "lessThanOrEqual",
    ">": "greaterThan",
    ">=": "greaterThanOrEqual",
}
VALUE_TYPES = {
    "boolean": "bool",
    "byte": "int",
    "short": "int",
    "integer": "int",
    "long": "long",
    "string": "string",
    "date": "date",
    "float": "double",
    "double": "double",
    "timestamp": "timestamp",
}
LONGEST = 10_000
DEEPEST = 100
Token = tuple[str, str]  # kind, text


def sql_predicate(hints: Sequence[str], types: Mapping[str, str]) -> Node | None:
    """All hints together; ``types`` are the table's columns and their Delta types. None where none makes sense."""
    nodes = [node for hint in hints if (node := _node(hint, types)) is not None]
    return All(tuple(nodes)) if nodes else None


def _node(hint: str, types: Mapping[str, str]) -> Node | None:
    try:
        reader = _Reader(_tokens(hint[: LONGEST + 1]), types)
        node = reader.either()
        reader.end()
    except (ValueError, KeyError, OverflowError, RecursionError):
        return None
    return node


def _tokens(hint: str) -> list[Token]:
    if len(hint) > LONGEST:
        raise ValueError("too long")
    tokens, at, hint = [], 0, hint.rstrip()
    while at < len(hint):
        matched = TOKEN.match(hint, at)
        if matched is None:
            raise ValueError(hint[at:])
        assert matched.lastgroup is not None
        tokens.append((matched.lastgroup, matched[matched.lastgroup]))
        at = matched.end()
    return tokens


class _Reader:
    """Recursive descent: or, and, not, then a bracket or a condition."""

    def __init__(self, tokens: list[Token], types: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.columns = {folded(name): Column(name, VALUE_TYPES[kind]) for name, kind in _known(types)}

    def either(self) -> Node:
        parts = [self.both()]
        while self.word("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def both(self) -> Node:
        parts = [self.single()]
        while self.word("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def single(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("too deep")
        node = self._single()
        self.depth -= 1
        return node

    def _single(self) -> Node:
        if self.word("not"):
            return Not(self.single())
        if self.mark("("):
            node = self.either()
            self.need(")")
            return node
        return self.condition()

    def condition(self) -> Node:
        column = self.column()
        if self.word("is"):
            denied = self.word("not")
            self.need_word("null")
            return Not(IsNull(column)) if denied else IsNull(column)
        denied = self.word("not")
        node = self._tested(column)
        return Not(node) if denied else node

    def _tested(self, column: Column) -> Node:
        if self.word("in"):
            return self.one_of(column)
        if self.word("between"):
            low = self.value(column)
            self.need_word("and")
            high = self.value(column)
            return All((Compare("greaterThanOrEqual", column, low), Compare("lessThanOrEqual", column, high)))
        kind, text = self.next()
        if kind != "mark":
            raise ValueError(text)
        if text in {"<>", "!="}:
            return Not(Compare("equal", column, self.value(column)))
        return Compare(OPS[text], column, self.value(column))

    def one_of(self, column: Column) -> Node:
        self.need("(")
        values = [self.value(column)]
        while self.mark(","):
            values.append(self.value(column))
        self.need(")")
        return Some(tuple(Compare("equal", column, value) for value in values))

    def column(self) -> Column:
        kind, text = self.next()
        if kind == "quoted":
            text = text[1:-1].replace(text[0] * 2, text[0])
        elif kind != "word":
            raise ValueError(text)
        return self.columns[folded(text)]

    def value(self, column: Column) -> Any:
        kind, text = self.next()
        if kind == "word" and text.lower() in {"date", "timestamp"}:
            kind, text = self.next()
        if kind == "text":
            text = text[1:-1].replace("''", "'")
        elif kind not in {"number", "word"} or (kind == "number" and column.type == "string"):
            raise ValueError(text)
        return READ[column.type](text)

    def next(self) -> Token:
        if self.at >= len(self.tokens):
            raise ValueError("ends too soon")
        self.at += 1
        return self.tokens[self.at - 1]

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise ValueError("goes on")

    def word(self, word: str) -> bool:
        return self._take("word", word)

    def mark(self, mark: str) -> bool:
        return self._take("mark", mark)

    def need(self, mark: str) -> None:
        if not self.mark(mark):
            raise ValueError(mark)

    def need_word(self, word: str) -> None:
        if not self.word(word):
            raise ValueError(word)

    def _take(self, kind: str, text: str) -> bool:
        is_there = self.at < len(self.tokens) and (
            (self.tokens[self.at][0], self.tokens[self.at][1].lower()) == (kind, text)
        )
        self.at += is_there
        return is_there


def _known(types: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind in types.items() if kind in VALUE_TYPES]
