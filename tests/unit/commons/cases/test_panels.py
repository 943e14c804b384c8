"""A panel drawn by a seed: anyone draws the same, nobody barred sits, one organisation has no more than its seats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.commons.cases.core.panels import Candidate, PanelRule, draw

NINE = [Candidate(person_id=f"p{number}", organisation=f"o{number // 2}") for number in range(9)]


def test_the_same_seed_draws_the_same_and_another_seed_another() -> None:
    rule = PanelRule(size=3)
    assert draw(NINE, rule, seed="2026-1") == draw(list(reversed(NINE)), rule, seed="2026-1")
    assert len({draw(NINE, rule, seed=f"{number}").members for number in range(20)}) > 5


@given(
    seed=st.text(max_size=5), size=st.integers(1, 5), barred=st.sets(st.sampled_from([each.person_id for each in NINE]))
)
def test_nobody_barred_sits_and_no_organisation_twice(seed: str, size: int, barred: set[str]) -> None:
    free = {each.organisation for each in NINE if each.person_id not in barred}
    if len(free) < size:
        with pytest.raises(Refused):
            draw(NINE, PanelRule(size=size), seed=seed, barred=barred)
        return
    members = draw(NINE, PanelRule(size=size), seed=seed, barred=barred).members
    seated = [each.organisation for each in NINE if each.person_id in members]
    assert len(members) == size
    assert not set(members) & barred
    assert len(set(seated)) == size


def test_too_few_who_are_free_are_refused_with_their_number() -> None:
    with pytest.raises(Refused) as refused:
        draw(NINE[:2], PanelRule(size=2), seed="s")
    assert (refused.value.code, refused.value.facts["free"]) == ("panel_too_small", 1)
