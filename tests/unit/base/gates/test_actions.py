"""A gate passes, holds or refuses; a released hold lets the same act pass once; nobody releases what they asked for."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from naru.base.gates import actions, reads
from naru.base.gates.core.states import HoldState
from naru.base.gates.models import HoldRow
from naru.base.kit.clock import FrozenClock
from naru.base.kit.gates import PASS, Asked, Hold, Refuse, Verdict
from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Gate
from naru.base.kit.words import Words

CLOCK = FrozenClock(datetime(2026, 5, 1, tzinfo=UTC))
BOAT = Ref("boat", "a")
ASKER = Person(id=PersonId("junho"), name="준호")
OFFICER = Person(id=PersonId("minji"), name="민지", is_officer=True)
PILOT = Person(id=PersonId("pilot"), name="도선사")
OUTSIDER = Person(id=PersonId("outsider"), name="외부인")
LOOK = Hold(Words("짐을 봐야 합니다.", "The cargo must be seen."))
NEVER = Refuse(Words("폭풍입니다.", "There is a storm."))
verdicts: dict[str, Verdict] = {}


def customs(asked: Asked) -> Verdict:
    return verdicts.get("customs", PASS)


def weather(asked: Asked) -> Verdict:
    return verdicts.get("weather", PASS)


def pilots_only(person: Person, kind: str, id_: str) -> bool:
    return person.id == "pilot" and (kind, id_) == ("boat", "a")


@pytest.fixture(autouse=True)
def two_gates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    acts = frozenset({"boats.leave"})
    both = [
        Gate(name="customs", words=Words("세관", "Customs"), acts=acts, ask=f"{__name__}:customs"),
        Gate(
            name="weather",
            words=Words("날씨", "Weather"),
            acts=acts,
            ask=f"{__name__}:weather",
            may_release=f"{__name__}:pilots_only",
        ),
    ]
    monkeypatch.setattr(reads, "gates", lambda: {gate.name: gate for gate in both})
    yield
    verdicts.clear()


def leave(**facts: str) -> list[str]:
    """The gates' holds that stand in the way, by their ids."""
    return [hold.id for hold in actions.ask("boats.leave", thing=BOAT, by=ASKER, facts=facts, clock=CLOCK)]


@pytest.mark.django_db
def test_where_every_gate_passes_nothing_is_kept() -> None:
    assert leave() == []
    assert HoldRow.objects.count() == 0


@pytest.mark.django_db
def test_a_gate_of_another_act_is_not_asked() -> None:
    verdicts["customs"] = NEVER
    assert actions.ask("boats.paint", thing=BOAT, by=ASKER, clock=CLOCK) == ()


@pytest.mark.django_db
def test_one_refusal_ends_it_and_raises_no_hold() -> None:
    verdicts.update(customs=LOOK, weather=NEVER)
    with pytest.raises(Refused) as refused:
        leave()
    assert refused.value.code == "gate_refused"
    assert refused.value.words == Words(
        "‘날씨’에서 막혔습니다: 폭풍입니다.", "“Weather” does not let this pass: There is a storm."
    )
    assert HoldRow.objects.count() == 0


@pytest.mark.django_db
def test_asked_again_while_it_is_held_the_hold_is_the_same() -> None:
    verdicts["customs"] = LOOK
    first = leave()
    assert len(first) == 1
    assert leave() == first


@pytest.mark.django_db
def test_a_released_hold_lets_the_act_pass_once() -> None:
    verdicts["customs"] = LOOK
    (hold,) = leave()
    actions.release(hold, note="짐을 보았다", by=OFFICER, clock=CLOCK)
    assert leave() == []
    assert leave() != []


@pytest.mark.django_db
def test_a_release_is_spent_only_once_every_gate_lets_it_pass() -> None:
    verdicts.update(customs=LOOK, weather=LOOK)
    customs_hold, weather_hold = leave()
    actions.release(customs_hold, note="보았다", by=OFFICER, clock=CLOCK)
    assert leave() == [weather_hold]
    actions.release(weather_hold, note="잔잔하다", by=PILOT, clock=CLOCK)
    assert leave() == []


@pytest.mark.django_db
def test_a_release_is_for_the_facts_that_were_looked_at() -> None:
    verdicts["customs"] = LOOK
    (hold,) = leave(cargo="쌀")
    actions.release(hold, note="쌀이다", by=OFFICER, clock=CLOCK)
    (other,) = leave(cargo="총")
    assert other != hold
    assert reads.hold(hold, OFFICER).state is HoldState.CLOSED


@pytest.mark.django_db
def test_what_was_declined_stays_refused_until_it_is_asked_for_otherwise() -> None:
    verdicts["customs"] = LOOK
    (hold,) = leave(cargo="총")
    actions.decline(hold, note="총은 안 됨", by=OFFICER, clock=CLOCK)
    with pytest.raises(Refused, match="was declined: 총은 안 됨"):
        leave(cargo="총")
    assert len(leave(cargo="쌀")) == 1


@pytest.mark.django_db
def test_a_gate_that_comes_to_pass_closes_its_hold() -> None:
    verdicts["customs"] = LOOK
    (hold,) = leave()
    verdicts.clear()
    assert leave() == []
    assert reads.hold(hold, OFFICER).state is HoldState.CLOSED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gate", "by", "note", "code"),
    [
        ("customs", OUTSIDER, "x", "not_found"),
        ("customs", PILOT, "x", "not_found"),
        ("customs", ASKER, "x", "forbidden"),
        ("customs", OFFICER, "  ", "hold_needs_note"),
        ("customs", OFFICER, "x" * 501, "hold_needs_note"),
        ("customs", OFFICER, "x" * 500, None),
        ("weather", OFFICER, "x", "not_found"),
        ("weather", PILOT, "x", None),
    ],
)
def test_who_may_release_which_hold(gate: str, by: Person, note: str, code: str | None) -> None:
    verdicts[gate] = LOOK
    (hold,) = leave()
    if code is None:
        assert actions.release(hold, note=note, by=by, clock=CLOCK).state is HoldState.RELEASED
        with pytest.raises(Refused) as again:
            actions.decline(hold, note=note, by=by, clock=CLOCK)
        assert again.value.code == "hold_is_decided"
    else:
        with pytest.raises(Refused) as refused:
            actions.release(hold, note=note, by=by, clock=CLOCK)
        assert refused.value.code == code


@pytest.mark.django_db
def test_nobody_releases_what_they_asked_for() -> None:
    verdicts["customs"] = LOOK
    (hold,) = actions.ask("boats.leave", thing=BOAT, by=OFFICER, clock=CLOCK)
    with pytest.raises(Refused) as refused:
        actions.release(hold.id, note="내가 보았다", by=OFFICER, clock=CLOCK)
    assert refused.value.code == "hold_needs_another"


@pytest.mark.django_db
def test_a_hold_is_seen_by_who_asked_and_who_may_decide() -> None:
    verdicts["customs"] = LOOK
    leave()
    assert [len(reads.holds(person)) for person in (ASKER, OFFICER, PILOT, OUTSIDER)] == [1, 1, 0, 0]
    assert [hold.may_decide for person in (ASKER, OFFICER) for hold in reads.holds(person)] == [False, True]
