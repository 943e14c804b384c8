"""The deliveries of a thing; those whose time to be checked has run out."""

from datetime import date

from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.acceptance.core.deliveries import Delivery, Verdict
from naru.commons.acceptance.models import Delivery as DeliveryRow


def delivery(id: str) -> Delivery:
    """Raises ``Refused``: ``no_such_delivery``."""
    row = DeliveryRow.objects.filter(id=id).first()
    if row is None:
        raise Refused("no_such_delivery", delivery=id)
    return delivery_value(row)


def deliveries(of: Ref) -> list[Delivery]:
    """In their rounds."""
    rows = DeliveryRow.objects.filter(kind=of.kind, subject=of.id).order_by("round")
    return [delivery_value(row) for row in rows]


def latest(of: Ref) -> Delivery | None:
    return next(reversed(deliveries(of)), None)


def silent(kind: str, *, on: date) -> list[Delivery]:
    """Those of a kind that nobody has decided on by their last day."""
    rows = DeliveryRow.objects.filter(kind=kind, state=Verdict.DELIVERED.value, until__lt=on).order_by("until", "id")
    return [delivery_value(row) for row in rows]


def delivery_value(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        round=row.round,
        what=row.what,
        by_id=row.by_id,
        at=row.at,
        until=row.until,
        verdict=Verdict(row.state),
        reason=row.reason,
        decided_at=row.decided_at,
    )
