"""An entitlement as people see it: who holds it, how far it goes, and where in its term it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads
from naru.data.catalogue.core.entitlement import TERM_STATE_WORDS, Entitlement, Holder, TableScope, TermState

TONES = {
    TermState.COMING: "care",
    TermState.LIVE: "good",
    TermState.ENDED: "",
    TermState.REVOKED: "bad",
}
OVER = frozenset({TermState.ENDED, TermState.REVOKED})
EVERYTHING = Words("모든 표 전체", "Every table, whole")
GONE = Words("없어진 계정", "An account that is gone")


def entitlement_view(entitlement: Entitlement, tables: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """``tables``: names by id, of the dataset's."""
    terms, state = entitlement.terms, entitlement.state(now)
    return {
        "id": entitlement.id,
        "dataset_id": entitlement.dataset_id,
        "holder": _called(entitlement.holder),
        "scope": scope_words(terms.tables, tables),
        "starts": terms.starts,
        "ends": terms.ends,
        "basis": terms.basis_text,
        "purpose": terms.purpose,
        "state_words": TERM_STATE_WORDS[state],
        "tone": TONES[state],
        "is_over": state in OVER,
        "revoked_reason": entitlement.revoked_reason,
        "by": entitlement.by,
        "at": entitlement.at,
    }


def scope_words(scopes: Mapping[str, TableScope] | None, tables: Mapping[str, str]) -> Words:
    """``요금표: 열 2개, 행 조건 구:eq:중구, 3번 버전부터`` for each table, one after another."""
    if scopes is None:
        return EVERYTHING
    each = [_table_words(tables.get(table_id, "?"), scope) for table_id, scope in scopes.items()]
    return Words(" · ".join(words.ko for words in each), " · ".join(words.en for words in each))


def _table_words(name: str, scope: TableScope) -> Words:
    parts = [words for words in (_columns(scope), _rows(scope), _versions(scope)) if words] or [Words("전체", "whole")]
    return Words(
        f"{name}: {', '.join(words.ko for words in parts)}", f"{name}: {', '.join(words.en for words in parts)}"
    )


def _columns(scope: TableScope) -> Words | None:
    if scope.columns is None:
        return None
    count = len(scope.columns)
    return Words(f"열 {count}개", f"{count} columns" if count != 1 else "one column")


def _rows(scope: TableScope) -> Words | None:
    if not scope.rows:
        return None
    listed = ", ".join(scope.rows)
    return Words(f"행 조건 {listed}", f"rows where {listed}")


def _versions(scope: TableScope) -> Words | None:
    versions = scope.versions
    if versions.chosen:
        listed = ", ".join(map(str, versions.chosen))
        return Words(f"{listed}번 버전", f"versions {listed}")
    if versions.later_than is not None:
        first = versions.later_than + 1
        return Words(f"{first}번 버전부터", f"from version {first} on")
    return None


def _called(holder: Holder) -> Words:
    try:
        return reads.holder_words(holder)
    except Refused:
        return GONE
