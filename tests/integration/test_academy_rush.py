"""The last seat, one certificate and one answer under many at once; a death between steps: real threads, a real database."""

import json
from pathlib import Path

import pytest

from tests.machine import Machine, machine

RUN = "import json; from tests import academy_rush; print(json.dumps(academy_rush.run()))"


def test_the_last_seat_goes_once_and_a_certificate_is_one(database_machine: Machine) -> None:
    said = json.loads(database_machine.python(RUN).splitlines()[-1])
    assert said == {
        "given": {"seat": 1, "cohort_full": 7},
        "taken": 2,
        "certificates": 1,
        "numbers": 1,
        "grades": ["100"],
    }


UNSOLVED = "select count(*) - sum(is_solved) from academy_attempt"
DEATHS = (  # where, what is done until then, what is left there, how much
    ("academy.answer_stored", "prepare answer", UNSOLVED, 1),
    ("academy.answer_graded:3", "go_on answer answer", UNSOLVED, 1),
    ("academy.credential_stored", "go_on answer certify", "select count(*) from academy_credential", 0),
)


def test_a_death_in_grading_or_issuing_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step dies once; what comes after it finds either all of it or nothing, and goes on to the end."""
    with machine(tmp_path) as one:
        for step, acts, counted, left in DEATHS:
            monkeypatch.setenv("NARU_CRASH_AT", step)
            with pytest.raises(AssertionError):
                one.python(_in_order(acts))
            assert one.rows(counted) == [(left,)], step
        monkeypatch.delenv("NARU_CRASH_AT")
        one.python(_in_order("certify"))
        assert one.rows("select count(*), sum(is_solved) from academy_attempt") == [(4, 4)]
        assert one.rows("select count(*), count(distinct status_index) from academy_credential") == [(1, 1)]
        assert one.rows("select count(*) from papers_paper where template = 'academy.certificate'") == [(1,)]


def _in_order(acts: str) -> str:
    return "\n".join(["from tests import academy_rush", *(f"academy_rush.{act}()" for act in acts.split())])
