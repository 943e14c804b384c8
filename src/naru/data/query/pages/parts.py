"""What the pages of asking share."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.query.core.rows import Operator, find_column

OPERATOR_WORDS = {
    Operator.EQ: Words("같음 =", "equals ="),
    Operator.NE: Words("다름 ≠", "differs ≠"),
    Operator.CONTAINS: Words("들어 있음", "contains"),
    Operator.STARTS: Words("시작함", "starts with"),
    Operator.GTE: Words("이상 ≥", "at least ≥"),
    Operator.LTE: Words("이하 ≤", "at most ≤"),
    Operator.GT: Words("초과 >", "more than >"),
    Operator.LT: Words("미만 <", "less than <"),
    Operator.IN: Words("가운데 하나 (쉼표로)", "one of (commas)"),
    Operator.IS_NULL: Words("비어 있음", "is empty"),
}


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page rather than for a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def parameters(request: HttpRequest) -> Mapping[str, Sequence[str]]:
    """The address's query without empty values."""
    return {name: [value for value in request.GET.getlist(name) if value] for name in request.GET}


def condition(columns: Sequence[Column], text: str) -> dict[str, Any]:
    """A filter as a person reads it; ``text`` is one that was understood before."""
    name, operator, value = text.split(":", 2)
    return {
        "column": find_column(columns, name).name,
        "operator": OPERATOR_WORDS[Operator(operator)],
        "value": "" if operator == Operator.IS_NULL else value,
        "text": text,
    }
