"""Firms, problems and proofs of concept as others name them: everyone may know of them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.words import Words
from naru.systems.firms.models import Pilot, Problem, Profile


def firm(organisation_id: str, _person: Person) -> RefView | None:
    row = Profile.objects.select_related("organisation").filter(organisation_id=organisation_id).first()
    if row is None:
        return None
    title = Words(row.organisation.name_ko, row.organisation.name_en)
    return RefView(title=title, address=reverse("firms:firm", args=[row.organisation.slug]))


def problem(problem_id: str, _person: Person) -> RefView | None:
    title = Problem.objects.filter(id=problem_id).values_list("title", flat=True).first()
    return RefView(title=Words(title, title), address=reverse("firms:problem", args=[problem_id])) if title else None


def pilot(pilot_id: str, person: Person) -> RefView | None:
    found = Pilot.objects.filter(id=pilot_id).values_list("proposal__problem_id", flat=True).first()
    return problem(found, person) if found else None
