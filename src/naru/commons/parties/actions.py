"""Register a party, describe it from a day on, correct its number, close it. For officers, by a token only with ``admin``."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.parties import reads
from naru.commons.parties.core import rights
from naru.commons.parties.core.values import Details, Party, PartyKind, checked_details, checked_numbers
from naru.commons.parties.models import Details as DetailsRow
from naru.commons.parties.models import Party as PartyRow


@transaction.atomic
def register_party(
    kind: PartyKind,
    details: Details,
    *,
    business_number: str = "",
    corporate_number: str = "",
    organisation: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> Party:
    """Raises ``Refused``: ``party_taken``, or as ``checked_numbers`` and ``checked_details``."""
    _require_keeper(by)
    business, corporate = checked_numbers(kind, business_number, corporate_number)
    said = checked_details(details)
    _require_free(business, corporate, organisation, clock)
    row = PartyRow(
        kind=kind.value,
        business_number=business,
        corporate_number=corporate,
        organisation=organisation,
        registered=clock.now(),
    )
    _saved(row, clock)
    _describe(row.id, said)
    facts = {"name": said.name.ko, "kind": kind.value, "business_number": business, "organisation": organisation}
    record(by.actor, "party.registered", row.id, facts=facts, clock=clock)
    return reads.party(row.id, clock=clock)


@transaction.atomic
def describe_party(id: str, details: Details, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Party:
    """From ``details.since`` on, in place of what was said for that day before.

    Raises ``Refused``: ``no_such_party``, or as ``checked_details``.
    """
    _require_keeper(by)
    row, said = _locked(id), checked_details(details)
    _describe(row.id, said)
    facts = {"since": said.since.isoformat(), "name": said.name.ko, "representative": said.representative}
    record(by.actor, "party.described", id, facts=facts, clock=clock)
    return reads.party(id, clock=clock)


@transaction.atomic
def correct_numbers(
    id: str, *, business_number: str, corporate_number: str = "", by: Person, clock: Clock = SYSTEM_CLOCK
) -> Party:
    """What was signed under the wrong number stays as it is. Raises as ``register_party``, and ``no_such_party``."""
    _require_keeper(by)
    row = _locked(id)
    business, corporate = checked_numbers(PartyKind(row.kind), business_number, corporate_number)
    before, row.business_number, row.corporate_number = row.business_number, business, corporate
    _require_free(business, corporate, "", clock, but=id)
    _saved(row, clock)
    record(by.actor, "party.number_corrected", id, facts={"before": before, "business_number": business}, clock=clock)
    return reads.party(id, clock=clock)


@transaction.atomic
def close_party(id: str, *, on: date, by: Person, clock: Clock = SYSTEM_CLOCK) -> Party:
    """Its business ended on that day; closed already, the day is set anew. Raises ``Refused``: ``no_such_party``."""
    _require_keeper(by)
    row = _locked(id)
    row.closed = on
    row.save(update_fields=["closed"])
    record(by.actor, "party.closed", id, facts={"on": on.isoformat()}, clock=clock)
    return reads.party(id, clock=clock)


def _saved(row: PartyRow, clock: Clock) -> None:
    """Two that register one number at the same time: the database lets one pass."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        _require_free(row.business_number, row.corporate_number, row.organisation, clock, but=row.id)
        raise


def _require_free(business: str, corporate: str, organisation: str, clock: Clock, but: str = "") -> None:
    taken = Q()
    for field, value in (
        ("business_number", business),
        ("corporate_number", corporate),
        ("organisation", organisation),
    ):
        taken |= Q(**{field: value}) if value else Q()
    other = PartyRow.objects.filter(taken).exclude(id=but).first() if taken else None
    if other is not None:
        raise Refused("party_taken", name=reads.party(other.id, clock=clock).name.ko)


def _describe(id: str, said: Details) -> None:
    DetailsRow.objects.create(
        party_id=id,
        since=said.since,
        name_ko=said.name.ko,
        name_en=said.name.en,
        representative=said.representative,
        address=said.address,
        bank=said.bank,
        account_number=said.account_number,
    )


def _locked(id: str) -> PartyRow:
    row = PartyRow.objects.select_for_update().filter(id=id).first()
    if row is None:
        raise Refused("no_such_party", party=id)
    return row


def _require_keeper(by: Person) -> None:
    require(rights.may_keep_parties(by), by, scope=Scope.ADMIN)
