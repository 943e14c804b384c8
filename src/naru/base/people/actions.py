"""What is done with people, organisations and tokens; each change and its record in the trail are one transaction.

Whether ``by`` may do it is asked at the doors, of ``core/rights.py``.
"""

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.people.core import members as core
from naru.base.people.core import texts, tokens
from naru.base.people.core.values import Account, IssuedToken, Organisation, Token
from naru.base.people.models import ApiToken, Membership, User
from naru.base.people.models import Organisation as OrganisationRow
from naru.base.people.reads import account, organisation_value, token_value
from naru.base.trail import actions as trail

TOKEN_DAYS_MAX = 365


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    by: Person,
    password: str | None = None,
    is_officer: bool = False,
    is_auditor: bool = False,
) -> Account:
    """A new account, whose address the one who makes it vouches for; without a password nobody can sign in to it yet.

    Raises ``Refused``: ``email_taken``, ``password_refused``, or what ``core.texts`` finds wrong with name or address.
    """
    user = User(
        email=texts.email_address(email),
        name=texts.one_line(name, field="name", longest=80),
        is_officer=is_officer,
        is_auditor=is_auditor,
    )
    if User.objects.filter(email=user.email).exists():
        raise Refused("email_taken", email=user.email)
    _set_password(user, password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    trail.record(by.actor, "person.created", user.id, facts={"is_officer": is_officer, "is_auditor": is_auditor})
    return account(user)


@transaction.atomic
def rename_person(*, person_id: PersonId, name: str, by: Person) -> Account:
    """Raises ``Refused``: ``not_found``, or what ``core.texts`` finds wrong with the name."""
    user = _locked_user(person_id)
    user.name = texts.one_line(name, field="name", longest=80)
    user.save(update_fields=["name"])
    trail.record(by.actor, "person.renamed", user.id)
    return account(user)


@transaction.atomic
def set_password(*, person_id: PersonId, password: str, by: Person) -> None:
    """Sets the password; every session of the person ends, since a session is bound to the password's hash, and every token.

    Raises ``Refused``: ``not_found``, ``password_refused``.
    """
    user = _locked_user(person_id)
    _set_password(user, password)
    user.save(update_fields=["password"])
    trail.record(by.actor, "person.password_set", user.id)
    end_tokens(person_id=person_id, by=by)


@transaction.atomic
def set_suspended(*, person_id: PersonId, is_suspended: bool, reason: str, by: Person) -> Account:
    """Close an account at once, its tokens too, or open it again; nothing that the person did is touched.

    A suspended account signs in nowhere: sessions ask for an active account with every request. Set as it is already,
    nothing is noted. Raises ``Refused``: ``not_found``, ``forbidden`` for one's own, or what ``core.texts`` finds wrong.
    """
    if person_id == by.id:
        raise Refused("forbidden")
    user = _locked_user(person_id)
    if user.is_active is not is_suspended:
        return account(user)
    user.is_active = not is_suspended
    user.save(update_fields=["is_active"])
    verb = "person.suspended" if is_suspended else "person.unsuspended"
    trail.record(by.actor, verb, user.id, facts={"reason": texts.one_line(reason, field="reason", longest=300)})
    if is_suspended:
        end_tokens(person_id=person_id, by=by)
    return account(user)


@transaction.atomic
def end_tokens(*, person_id: PersonId, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Revoke all of a person's tokens that still live; answers how many."""
    live = ApiToken.objects.filter(user_id=person_id, revoked__isnull=True, expires__gt=clock.now())
    ids = list(live.order_by("id").values_list("id", flat=True))
    for token_id in ids:
        revoke_token(token_id=token_id, by=by, of=person_id, clock=clock)
    return len(ids)


@transaction.atomic
def set_platform_roles(
    *, person_id: PersonId, is_officer: bool | None = None, is_auditor: bool | None = None, by: Person
) -> Account:
    """Makes someone an officer or an auditor of the whole platform, or no longer one; ``None`` leaves it as it is."""
    user = _locked_user(person_id)
    user.is_officer = user.is_officer if is_officer is None else is_officer
    user.is_auditor = user.is_auditor if is_auditor is None else is_auditor
    user.save(update_fields=["is_officer", "is_auditor"])
    facts = {"is_officer": user.is_officer, "is_auditor": user.is_auditor}
    trail.record(by.actor, "person.roles_changed", user.id, facts=facts)
    return account(user)


@transaction.atomic
def create_organisation(
    *,
    slug: str,
    name_ko: str,
    by: Person,
    name_en: str = "",
    description_ko: str = "",
    description_en: str = "",
    owner: PersonId | None = None,
) -> Organisation:
    """A new organisation, with ``owner`` as its first owner if one is named.

    Without an English name the Korean one stands for it. Raises ``Refused``: ``slug_refused``, ``slug_taken``,
    ``not_found`` for the owner, or what ``core.texts`` finds wrong.
    """
    row = OrganisationRow(slug=texts.slug(slug))
    _describe(row, name_ko, name_en, description_ko, description_en)
    if OrganisationRow.objects.filter(slug=row.slug).exists():
        raise Refused("slug_taken", slug=row.slug)
    row.save(force_insert=True)
    if owner is not None:
        user = _locked_user(owner)
        Membership.objects.create(organisation=row, user=user, role=Role.OWNER)
    facts = {"slug": row.slug, "name": row.name_ko, "owner": owner}
    trail.record(by.actor, "organisation.created", row.id, facts=facts)
    return organisation_value(row)


@transaction.atomic
def describe_organisation(
    *,
    organisation_id: OrganisationId,
    name_ko: str,
    name_en: str,
    description_ko: str,
    description_en: str,
    by: Person,
) -> Organisation:
    """Replace all that is said of it; an empty ``name_en`` becomes the Korean name.

    Raises ``Refused``: ``not_found``, or what ``core.texts`` finds wrong.
    """
    row = _locked_organisation(organisation_id)
    _describe(row, name_ko, name_en, description_ko, description_en)
    row.save()
    trail.record(by.actor, "organisation.described", row.id, facts={"name_ko": row.name_ko, "name_en": row.name_en})
    return organisation_value(row)


@transaction.atomic
def add_member(*, organisation_id: OrganisationId, person_id: PersonId, role: Role, by: Person) -> None:
    """Raises ``Refused``: ``not_found``, ``already_a_member``."""
    row = _locked_organisation(organisation_id)
    user = _locked_user(person_id)
    core.with_member(_members(row), person_id, role)
    Membership.objects.create(organisation=row, user=user, role=role)
    trail.record(by.actor, "organisation.member_added", row.id, facts={"person": user.id, "role": role})


@transaction.atomic
def change_role(*, organisation_id: OrganisationId, person_id: PersonId, role: Role, by: Person) -> None:
    """Raises ``Refused``: ``not_found``, ``not_a_member``, ``last_owner``."""
    row = _locked_organisation(organisation_id)
    core.with_role(_members(row), person_id, role)
    Membership.objects.filter(organisation=row, user_id=person_id).update(role=role)
    trail.record(by.actor, "organisation.role_changed", row.id, facts={"person": person_id, "role": role})


@transaction.atomic
def remove_member(*, organisation_id: OrganisationId, person_id: PersonId, by: Person) -> None:
    """Takes a member out, or lets one leave. Raises ``Refused``: ``not_found``, ``not_a_member``, ``last_owner``."""
    row = _locked_organisation(organisation_id)
    core.without_member(_members(row), person_id)
    Membership.objects.filter(organisation=row, user_id=person_id).delete()
    trail.record(by.actor, "organisation.member_removed", row.id, facts={"person": person_id})


@transaction.atomic
def issue_token(
    *,
    person_id: PersonId,
    name: str,
    scopes: Iterable[Scope],
    days: int,
    by: Person,
    organisation: OrganisationId | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> IssuedToken:
    """A new API token; its secret is in the answer and nowhere else, ever. It may read, whatever ``scopes`` say.

    For one ``organisation`` it is of that alone, and neither an officer's nor an auditor's; one that such a token issues is so,
    too. Raises ``Refused``: ``token_expiry_refused`` unless ``days`` is 1 to 365, ``not_found``, ``not_a_member``.
    """
    organisation = _organisation_of_token(by) or organisation
    if organisation and not Membership.objects.filter(organisation=organisation, user=person_id).exists():
        raise Refused("not_a_member")
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise Refused("token_expiry_refused", days_max=TOKEN_DAYS_MAX)
    user = _locked_user(person_id)
    secret = tokens.new_token()
    row = ApiToken.objects.create(
        user=user,
        name=texts.one_line(name, field="name", longest=80),
        start=tokens.start(secret),
        digest=tokens.digest(secret),
        scopes=sorted({Scope.READ, *scopes}),
        organisation_id=organisation,
        expires=clock.now() + timedelta(days=days),
    )
    facts = {"person": user.id, "scopes": row.scopes, "expires": row.expires.isoformat(), "organisation": organisation}
    trail.record(by.actor, "token.issued", row.id, facts=facts)
    return IssuedToken(token=token_value(row), secret=secret)


@transaction.atomic
def revoke_token(*, token_id: str, by: Person, of: PersonId | None = None, clock: Clock = SYSTEM_CLOCK) -> Token:
    """Ends a token at once; ``of`` limits the search to one person's tokens. Revoking twice changes nothing.

    Raises ``Refused``: ``not_found``.
    """
    if not is_id(token_id):
        raise Refused("not_found")
    rows = ApiToken.objects.select_for_update().filter(id=token_id)
    row = (rows if of is None else rows.filter(user_id=of)).first()
    if row is None:
        raise Refused("not_found")
    if row.revoked is None:
        row.revoked = clock.now()
        row.save(update_fields=["revoked"])
        trail.record(by.actor, "token.revoked", row.id, facts={"person": row.user_id})
    return token_value(row)


@transaction.atomic
def delete_account(*, person_id: PersonId, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Close an account for ever: name, address, password, factors, tokens, sessions and memberships go; what the person did stays,
    under an id that nobody can be told by. Raises ``Refused``: ``not_found``, ``last_owner``."""
    user = _locked_user(person_id)
    for membership in Membership.objects.filter(user=user).select_related("organisation").order_by("id"):
        remove_member(organisation_id=OrganisationId(membership.organisation_id), person_id=person_id, by=by)
    end_tokens(person_id=person_id, by=by, clock=clock)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.email, user.name = f"{user.id}@deleted.invalid", "탈퇴한 사람"
    user.is_active = user.is_officer = user.is_auditor = False
    user.set_unusable_password()
    user.save()
    trail.record(by.actor, "person.deleted", user.id)


def _organisation_of_token(by: Person) -> OrganisationId | None:
    row = ApiToken.objects.filter(id=by.token_id).first() if by.token_id else None
    return OrganisationId(row.organisation_id) if row and row.organisation_id else None


def _describe(row: OrganisationRow, name_ko: str, name_en: str, description_ko: str, description_en: str) -> None:
    row.name_ko = texts.one_line(name_ko, field="name_ko", longest=120)
    row.name_en = texts.one_line(name_en or name_ko, field="name_en", longest=120)
    row.description_ko = texts.paragraph(description_ko, field="description_ko", longest=2000)
    row.description_en = texts.paragraph(description_en, field="description_en", longest=2000)


def _members(row: OrganisationRow) -> core.Members:
    rows = Membership.objects.filter(organisation=row).values_list("user_id", "role")
    return {PersonId(user_id): Role(role) for user_id, role in rows}


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    if reason := _weakness(password, user, "ko"):
        raise Refused("password_refused", reason=reason, reason_en=_weakness(password, user, "en"))
    user.set_password(password)


def _weakness(password: str, user: User, language: str) -> str:
    with translation.override(language):
        try:
            validate_password(password, user)
        except ValidationError as error:
            return " ".join(error.messages)
    return ""


def _locked_user(person_id: PersonId) -> User:
    user = User.objects.select_for_update().filter(id=person_id).first() if is_id(person_id) else None
    if user is None:
        raise Refused("not_found")
    return user


def _locked_organisation(organisation_id: OrganisationId) -> OrganisationRow:
    row = OrganisationRow.objects.select_for_update().filter(id=organisation_id).first()
    if row is None:
        raise Refused("not_found")
    return row
