"""People's pages: my page, my tokens, organisations and their members."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.installed import rendered, systems
from naru.base.kit.person import OrganisationId, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import actions, reads
from naru.base.people.core import rights
from naru.base.people.core.values import ROLE_WORDS, IssuedToken, Organisation
from naru.base.people.forms import DescriptionForm, MemberForm, NameForm, OrganisationForm, RoleForm, TokenForm, said

MY_PAGE = (Words("내 페이지", "My page"), "/me/")
ORGANISATIONS = (Words("기관", "Organisations"), "/organisations/")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def me(request: Visit) -> HttpResponse:
    """Who I am and where I belong; the form changes my name."""
    person = request.person
    form = NameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_person(person_id=person.id, name=form.cleaned_data["name"], by=person)
        messages.success(request, said(Words("이름을 바꾸었습니다.", "Your name is changed.")))
        return redirect("people:me")
    context = {
        "form": form,
        "belongings": [(found, ROLE_WORDS[role]) for found, role in reads.organisations_of(person)],
        "live_tokens": sum(token.is_live(SYSTEM_CLOCK.now()) for token in reads.tokens_of(person.id)),
        "crumbs": [(MY_PAGE[0], "")],
    }
    return render(request, "people/me.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]
def delete_me(request: Visit) -> HttpResponse:
    """Close my own account for ever; whoever comes back from proving who they are presses again."""
    if request.method == "GET":
        return redirect("people:me")
    actions.delete_account(person_id=request.person.id, by=request.person)
    logout(request)
    return redirect("home")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_tokens(request: Visit) -> HttpResponse:
    """My API tokens. A new one is shown in the answer to its form, once, and stored nowhere."""
    person = request.person
    mine = [(found.id, found.name) for found, _ in reads.organisations_of(person)]
    form = TokenForm(request.POST or None, organisations=mine)
    issued: IssuedToken | None = None
    if request.method == "POST" and form.is_valid():
        issued = actions.issue_token(
            person_id=person.id,
            name=form.cleaned_data["name"],
            scopes=[Scope(scope) for scope in form.cleaned_data["scopes"]],
            days=form.cleaned_data["days"],
            by=person,
            organisation=OrganisationId(chosen) if (chosen := form.cleaned_data["organisation"]) else None,
        )
        form = TokenForm(organisations=mine)
    now = SYSTEM_CLOCK.now()
    context = {
        "form": form,
        "issued": issued,
        "tokens": [(token, token.is_live(now)) for token in reads.tokens_of(person.id)],
        "crumbs": [MY_PAGE, (Words("API 토큰", "API tokens"), "")],
    }
    return render(request, "people/tokens.html", context, status=_status(form))


@require_POST
@signed_in
def revoke_my_token(request: Visit, token_id: str) -> HttpResponse:
    actions.revoke_token(token_id=token_id, of=request.person.id, by=request.person)
    messages.success(request, said(Words("토큰을 회수했습니다.", "The token is revoked.")))
    return redirect("people:my_tokens")


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    context = {
        "organisations": reads.organisations(),
        "may_found": rights.may_found_organisation(person_of(request)),
        "crumbs": [(ORGANISATIONS[0], "")],
    }
    return render(request, "people/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def found_organisation(request: Visit) -> HttpResponse:
    """For officers; its first owner must have an account."""
    person = request.person
    require(rights.may_found_organisation(person), person)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            owner = reads.person_by_email(asked.pop("owner"))
            made = actions.create_organisation(**asked, owner=owner.id, by=person)
        except Refused as refused:
            form.add_error("slug" if refused.code == "slug_taken" else "owner", said(refused.words))
        else:
            return redirect("people:organisation", slug=made.slug)
    context = {"form": form, "crumbs": [ORGANISATIONS, (Words("새 기관", "New organisation"), "")]}
    return render(request, "people/organisation_form.html", context, status=_status(form))


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    return _organisation_page(request, reads.organisation_by_slug(slug), MemberForm())


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def describe_organisation(request: Visit, slug: str) -> HttpResponse:
    person, found = request.person, reads.organisation_by_slug(slug)
    require(rights.may_describe_organisation(person, found.id), person)
    form = DescriptionForm(
        request.POST or None,
        initial={
            "name_ko": found.name.ko,
            "name_en": found.name.en,
            "description_ko": found.description.ko,
            "description_en": found.description.en,
        },
    )
    if request.method == "POST" and form.is_valid():
        actions.describe_organisation(organisation_id=found.id, by=person, **form.cleaned_data)
        return redirect("people:organisation", slug=slug)
    here = (found.name, f"/organisations/{slug}/")
    context = {"form": form, "crumbs": [ORGANISATIONS, here, (Words("소개 고치기", "Edit"), "")]}
    return render(request, "people/organisation_form.html", context, status=_status(form))


@require_POST
@signed_in
def add_member(request: Visit, slug: str) -> HttpResponse:
    person, found = request.person, reads.organisation_by_slug(slug)
    require(rights.may_manage_members(person, found.id), person)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            newcomer = reads.person_by_email(form.cleaned_data["email"])
            role = Role(form.cleaned_data["role"])
            actions.add_member(organisation_id=found.id, person_id=newcomer.id, role=role, by=person)
        except Refused as refused:
            form.add_error("email", said(refused.words))
        else:
            messages.success(request, said(Words("구성원을 추가했습니다.", "The member is added.")))
            return redirect("people:organisation", slug=slug)
    return _organisation_page(request, found, form)


@require_POST
@signed_in
def change_role(request: Visit, slug: str, person_id: str) -> HttpResponse:
    person, found = request.person, reads.organisation_by_slug(slug)
    require(rights.may_manage_members(person, found.id), person)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Refused("role_refused")
    role = Role(form.cleaned_data["role"])
    actions.change_role(organisation_id=found.id, person_id=PersonId(person_id), role=role, by=person)
    messages.success(request, said(Words("역할을 바꾸었습니다.", "The role is changed.")))
    return redirect("people:organisation", slug=slug)


@require_POST
@signed_in
def remove_member(request: Visit, slug: str, person_id: str) -> HttpResponse:
    """Take a member out, or leave oneself."""
    person, found = request.person, reads.organisation_by_slug(slug)
    leaves = person_id == person.id and rights.may_leave(person, found.id)
    require(leaves or rights.may_manage_members(person, found.id), person)
    actions.remove_member(organisation_id=found.id, person_id=PersonId(person_id), by=person)
    messages.success(request, said(Words("기관에서 뺐습니다.", "No longer a member.")))
    return redirect("people:organisation", slug=slug)


def _organisation_page(request: HttpRequest, found: Organisation, form: MemberForm) -> HttpResponse:
    person = person_of(request)
    sees = rights.may_see_members(person, found.id)
    panels = [panel for system in systems() for panel in system.organisation_panels]
    context = {
        "organisation": found,
        "panels": rendered(panels, request, found.id),
        "members": reads.members(found.id) if sees else None,
        "roles": ROLE_WORDS.items(),
        "form": form,
        "may_manage": rights.may_manage_members(person, found.id),
        "may_describe": rights.may_describe_organisation(person, found.id),
        "may_leave": rights.may_leave(person, found.id),
        "crumbs": [ORGANISATIONS, (found.name, "")],
    }
    return render(request, "people/organisation.html", context, status=_status(form))


def _status(form: forms.Form) -> int:
    errors: Any = form.is_bound and form.errors
    return 422 if errors else 200
