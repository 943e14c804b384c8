"""Cases and panels as others name them: their own systems say who sees them."""

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref, RefView
from naru.base.kit.ref_views import view_of
from naru.commons.cases.models import Case, Panel


def case(case_id: str, person: Person) -> RefView | None:
    row = Case.objects.filter(id=case_id).first()
    return view_of(Ref(row.kind, row.id), person) if row else None


def panel(panel_id: str, person: Person) -> RefView | None:
    """As the thing whose cases it reviews, for officers and auditors."""
    row = Panel.objects.filter(id=panel_id).first()
    if row is None or not (person.is_officer or person.is_auditor):
        return None
    return view_of(Ref(row.about_kind, row.about_id), person)
