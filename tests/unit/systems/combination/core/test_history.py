"""A case's states are read off its dossier."""

from datetime import UTC, datetime

import pytest

from naru.systems.combination.core.dossier import Entry
from naru.systems.combination.core.history import history, state_after
from naru.systems.combination.core.states import State
from tests.refusing import refuses


def chain(*events: str) -> list[Entry]:
    return [
        Entry(number=day, before="", at=f"2026-03-{day:02}T00:00:00+00:00", role="agency", event=event, facts={})
        for day, event in enumerate(events, start=1)
    ]


@pytest.mark.parametrize(
    ("events", "moves"),
    [
        ((), []),
        (("opened",), [(1, State.OPEN)]),  # a word of the folder's own: it begins open
        (("opened", "looked_at"), [(1, State.OPEN)]),
        (("map_came", "noted", "join"), [(1, State.MAPPED), (3, State.JOINED)]),
        (("opened", "payload_came", "stop"), [(1, State.OPEN), (2, State.OPEN), (3, State.STOPPED)]),
    ],
)
def test_when_it_came_into_which_state(events: tuple[str, ...], moves: list[tuple[int, State]]) -> None:
    expected = [(datetime(2026, 3, day, tzinfo=UTC), state) for day, state in moves]
    assert history(chain(*events)) == expected
    assert state_after(chain(*events)) is (moves[-1][1] if moves else State.OPEN)


def test_an_event_that_its_state_does_not_know_is_refused() -> None:
    with refuses("case_not_there"):
        history(chain("opened", "join"))
