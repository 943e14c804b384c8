"""A case as others name it: to its reviewers as the report."""

from django.urls import reverse

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination import desk_reads, desk_refs
from naru.systems.combination.agency.reviewing import review_of
from naru.systems.combination.folder import look_at_folder


def case(case_name: str, person: Person) -> RefView | None:
    """To officers and auditors; to a member of the panel, the review."""
    if (seen := desk_refs.case(case_name, person)) is not None:
        return seen
    try:
        folder = look_at_folder(desk_reads.place_of(case_name), role="agency", clock=SYSTEM_CLOCK)
    except Refused:
        return None
    review = review_of(folder)
    if review is None or not person.email or person.email not in review.members:
        return None
    title = Words(f"반출 심사 {case_name}", f"Review of {case_name}")
    return RefView(title=title, address=reverse("combination:report", args=[case_name]))
