"""Firms, problems, calls, awards and workspaces as others name them, each to whom it is shown."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.firms.models import Pilot, Problem, Profile
from naru.systems.firms.reads import calls, workspaces


def firm(organisation_id: str, _person: Person) -> RefView | None:
    row = Profile.objects.select_related("organisation").filter(organisation_id=organisation_id).first()
    if row is None:
        return None
    title = Words(row.organisation.name_ko, row.organisation.name_en)
    return RefView(title=title, address=reverse("firms:firm", args=[row.organisation.slug]))


def problem(problem_id: str, _person: Person) -> RefView | None:
    title = Problem.objects.filter(id=problem_id).values_list("title", flat=True).first()
    return RefView(title=Words(title, title), address=reverse("firms:problem", args=[problem_id])) if title else None


def pilot(pilot_id: str, _person: Person) -> RefView | None:
    row = Pilot.objects.filter(id=pilot_id).first()
    return (
        RefView(title=Words(row.measures, row.measures), address=reverse("firms:pilot", args=[row.id])) if row else None
    )


def call(call_id: str, _person: Person) -> RefView | None:
    """Everyone may know of every call."""
    try:
        found = calls.call(call_id)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("firms:call", args=[found.id]))


def application(case_id: str, person: Person) -> RefView | None:
    """To the applicant's own people, and to officers and auditors who do not review it."""
    try:
        found = calls.application(case_id, person)
    except Refused:
        return None
    title = Words(f"지원 신청 {found.number}", f"Application {found.number} for support")
    return RefView(title=title, address=reverse("firms:application", args=[found.id]))


def award(award_id: str, person: Person) -> RefView | None:
    """To the firm's people, officers and auditors."""
    try:
        found = calls.award(award_id, person)
    except Refused:
        return None
    title = Words(f"지원 {found.number} {found.name.ko}", f"Support {found.number}, {found.name.en}")
    return RefView(title=title, address=reverse("firms:award", args=[found.id]))


def milestone(milestone_id: str, person: Person) -> RefView | None:
    try:
        return award(calls.award_of_milestone(milestone_id), person)
    except Refused:
        return None


def workspace(workspace_id: str, person: Person) -> RefView | None:
    """To its own people."""
    try:
        found = workspaces.workspace(workspace_id, person)
    except Refused:
        return None
    return RefView(title=Words(found.title, found.title), address=reverse("firms:workspace", args=[found.id]))


def workspace_data(data_id: str, person: Person) -> RefView | None:
    """To whoever keeps the dataset, and to the workspace's people."""
    try:
        found = workspaces.data(data_id)
    except Refused:
        return None
    if workspaces.may_keep(found.dataset_id, person):
        return RefView(title=found.title, address=reverse("firms:asks"))
    return workspace(found.workspace_id, person)
