"""A case's way: every pair of states is either on it or refused."""

import itertools

import pytest

from naru.base.kit.refusals import Refused
from naru.commons.cases.core.states import EDITED, CaseState, moved, require_edited

S = CaseState
ALLOWED = {
    (S.DRAFT, S.FILED), (S.DRAFT, S.WITHDRAWN), (S.FILED, S.SUPPLEMENT), (S.FILED, S.COMPLETE), (S.FILED, S.DECIDED),
    (S.FILED, S.WITHDRAWN), (S.SUPPLEMENT, S.FILED), (S.SUPPLEMENT, S.LAPSED), (S.SUPPLEMENT, S.WITHDRAWN),
    (S.COMPLETE, S.DECIDED), (S.COMPLETE, S.WITHDRAWN), (S.DECIDED, S.OBJECTED), (S.OBJECTED, S.DECIDED),
}  # fmt: skip


@pytest.mark.parametrize(("state", "to"), list(itertools.product(CaseState, CaseState)))
def test_only_what_is_on_the_way(state: CaseState, to: CaseState) -> None:
    if (state, to) in ALLOWED:
        assert moved(state, to) is to
        return
    with pytest.raises(Refused) as refused:
        moved(state, to)
    assert refused.value.code == "case_cannot_move"


@pytest.mark.parametrize("state", list(CaseState))
def test_answers_change_in_a_draft_and_while_supplementing(state: CaseState) -> None:
    if state in {S.DRAFT, S.SUPPLEMENT}:
        require_edited(state)
        assert state in EDITED
        return
    with pytest.raises(Refused):
        require_edited(state)
