"""A party as of a day; that of an organisation; search."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.cursors import Page, decode_cursor, encode_cursor
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.parties.core.values import Details, Party, PartyKind, details_on
from naru.commons.parties.models import Details as DetailsRow
from naru.commons.parties.models import Party as PartyRow


def party(id: str, *, on: date | None = None, clock: Clock = SYSTEM_CLOCK) -> Party:
    """As it is called on a day, today without one. Raises ``Refused``: ``no_such_party``."""
    found = _parties(PartyRow.objects.filter(id=id), on or clock.today())
    if not found:
        raise Refused("no_such_party", party=id)
    return found[0]


def party_of(organisation: str, *, on: date | None = None, clock: Clock = SYSTEM_CLOCK) -> Party | None:
    """That for which the organisation acts here; None where there is none."""
    rows = PartyRow.objects.filter(organisation=organisation) if organisation else ()
    return next(iter(_parties(rows, on or clock.today())), None)


def by_business_number(digits: str, *, clock: Clock = SYSTEM_CLOCK) -> Party | None:
    """``digits`` as ``core.numbers.business_number`` gives them."""
    rows = PartyRow.objects.filter(business_number=digits) if digits else ()
    return next(iter(_parties(rows, clock.today())), None)


def parties(*, text: str = "", after: str | None = None, limit: int = 50, clock: Clock = SYSTEM_CLOCK) -> Page[Party]:
    """In the order of registering; ``text`` is part of any name that it ever had, or of a number.

    Raises ``Refused``: ``bad_cursor``.
    """
    ordering = f"parties {text}"
    rows = PartyRow.objects.order_by("id")
    if text:
        named = DetailsRow.objects.filter(party=OuterRef("pk")).filter(
            Q(name_ko__icontains=text) | Q(name_en__icontains=text) | Q(representative__icontains=text)
        )
        digits = text.replace("-", "")
        rows = rows.filter(Exists(named) | Q(business_number=digits) | Q(corporate_number=digits))
    if after:
        (id,) = decode_cursor(after, ordering=ordering)
        rows = rows.filter(id__gt=id)
    part = _parties(rows[: limit + 1], clock.today())
    more = len(part) > limit
    return Page(rows=part[:limit], next=encode_cursor([part[limit - 1].id], ordering=ordering) if more else None)


def history(id: str) -> list[Details]:
    """All that was said of a party, the latest day first."""
    return _details([id]).get(id, [])[::-1]


def _parties(rows: Iterable[PartyRow], on: date) -> list[Party]:
    listed = list(rows)
    said = _details(row.id for row in listed)
    return [
        Party(
            id=row.id,
            kind=PartyKind(row.kind),
            business_number=row.business_number,
            corporate_number=row.corporate_number,
            organisation=row.organisation,
            registered=row.registered,
            closed=row.closed,
            details=details_on(said[row.id], on),
        )
        for row in listed
    ]


def _details(ids: Iterable[str]) -> dict[str, list[Details]]:
    """By party, in the order of their days and of writing."""
    said: dict[str, list[Details]] = {}
    for row in DetailsRow.objects.filter(party__in=list(ids)).order_by("since", "id"):
        said.setdefault(row.party_id, []).append(
            Details(
                name=Words(row.name_ko, row.name_en),
                since=row.since,
                representative=row.representative,
                address=row.address,
                bank=row.bank,
                account_number=row.account_number,
            )
        )
    return said
