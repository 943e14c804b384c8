"""Pages of an award: its agreement, its milestones, what was taken up, what came of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, officer_only, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.papers import reads as papers
from naru.commons.terms import reads as terms
from naru.systems.firms.actions import awards as actions
from naru.systems.firms.core import rights
from naru.systems.firms.core.states import AwardState
from naru.systems.firms.pages.display import SUPPORT, posted_number
from naru.systems.firms.reads import calls as reads


@never_cache
@require_safe
@signed_in
def award(request: Visit, award_id: str) -> HttpResponse:
    found, person = reads.award(award_id, request.person), request.person
    may_run, is_holder = rights.may_decide(person), rights.may_describe(person, found.organisation)
    own = ({reads.CITY} if may_run else set()) | ({f"org:{found.organisation}"} if is_holder else set())
    context = {
        "award": found,
        "percent": 100 * found.used // found.amount,
        "digest": terms.document(found.document_id).newest.sha256 if found.document_id else "",
        "signatures": [(party, name, at, party in own) for party, name, at in reads.signatures(found)],
        "is_holder": is_holder,
        "may_run": may_run,
        "is_agreed": found.state is AwardState.AGREED,
        "may_end": may_run and found.state in {AwardState.AWARDED, AwardState.AGREED},
        "today": SYSTEM_CLOCK.today(),
        "papers": papers.papers_about(Ref(reads.AWARD, found.id)),
        "crumbs": [SUPPORT, (found.call.title, f"/support/{found.call.id}/"), (found.name, "")],
    }
    return render(request, "firms/award.html", context)


@require_POST
@signed_in
def draft_agreement(request: Visit, award_id: str) -> HttpResponse:
    actions.draft_agreement(award_id, by=request.person)
    return redirect("firms:award", award_id)


@require_POST
@signed_in
def sign(request: Visit, award_id: str) -> HttpResponse:
    """``digest`` is what the signer was shown."""
    actions.sign(award_id, request.POST.get("party", ""), request.POST.get("digest", ""), by=request.person)
    return redirect("firms:award", award_id)


@require_POST
@signed_in
def deliver(request: Visit, milestone_id: str) -> HttpResponse:
    actions.deliver(milestone_id, request.POST.get("what", ""), by=request.person)
    return redirect("firms:award", reads.award_of_milestone(milestone_id))


@require_POST
@officer_only
def check(request: Visit, milestone_id: str) -> HttpResponse:
    said = request.POST.get("verdict", "")
    if said not in {Verdict.ACCEPTED.value, Verdict.REWORK.value}:
        raise Refused("not_found")
    actions.check(milestone_id, Verdict(said), reason=request.POST.get("reason", ""), by=request.person)
    return redirect("firms:award", reads.award_of_milestone(milestone_id))


@require_POST
@officer_only
def note_use(request: Visit, award_id: str) -> HttpResponse:
    amount = posted_number(request, "amount")
    actions.note_use(award_id, amount, request.POST.get("note", ""), by=request.person)
    return redirect("firms:award", award_id)


@require_POST
@signed_in
def report_result(request: Visit, award_id: str) -> HttpResponse:
    actions.report_result(award_id, request.POST.get("text", ""), by=request.person)
    return redirect("firms:award", award_id)


@require_POST
@officer_only
def finish(request: Visit, award_id: str) -> HttpResponse:
    actions.finish(award_id, by=request.person)
    return redirect("firms:award", award_id)


@require_POST
@officer_only
def stop(request: Visit, award_id: str) -> HttpResponse:
    actions.stop(award_id, request.POST.get("reason", ""), by=request.person)
    return redirect("firms:award", award_id)
