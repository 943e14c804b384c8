"""Describing, publishing, withdrawing, granting: for stewards of the dataset's organisation and the city's officers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.gates import reads as gates
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of, signed_in
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import actions, policy, reads
from naru.data.catalogue.core.description import known_code
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import DATASET_STATES, Access, State
from naru.data.catalogue.core.values import Dataset, DatasetId
from naru.data.catalogue.pages.dataset import head
from naru.data.catalogue.pages.entitlement_view import entitlement_view
from naru.data.catalogue.pages.forms import (
    AccessForm,
    DescriptionForm,
    GrantForm,
    NewDatasetForm,
    PublicationForm,
    WithdrawalForm,
    said,
)

STEPS: dict[str, tuple[Callable[..., Dataset], Words]] = {  # what takes no words of its own
    "submit": (actions.submit_dataset, Words("검토를 요청했습니다.", "Submitted for review.")),
    "return": (actions.return_dataset, Words("초안으로 되돌렸습니다.", "Returned to a draft.")),
}
PUBLISHED = Words("공개했습니다.", "Published.")
HELD = Words("확인할 것이 있어 검토 중으로 두었습니다.", "Something must be checked first: it waits in review.")
WITHDRAWN = Words("철회했습니다. 이제 검색되지 않습니다.", "Withdrawn. It is no longer found.")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A draft, described before any file is there."""
    person = person_of(request)
    organisations = _stewarded(person)
    if not organisations:
        raise Refused("forbidden")
    form = NewDatasetForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        organisation = OrganisationId(form.cleaned_data["organisation"]) if form.cleaned_data["organisation"] else None
        try:
            dataset = actions.register_dataset(form.to_description(), by=person, organisation=organisation)
            return redirect("catalogue:manage", dataset.id)
        except Refused as refused:
            form.add_error(None, said(refused.words))
    crumbs = [(Words("데이터", "Data"), "/search/"), (Words("새 데이터셋", "New dataset"), "")]
    return render(request, "catalogue/new.html", {"form": form, "crumbs": crumbs})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, dataset_id: str) -> HttpResponse:
    dataset, person = _editable(request, dataset_id)
    form = DescriptionForm(request.POST) if request.method == "POST" else DescriptionForm.about(dataset.description)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_dataset(dataset.id, form.to_description(), by=person)
            messages.success(request, said(Words("저장했습니다.", "Saved.")))
            return redirect("catalogue:dataset", dataset.id)
        except Refused as refused:
            form.add_error(None, said(refused.words))
    return render(request, "catalogue/edit.html", {**head(request, dataset, "edit"), "form": form})


@signed_in
@require_safe
def manage(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """Where the dataset stands, who may see it, and who is entitled to it."""
    dataset, person = _editable(request, dataset_id)
    return _managed(request, dataset, person)


def _managed(
    request: HttpRequest,
    dataset: Dataset,
    person: Person,
    *,
    publication: PublicationForm | None = None,
    withdrawal: WithdrawalForm | None = None,
    grant: GrantForm | None = None,
) -> HttpResponse:
    """The page, with the forms as they were sent where something in them is amiss."""
    others = [one for one in people.organisations() if one.id != dataset.rights.organisation]
    context = {
        **head(request, dataset, "manage"),
        "holds": gates.holds_of(Ref("dataset", dataset.id), person),
        "steps": _steps(dataset.state),
        "publication_form": publication or _publication_form(dataset),
        "withdrawal_form": withdrawal or (WithdrawalForm() if dataset.state is State.PUBLISHED else None),
        "access_form": AccessForm(initial={"access": dataset.access}),
        "entitlements": _entitlements(dataset, person),
        "grant_form": grant or (GrantForm(organisations=others) if others else None),
    }
    return render(request, "catalogue/manage.html", context, status=422 if publication or withdrawal or grant else 200)


def _entitlements(dataset: Dataset, person: Person) -> list[dict[str, Any]]:
    """Those in force and to come first, then those that are over."""
    now = SYSTEM_CLOCK.now()
    tables = {str(table.id): table.name for table in reads.tables_of(dataset.id, person)}
    shown = [entitlement_view(each, tables, now) for each in reads.entitlements_on(dataset.id, person)]
    return sorted(shown, key=lambda each: each["is_over"])


@signed_in
@require_POST
def move(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """``step``: one of ``STEPS``, or ``publish`` or ``withdraw``, whose words come with it; ``not_found`` for any other."""
    dataset, person = _editable(request, dataset_id)
    match request.POST.get("step", ""):
        case "publish":
            return _publish(request, dataset, person)
        case "withdraw":
            return _withdraw(request, dataset, person)
    step, done = STEPS.get(request.POST.get("step", ""), (None, None))
    if step is None or done is None:
        raise Refused("not_found")
    step(dataset.id, by=person)
    messages.success(request, said(done))
    return redirect("catalogue:manage", dataset.id)


def _publish(request: HttpRequest, dataset: Dataset, person: Person) -> HttpResponse:
    """With the publisher and the licence that the form brings, where the dataset lacks one of them."""
    with transaction.atomic():
        if _publication_form(dataset) is not None:
            form = PublicationForm(request.POST)
            if not form.is_valid():
                return _managed(request, dataset, person, publication=form)
            actions.describe_dataset(dataset.id, replace(dataset.description, **form.cleaned_data), by=person)
        moved = actions.publish_dataset(dataset.id, by=person)
    messages.success(request, said(PUBLISHED if moved.state is State.PUBLISHED else HELD))
    return redirect("catalogue:manage", dataset.id)


def _withdraw(request: HttpRequest, dataset: Dataset, person: Person) -> HttpResponse:
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _managed(request, dataset, person, withdrawal=form)
    actions.withdraw_dataset(dataset.id, reason=form.cleaned_data["reason"], by=person)
    messages.success(request, said(WITHDRAWN))
    return redirect("catalogue:manage", dataset.id)


def _publication_form(dataset: Dataset) -> PublicationForm | None:
    """What is to be said before it can be published; None where nothing is."""
    described = dataset.description
    if dataset.state is State.PUBLISHED or (described.publisher and described.licence):
        return None
    return PublicationForm(initial={"publisher": described.publisher, "licence": described.licence})


@signed_in
@require_POST
def access(request: HttpRequest, dataset_id: str) -> HttpResponse:
    dataset, person = _editable(request, dataset_id)
    asked = request.POST.get("access", "")[:40]
    known_code("access", asked, list(Access))
    actions.set_access(dataset.id, Access(asked), by=person)
    messages.success(request, said(Words("공개 범위를 바꾸었습니다.", "Access changed.")))
    return redirect("catalogue:manage", dataset.id)


@signed_in
@require_POST
def grant(request: HttpRequest, dataset_id: str) -> HttpResponse:
    dataset, person = _editable(request, dataset_id)
    form = GrantForm(request.POST, organisations=people.organisations())
    if not form.is_valid():
        return _managed(request, dataset, person, grant=form)
    holder = Holder.organisation(OrganisationId(form.cleaned_data["organisation"]))
    try:
        actions.grant_entitlement(dataset.id, holder, terms=form.to_terms(), by=person)
    except Refused as refused:
        form.add_error(None, said(refused.words))
        return _managed(request, dataset, person, grant=form)
    messages.success(request, said(Words("이용권을 주었습니다.", "Granted.")))
    return redirect("catalogue:manage", dataset.id)


@signed_in
@require_POST
def revoke(request: HttpRequest, dataset_id: str) -> HttpResponse:
    dataset, person = _editable(request, dataset_id)
    entitlement = reads.entitlement(request.POST.get("entitlement", ""), person)
    if entitlement.dataset_id != dataset.id:
        raise Refused("not_found")
    actions.revoke_entitlement(entitlement.id, reason=request.POST.get("reason", ""), by=person)
    messages.success(request, said(Words("이용권을 거두었습니다.", "Entitlement revoked.")))
    return redirect("catalogue:manage", dataset.id)


def _editable(request: HttpRequest, dataset_id: str) -> tuple[Dataset, Person]:
    """The dataset for one who may edit it; refused as not found for those who may not read it."""
    person = person_of(request)
    dataset = reads.dataset(DatasetId(dataset_id), person)
    policy.require_edit(person, dataset.rights)
    return dataset, person


def _steps(state: State) -> list[dict[str, Any]]:
    """The buttons of the state a dataset is in: those of the table's steps that take no words."""
    allowed = DATASET_STATES[state]
    buttons = [
        ("submit", Words("검토 요청하기", "Submit for review"), "send", "secondary", State.IN_REVIEW in allowed),
        ("return", Words("초안으로 되돌리기", "Return to draft"), "undo-2", "secondary", State.DRAFT in allowed),
    ]
    return [
        {"step": step, "words": words, "icon": icon, "tone": tone}
        for step, words, icon, tone, shown in buttons
        if shown
    ]


def _stewarded(person: Person) -> list[tuple[str, Words]]:
    """Those for whom the person may register datasets; officers also for the city itself, and for anyone."""
    city = [("", settings.NARU_CITY)] if policy.may_register(person, None) else []
    if city:
        return [*city, *((one.id, one.name) for one in people.organisations())]
    mine = people.organisations_of(person)
    return [(one.id, one.name) for one, _ in mine if policy.may_register(person, one.id)]
