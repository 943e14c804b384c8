"""Parties' pages: the list, registering one, one party with all it was called."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.parties import actions, reads
from naru.commons.parties.core import rights
from naru.commons.parties.core.values import Details, PartyKind
from naru.commons.parties.forms import DetailsForm, PartyForm

PARTIES = (Words("거래처", "Parties"), "/parties/")


@require_safe
@auditor_or_officer
def parties(request: Visit) -> HttpResponse:
    """``?text=`` (a name, a number), ``?after=`` (a page's cursor)."""
    text = request.GET.get("text", "").strip()[:120]
    context = {
        "page": reads.parties(text=text, after=request.GET.get("after") or None),
        "text": text,
        "may_register": rights.may_keep_parties(request.person),
        "crumbs": [(PARTIES[0], "")],
        "nothing": Words("맞는 거래처가 없습니다", "No party fits"),
        "nothing_more": Words("이름이나 등록번호를 다시 확인해 주세요.", "Check the name or the number."),
    }
    return render(request, "parties/parties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only
def register(request: Visit) -> HttpResponse:
    form = PartyForm(request.POST or None, initial={"since": SYSTEM_CLOCK.today()})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            made = actions.register_party(
                PartyKind(asked["kind"]),
                form.details(),
                business_number=asked["business_number"],
                corporate_number=asked["corporate_number"],
                by=request.person,
            )
        except Refused as refused:
            _say(form, refused)
        else:
            return redirect("parties:party", party_id=made.id)
    context = {"form": form, "crumbs": [PARTIES, (Words("거래처 등록", "Register a party"), "")]}
    return render(request, "parties/register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def party(request: Visit, party_id: str) -> HttpResponse:
    """For officers, auditors and whoever acts for it; the form, for officers, describes it from a day on."""
    found = reads.party(party_id)
    if not rights.may_read_party(request.person, found.organisation):
        raise Refused("not_found")
    form = DetailsForm(request.POST or None, initial=_initial(found.details) | {"since": SYSTEM_CLOCK.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_party(party_id, form.details(), by=request.person)
        except Refused as refused:
            _say(form, refused)
        else:
            return redirect("parties:party", party_id=party_id)
    context = {
        "party": found,
        "history": reads.history(party_id),
        "form": form if rights.may_keep_parties(request.person) else None,
        "crumbs": [*([PARTIES] if rights.may_read_parties(request.person) else []), (found.name, "")],
    }
    return render(request, "parties/party.html", context, status=422 if form.errors else 200)


FIELDS = {
    "number_shape": "business_number",
    "number_check_digit": "business_number",
    "bank_account_refused": "account_number",
}
ABOUT_THE_FORM = {"party_taken", "party_number_missing", "party_number_unexpected", "party_text_refused", *FIELDS}


def _say(form: DetailsForm, refused: Refused) -> None:
    """At the field it is about, or above all; what is about no field goes on as it is."""
    if refused.code not in ABOUT_THE_FORM:
        raise refused
    field = FIELDS.get(refused.code)
    form.add_error(field if field in form.fields else None, refused.words.in_(get_language() or "ko"))


def _initial(details: Details) -> dict[str, str]:
    return {
        "name_ko": details.name.ko,
        "name_en": details.name.en,
        "representative": details.representative,
        "address": details.address,
        "bank": details.bank,
        "account_number": details.account_number,
    }
