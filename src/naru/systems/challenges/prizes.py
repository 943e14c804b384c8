"""Prizes: a budget, the winner's code run again without a network, then the ledger pays."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.files import content
from naru.data.files.content import Stored
from naru.systems.challenges import bookkeeping, reproduction
from naru.systems.challenges.core import rights
from naru.systems.challenges.core.states import ChallengeState, step
from naru.systems.challenges.core.task import Task
from naru.systems.challenges.models import Challenge, Place


@transaction.atomic
def fund(won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Money that challenges may promise."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    if won <= 0:
        raise Refused("plan_number_refused", field="won", least=1, most=10**12)
    id = new_id()
    bookkeeping.fund(won, id=id, clock=clock)
    record(by.actor, "challenge.funded", id, facts={"won": won}, clock=clock)


def reproduce(challenge_id: str, rank: int, code: Stored, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Run the code of a place; what it writes must be the submission, to the byte or cell by cell.

    Raises ``Refused``: ``bubblewrap_missing``, ``reproduction_failed``, ``not_found``.
    """
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    place = _place(challenge_id, rank)
    challenge = place.challenge
    reproduction.reproduce(
        content.path_of(code.sha256),
        train=content.path_of(challenge.train_sha256),
        test=content.path_of(challenge.test_sha256),
        submitted=content.path_of(place.submission.sha256),
        task=Task.from_json(challenge.task),
    )
    with transaction.atomic():
        row = Place.objects.select_for_update().get(pk=place.pk)
        row.reproduced, row.code_sha256 = clock.now(), code.sha256
        row.save()
        record(by.actor, "challenge.reproduced", challenge_id, facts={"rank": rank, "code": code.sha256}, clock=clock)


@transaction.atomic
def pay(challenge_id: str, rank: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``prize_not_reproduced``, ``prize_paid_already``, ``not_found``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    challenge = Challenge.objects.select_for_update().filter(id=challenge_id).first()
    place = _place(challenge_id, rank)
    if challenge is None or not place.prize_krw:
        raise Refused("not_found")
    if place.paid is not None:
        raise Refused("prize_paid_already")
    if place.reproduced is None:
        raise Refused("prize_not_reproduced")
    bookkeeping.pay(place, clock=clock)
    place.paid = clock.now()
    place.save()
    record(by.actor, "challenge.paid", challenge_id, facts={"rank": rank, "won": place.prize_krw}, clock=clock)
    if not Place.objects.filter(challenge=challenge, prize_krw__gt=0, paid=None).exists():
        challenge.state = step(ChallengeState(challenge.state), ChallengeState.AWARDED)
        challenge.save()
        record(by.actor, "challenge.awarded", challenge_id, clock=clock)


@transaction.atomic
def say_what_was_learnt(challenge_id: str, ko: str, en: str, *, by: Person) -> None:
    """The page's last chapter, once the truth is open. Raises ``Refused``: ``not_found``."""
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    row = Challenge.objects.select_for_update().filter(id=challenge_id, opened__isnull=False).first()
    if row is None:
        raise Refused("not_found")
    row.learnt_ko, row.learnt_en = ko.strip()[:4000], en.strip()[:4000]
    row.save()


def _place(challenge_id: str, rank: int) -> Place:
    place = Place.objects.select_related("challenge", "submission").filter(challenge_id=challenge_id, rank=rank).first()
    if place is None:
        raise Refused("not_found")
    return place
