"""People, organisations and tokens as values."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from allauth.mfa.models import Authenticator
from django.db.models import Q

from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people.core import texts, tokens
from naru.base.people.core.values import Account, Member, Organisation, Token
from naru.base.people.models import ApiToken, Membership, User
from naru.base.people.models import Organisation as OrganisationRow


def person_of_user(user: User) -> Person:
    """The person with every scope: as signed in by a session."""
    return Person(
        id=PersonId(user.id),
        name=user.name,
        email=user.email,
        roles=_roles(user),
        is_officer=user.is_officer,
        is_auditor=user.is_auditor,
    )


def person_by_token(secret: str, now: datetime) -> Person:
    """The person a token stands for, with no more than the token's scopes. Notes the use, at most once a minute.

    Raises ``Refused``: ``token_invalid``, whatever is wrong with the token or its person's account.
    """
    if not tokens.is_well_formed(secret):
        raise Refused("token_invalid")
    row = ApiToken.objects.select_related("user").filter(digest=tokens.digest(secret)).first()
    if row is None or not row.user.is_active or not token_value(row).is_live(now):
        raise Refused("token_invalid")
    if row.last_used is None or now - row.last_used > timedelta(minutes=1):
        ApiToken.objects.filter(id=row.id).update(last_used=now)
    return narrowed(person_of_user(row.user), row)


def narrowed(whole: Person, row: ApiToken) -> Person:
    """The person as the token lets them be: with its scopes, and of one organisation alone where it is so narrow; then neither
    officer nor auditor."""
    person = replace(whole, scopes=token_value(row).scopes, token_id=row.id)
    if row.organisation_id is None:
        return person
    own = OrganisationId(row.organisation_id)
    roles = {own: whole.roles[own]} if own in whole.roles else {}
    return replace(person, roles=roles, is_officer=False, is_auditor=False)


def person(person_id: PersonId) -> Person:
    """As signed in by a session, whether or not the account is active. Raises ``Refused``: ``not_found``."""
    return person_of_user(_user(id=person_id))


def as_now(person: Person) -> Person:
    """The same visitor as they are at this moment, for what takes long: who left an organisation meanwhile has left it.

    Visitors, services and the machine stay as they are. Raises ``Refused``: ``sign_in_first`` for an account that was
    suspended or is gone, ``token_invalid`` for a token that was revoked.
    """
    if person.is_anonymous or person.is_system:
        return person
    row = User.objects.filter(id=person.id, is_active=True).first()
    if row is None:
        raise Refused("sign_in_first")
    if person.token_id is None:
        return person_of_user(row)
    token = ApiToken.objects.filter(id=person.token_id, revoked__isnull=True).first()
    if token is None:
        raise Refused("token_invalid")
    return narrowed(person_of_user(row), token)


def person_by_email(email: str) -> Person:
    """In whatever case it is written.

    Raises ``Refused``: ``no_such_person``, or as ``texts.email_address``.
    """
    try:
        return person_of_user(User.objects.get(email=texts.email_address(email)))
    except User.DoesNotExist:
        raise Refused("no_such_person", email=email) from None


def has_second_factor(person_id: PersonId) -> bool:
    """Whether an authenticator app or a passkey is asked for beside the password."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=person_id, type__in=kinds).exists()  # type: ignore[no-any-return]


def accounts(text: str = "") -> list[Account]:
    """By their addresses; with ``text`` those that have it in address or name. Doors ask who may see them."""
    rows = User.objects.order_by("email")
    if text:
        rows = rows.filter(Q(email__icontains=text) | Q(name__icontains=text))
    return [account(row) for row in rows]


def holders(role: Literal["officer", "auditor"]) -> list[PersonId]:
    """Those who hold a role in the city, by an account that is active."""
    rows = User.objects.filter(is_active=True, **{f"is_{role}": True})
    return [PersonId(each) for each in rows.order_by("id").values_list("id", flat=True)]


def active_among(person_ids: Collection[str]) -> set[PersonId]:
    """Those of them whose account is active."""
    return {
        PersonId(each) for each in User.objects.filter(id__in=person_ids, is_active=True).values_list("id", flat=True)
    }


def account_of(person_id: PersonId) -> Account:
    """Raises ``Refused``: ``not_found``."""
    return account(_user(id=person_id))


def organisation(organisation_id: str) -> Organisation:
    """Raises ``Refused``: ``not_found``, also for what is no id at all."""
    if not is_id(organisation_id):
        raise Refused("not_found")
    return _organisation_where(id=organisation_id)


def organisation_by_slug(slug: str) -> Organisation:
    """Raises ``Refused``: ``not_found``, also for what is no slug at all."""
    if not texts.SLUG.fullmatch(slug):
        raise Refused("not_found")
    return _organisation_where(slug=slug)


def organisations(only: Collection[str] | None = None) -> list[Organisation]:
    """All of them, or those of these ids, by their Korean names."""
    rows = OrganisationRow.objects.order_by("name_ko")
    return [organisation_value(row) for row in (rows if only is None else rows.filter(id__in=only))]


def organisations_called(name: str) -> frozenset[OrganisationId]:
    """Those whose name, Korean or English and in whatever case, this is."""
    rows = OrganisationRow.objects.filter(Q(name_ko__iexact=name) | Q(name_en__iexact=name))
    return frozenset(OrganisationId(each) for each in rows.values_list("id", flat=True))


def organisations_of(person: Person) -> list[tuple[Organisation, Role]]:
    """With the person's role in each, by their Korean names."""
    rows = OrganisationRow.objects.filter(id__in=person.roles).order_by("name_ko")
    return [(organisation_value(row), person.roles[OrganisationId(row.id)]) for row in rows]


def members(organisation_id: str) -> list[Member]:
    """Owners first, then stewards, then members, each by name."""
    rows = Membership.objects.select_related("user").filter(organisation_id=organisation_id)
    order = list(Role)
    found = [
        Member(
            person_id=PersonId(row.user.id),
            name=row.user.name,
            email=row.user.email,
            role=Role(row.role),
            since=row.since,
        )
        for row in rows
    ]
    return sorted(found, key=lambda member: (order.index(member.role), member.name))


def tokens_of(person_id: str) -> list[Token]:
    """Newest first, the revoked and expired ones too."""
    return [token_value(row) for row in ApiToken.objects.filter(user_id=person_id).order_by("-issued", "-id")]


def account(row: User) -> Account:
    return Account(
        id=PersonId(row.id),
        name=row.name,
        email=row.email,
        is_officer=row.is_officer,
        is_auditor=row.is_auditor,
        is_active=row.is_active,
        joined=row.joined,
    )


def _user(**which: str) -> User:
    try:
        return User.objects.get(**which)
    except User.DoesNotExist:
        raise Refused("not_found") from None


def _roles(user: User) -> dict[OrganisationId, Role]:
    rows = Membership.objects.filter(user=user).values_list("organisation_id", "role")
    return {OrganisationId(organisation_id): Role(role) for organisation_id, role in rows}


def _organisation_where(**which: str) -> Organisation:
    try:
        return organisation_value(OrganisationRow.objects.get(**which))
    except OrganisationRow.DoesNotExist:
        raise Refused("not_found") from None


def organisation_value(row: OrganisationRow) -> Organisation:
    """Where nothing is said in English, the Korean description stands for it."""
    return Organisation(
        id=OrganisationId(row.id),
        slug=row.slug,
        name=Words(row.name_ko, row.name_en),
        description=Words(row.description_ko, row.description_en or row.description_ko),
    )


def token_value(row: ApiToken) -> Token:
    return Token(
        id=row.id,
        person_id=PersonId(row.user_id),
        name=row.name,
        start=row.start,
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        issued=row.issued,
        expires=row.expires,
        last_used=row.last_used,
        revoked=row.revoked,
        organisation=OrganisationId(row.organisation_id) if row.organisation_id else None,
    )
