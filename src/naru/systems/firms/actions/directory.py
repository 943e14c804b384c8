"""Describe a firm; report its growth."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.firms.actions.text import written
from naru.systems.firms.core import rights
from naru.systems.firms.models import TEXT_LONGEST, Growth, Profile

WON_MOST = 10**14


@transaction.atomic
def describe_firm(
    organisation: OrganisationId,
    *,
    what: str,
    needs: str = "",
    people: int | None = None,
    website: str = "",
    shows_partners: bool = False,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """What the firm says of itself; the first time it enters the directory. Raises ``Refused``: ``problem_text_refused``."""
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    said = written(what, TEXT_LONGEST)
    now = clock.now()
    values = {
        "what": said,
        "needs": needs.strip()[:TEXT_LONGEST],
        "people": people,
        "url": website.strip()[:300] if website.strip().startswith(("https://", "http://")) else "",
        "shows_partners": shows_partners,
        "changed": now,
    }
    Profile.objects.update_or_create(
        organisation_id=organisation, defaults=values, create_defaults=values | {"created": now}
    )
    record(by.actor, "firm.described", organisation, clock=clock)


@transaction.atomic
def report_growth(
    organisation: OrganisationId,
    *,
    year: int,
    jobs: int,
    investment_krw: int,
    evidence: str,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """Reported by the firm, shown as reported; a year said again is said anew. Raises ``Refused``: ``growth_refused``."""
    require(rights.may_describe(by, organisation) or by.is_system, by, scope=Scope.WRITE)
    bounds = (2000 <= year <= clock.today().year, 0 <= jobs < 10**6, 0 <= investment_krw < WON_MOST)
    if not all(bounds) or not evidence.strip():
        raise Refused("growth_refused")
    values = {
        "jobs": jobs,
        "investment_krw": investment_krw,
        "evidence": evidence.strip()[:500],
        "at": clock.now(),
        "by_name": by.name,
    }
    Growth.objects.update_or_create(organisation_id=organisation, year=year, defaults=values)
    record(by.actor, "firm.growth_reported", organisation, facts={"year": year}, clock=clock)
