"""The clock of a case, partners by items, what an application asks for, what a designation requires: rows in, rows out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.application import FORM, spec_of
from naru.systems.combination.core.designation import Facts, findings
from naru.systems.combination.core.partners import Held, partners_of
from naru.systems.combination.core.states import State
from naru.systems.combination.core.step_clock import PHASE_OF, PHASES, laps

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return BEGAN + timedelta(days=number)


def test_a_step_gone_back_to_counts_again_and_is_late_past_its_limit_alone() -> None:
    moves = [
        (day(0), State.FILED),
        (day(4), State.INCOMPLETE),
        (day(9), State.FILED),
        (day(10), State.OPEN),
        (day(12), State.TREATED),
        (day(13), State.PROPOSED),
    ]
    found = {lap.phase: lap for lap in laps(moves, day(20), {"filed": 10, "proposed": 6})}
    assert {phase: lap.days for phase, lap in found.items() if lap.days} == {
        State.FILED: 10,
        State.OPEN: 2,
        State.ASSESSED: 1,
        State.PROPOSED: 7,
    }
    assert [phase for phase, lap in found.items() if lap.is_late] == [State.PROPOSED]
    assert [phase for phase, lap in found.items() if lap.is_now] == [State.PROPOSED]
    assert list(found) == list(PHASES)


def test_what_ends_a_case_is_no_step_of_it() -> None:
    ends = {State.RELEASED, State.STOPPED, State.DESTROYED, State.CLOSED}
    assert set(State) - set(PHASE_OF) == ends
    found = laps([(day(0), State.REVIEWED), (day(1), State.RELEASED)], day(50), {})
    assert sum(lap.days for lap in found) == 1
    assert laps([], day(1), {}) != []


CARD = Held(id="c", organisation="card", items=frozenset({"name", "birth", "phone"}), persons=900_000)
POPULATION = 3_000_000


@pytest.mark.parametrize(
    ("persons", "items", "organisation", "shared"),
    [
        (10_000, {"name", "birth"}, "h", 3_000),
        (3_334, {"name", "birth"}, "h", 1_000),
        (3_330, {"name", "birth"}, "h", None),  # 999 expected: fewer than may be said
        (10_000, {"birth", "sex"}, "h", "no partner"),  # one item in both
        (10_000, {"name", "birth"}, "card", "no partner"),  # one's own
        (6_000_000, {"name", "birth"}, "h", 900_000),  # never more than the smaller holds
    ],
)
def test_partners_share_two_items_and_are_told_rounded(
    persons: int, items: set[str], organisation: str, shared: int | str | None
) -> None:
    other = Held(id="o", organisation=organisation, items=frozenset(items), persons=persons)
    found = partners_of(CARD, [other], population=POPULATION, step=1000, least=1000)
    assert [each.shared for each in found] == ([] if shared == "no partner" else [shared])


def test_an_application_becomes_the_specification_that_its_owners_agree_on() -> None:
    answers = {"party": "카드", "partner": "병원", "key_1": "name-phone", "key_2": "name-phone", "key_3": "birth-phone"}
    spec = spec_of(answers, "c-01")
    assert spec.keys == (("name", "phone"), ("birth", "phone"))
    assert [item.name for item in spec.items] == ["name", "phone", "birth"]
    assert spec.parties == ("카드", "병원")
    for wrong in ({"party": "병원"}, {"partner": ""}, {"key_1": None, "key_2": None, "key_3": "mother-tongue"}):
        with pytest.raises(Refused) as refused:
            spec_of({**answers, **wrong}, "c-01")
        assert refused.value.code == "key_spec_wrong"


def test_a_form_asks_each_thing_once() -> None:
    names = [field.name for field in FORM.fields]
    assert len(names) == len(set(names))


SOUND = Facts(
    role="agency",
    authority_modules=0,
    home_mode=0o700,
    open_keys=0,
    cases_in_backup=False,
    https=True,
    officers=3,
    officers_with_second_factor=3,
    staff_min=3,
    cases=2,
    broken_dossiers=0,
    readable_after_destruction=0,
    members_min=3,
    members_max=7,
    record_years=3,
)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": ""}, "own_installation"),
        ({"authority_modules": 1}, "no_authority"),
        ({"home_mode": 0o750}, "home_closed"),
        ({"open_keys": 1}, "keys_closed"),
        ({"cases_in_backup": True}, "no_backup"),
        ({"https": False}, "https"),
        ({"officers": 2, "officers_with_second_factor": 2}, "staff"),
        ({"officers_with_second_factor": 2}, "second_factor"),
        ({"broken_dossiers": 1}, "dossiers"),
        ({"readable_after_destruction": 1}, "destroyed"),
    ],
)
def test_each_requirement_fails_by_itself(changed: dict[str, int], code: str) -> None:
    assert [each.code for each in findings(SOUND) if each.holds is False] == []
    failing = [each.code for each in findings(replace(SOUND, **changed)) if each.holds is False]  # type: ignore[arg-type]
    assert failing == [code]
    assert [each.code for each in findings(SOUND) if each.holds is None] == ["rooms"]
