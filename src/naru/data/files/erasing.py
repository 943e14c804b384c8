"""Have a thing destroyed: decided by an officer, carried out, tried in vain, certified.

*Theory of operation.* Deciding writes a row and a record of the trail and changes no byte. Carrying out takes the bytes off the
disk, destroys the keys and then tries to read; every step may be done any number of times, and only the last one writes the
certificate and its digest into the trail. Killed anywhere between the two, the row still says ``decided``, and the night's job
goes on from there. A package whose things are erased declares how their bytes are removed (``subjects.declare_erasable``).
"""

import logging
from collections.abc import Sequence
from pkgutil import resolve_name

from django.db import transaction

from naru.base.gates.actions import ask
from naru.base.kit import crash
from naru.base.kit.actor import SYSTEM
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_write
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.files import keystore, reads
from naru.data.files.core.erasure import Certificate, ErasureState
from naru.data.files.models import Erasure
from naru.data.files.reads import ErasureView, certificate_of
from naru.data.files.subjects import erasable

log = logging.getLogger(__name__)

ERASE = "files.erase"  # the act as gates name it
BASIS_LENGTH = REASON_LENGTH = 300


@transaction.atomic
def decide_erasure(
    thing: Ref, subjects: Sequence[str], *, basis: str, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> ErasureView | None:
    """Write down that a thing is to be destroyed, and have it done once this is committed; None while a gate holds it.

    For officers; that nothing needs the thing any more is the caller's to know, but for contents, which live assets keep.
    ``basis``: the law or the decision. Raises ``Refused``: ``sign_in_first``, ``token_scope_missing``, ``forbidden``,
    ``erasure_needs_basis``, ``erasure_still_needed``, and as ``gates.ask``.
    """
    require_write(by)
    require_officer(by)
    basis, reason = basis.strip(), reason.strip()
    if not basis or not reason or len(basis) > BASIS_LENGTH or len(reason) > REASON_LENGTH:
        raise Refused("erasure_needs_basis")
    for subject in subjects:
        kind, _, name = subject.partition(":")
        if kind == "content" and reads.live_uses(name):
            raise Refused("erasure_still_needed", subject=subject)
    if ask(ERASE, thing=thing, by=by, facts={"basis": basis}, clock=clock):
        return None
    row = Erasure.objects.create(
        thing_kind=thing.kind,
        thing_id=thing.id,
        subjects=list(subjects),
        basis=basis,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
        decided=clock.now(),
    )
    facts = {"thing": f"{thing.kind}:{thing.id}", "basis": basis, "reason": reason, "parts": len(subjects)}
    record(by.actor, "erasure.decided", row.id, facts=facts)
    transaction.on_commit(lambda: carry_out(row.id, clock=clock), robust=True)
    return reads.erasure(row.id, by)


def carry_out(erasure_id: str, *, clock: Clock = SYSTEM_CLOCK) -> None:
    """Destroy what was decided, try to read it, certify; done before, it changes nothing."""
    row = Erasure.objects.get(id=erasure_id)
    if row.state == ErasureState.ERASED:
        return
    crash.point("erasure.begun")
    keys = dict(row.keys)
    for subject in row.subjects:
        keys[subject] = keystore.current_id(subject) or keys.get(subject, "")
    Erasure.objects.filter(id=row.id).update(keys=keys)  # known before it is gone: a second try could not ask any more
    for subject in row.subjects:
        _remove(subject)
        crash.point("erasure.removed")
        keystore.destroy(subject)
        crash.point("erasure.destroyed")
        _require_unreadable(subject, keys[subject])
    _certify(row.id, clock)


def _remove(subject: str) -> None:
    kind, _, name = subject.partition(":")
    resolve_name(erasable(kind).remove)(name)


def _require_unreadable(subject: str, key_id: str) -> None:
    """An assertion fails where anything of it can still be read: then nothing is certified, and the night tries again."""
    kind, _, name = subject.partition(":")
    assert not resolve_name(erasable(kind).is_there)(name), f"{subject} is still there"
    assert not key_id or _answer(key_id) == "key_was_destroyed", f"the key of {subject} can still be read"


def _answer(key_id: str) -> str:
    """What asking for a key says: the code of the refusal, "" where the key is given."""
    try:
        keystore.key(key_id)
    except Refused as refused:
        return refused.code
    return ""


@transaction.atomic
def _certify(erasure_id: str, clock: Clock) -> None:
    row = Erasure.objects.select_for_update().get(id=erasure_id)
    if row.state == ErasureState.ERASED:
        return
    row.state, row.erased = ErasureState.ERASED, clock.now()
    row.save(update_fields=["state", "erased"])
    made: Certificate = certificate_of(row)
    keys = sorted(key_id for key_id in made.keys.values() if key_id)
    facts = {"thing": f"{row.thing_kind}:{row.thing_id}", "certificate": made.digest, "keys": keys}
    record(SYSTEM, "erasure.done", row.id, facts=facts)


def finish_decided(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Carry out what was decided and not finished; how many. One that cannot be is logged and keeps no other waiting."""
    count = 0
    for erasure_id in list(Erasure.objects.filter(state=ErasureState.DECIDED).values_list("id", flat=True)):
        try:
            carry_out(erasure_id, clock=clock)
            count += 1
        except (OSError, AssertionError, Refused):
            log.exception("erasure %s could not be carried out", erasure_id)
    return count
