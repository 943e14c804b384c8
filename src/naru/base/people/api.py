"""People in the API: /me, its tokens, /organisations and their members."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from naru.base.kit.guard import person_of, require, require_signed_in
from naru.base.kit.person import PersonId, Role, Scope
from naru.base.people import actions, reads
from naru.base.people.core import rights
from naru.base.people.core.values import Member, Organisation, Token

router = Router(tags=["people"])

Line = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=8000)]


class OrganisationOut(Schema):
    id: str
    slug: str
    name_ko: str
    name_en: str
    description_ko: str
    description_en: str

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationOut":
        name, description = organisation.name, organisation.description
        return cls(
            id=organisation.id,
            slug=organisation.slug,
            name_ko=name.ko,
            name_en=name.en,
            description_ko=description.ko,
            description_en=description.en,
        )


class BelongingOut(Schema):
    organisation: OrganisationOut
    role: Role


class MeOut(Schema):
    id: str
    name: str
    email: str
    is_officer: bool
    is_auditor: bool
    scopes: list[Scope]
    organisations: list[BelongingOut]


class MemberOut(Schema):
    person_id: str
    name: str
    email: str
    role: Role
    since: datetime

    @classmethod
    def of(cls, member: Member) -> "MemberOut":
        return cls(
            person_id=member.person_id, name=member.name, email=member.email, role=member.role, since=member.since
        )


class TokenOut(Schema):
    id: str
    name: str
    start: str
    scopes: list[Scope]
    issued: datetime
    expires: datetime
    last_used: datetime | None
    revoked: datetime | None

    @classmethod
    def of(cls, token: Token) -> "TokenOut":
        return cls(
            id=token.id,
            name=token.name,
            start=token.start,
            scopes=sorted(token.scopes),
            issued=token.issued,
            expires=token.expires,
            last_used=token.last_used,
            revoked=token.revoked,
        )


class OrganisationIn(Schema):
    slug: Line
    name_ko: Line
    name_en: Line = ""
    description_ko: Text = ""
    description_en: Text = ""
    owner_email: Line | None = None


class DescriptionIn(Schema):
    name_ko: Line
    name_en: Line = ""
    description_ko: Text = ""
    description_en: Text = ""


class MemberIn(Schema):
    email: Line
    role: Role = Role.MEMBER


class RoleIn(Schema):
    role: Role


@router.get("/me", response=MeOut, url_name="me", summary="Who I am, where I belong, what my token may do")
def me(request: HttpRequest) -> MeOut:
    person = person_of(request)
    require_signed_in(person)
    belongings = [
        BelongingOut(organisation=OrganisationOut.of(organisation), role=role)
        for organisation, role in reads.organisations_of(person)
    ]
    return MeOut(
        id=person.id,
        name=person.name,
        email=person.email,
        is_officer=person.is_officer,
        is_auditor=person.is_auditor,
        scopes=sorted(person.scopes),
        organisations=belongings,
    )


@router.get("/me/tokens", response=list[TokenOut], url_name="my_tokens", summary="My API tokens, newest first")
def my_tokens(request: HttpRequest) -> list[TokenOut]:
    person = person_of(request)
    require_signed_in(person)
    return [TokenOut.of(token) for token in reads.tokens_of(person.id)]


@router.delete("/me/tokens/{token_id}", response=TokenOut, url_name="my_token", summary="Revoke one of my tokens")
def revoke_my_token(request: HttpRequest, token_id: str) -> TokenOut:
    person = person_of(request)
    require(rights.may_manage_own_tokens(person), person, scope=Scope.ADMIN)
    return TokenOut.of(actions.revoke_token(token_id=token_id, of=person.id, by=person))


@router.get("/organisations", response=list[OrganisationOut], url_name="organisations", summary="Every organisation")
def organisations(request: HttpRequest) -> list[OrganisationOut]:
    return [OrganisationOut.of(organisation) for organisation in reads.organisations()]


@router.post(
    "/organisations", response={201: OrganisationOut}, url_name="organisations", summary="Found an organisation"
)
def create_organisation(request: HttpRequest, asked: OrganisationIn) -> Status[OrganisationOut]:
    person = person_of(request)
    require(rights.may_found_organisation(person), person, scope=Scope.ADMIN)
    made = actions.create_organisation(
        slug=asked.slug,
        name_ko=asked.name_ko,
        name_en=asked.name_en,
        description_ko=asked.description_ko,
        description_en=asked.description_en,
        owner=reads.person_by_email(asked.owner_email).id if asked.owner_email else None,
        by=person,
    )
    return Status(201, OrganisationOut.of(made))


@router.get("/organisations/{slug}", response=OrganisationOut, url_name="organisation", summary="One organisation")
def organisation(request: HttpRequest, slug: str) -> OrganisationOut:
    return OrganisationOut.of(reads.organisation_by_slug(slug))


@router.put(
    "/organisations/{slug}", response=OrganisationOut, url_name="organisation", summary="Describe an organisation"
)
def describe_organisation(request: HttpRequest, slug: str, asked: DescriptionIn) -> OrganisationOut:
    person, found = person_of(request), reads.organisation_by_slug(slug)
    require(rights.may_describe_organisation(person, found.id), person, scope=Scope.WRITE)
    return OrganisationOut.of(actions.describe_organisation(organisation_id=found.id, by=person, **asked.model_dump()))


@router.get("/organisations/{slug}/members", response=list[MemberOut], url_name="members", summary="Who belongs to it")
def members(request: HttpRequest, slug: str) -> list[MemberOut]:
    person, found = person_of(request), reads.organisation_by_slug(slug)
    require(rights.may_see_members(person, found.id), person)
    return [MemberOut.of(member) for member in reads.members(found.id)]


@router.post(
    "/organisations/{slug}/members", response={201: list[MemberOut]}, url_name="members", summary="Add a member"
)
def add_member(request: HttpRequest, slug: str, asked: MemberIn) -> Status[list[MemberOut]]:
    person, found = person_of(request), reads.organisation_by_slug(slug)
    require(rights.may_manage_members(person, found.id), person, scope=Scope.ADMIN)
    newcomer = reads.person_by_email(asked.email)
    actions.add_member(organisation_id=found.id, person_id=newcomer.id, role=asked.role, by=person)
    return Status(201, [MemberOut.of(member) for member in reads.members(found.id)])


@router.put(
    "/organisations/{slug}/members/{person_id}",
    response=list[MemberOut],
    url_name="member",
    summary="Change a member's role",
)
def change_role(request: HttpRequest, slug: str, person_id: str, asked: RoleIn) -> list[MemberOut]:
    person, found = person_of(request), reads.organisation_by_slug(slug)
    require(rights.may_manage_members(person, found.id), person, scope=Scope.ADMIN)
    actions.change_role(organisation_id=found.id, person_id=PersonId(person_id), role=asked.role, by=person)
    return [MemberOut.of(member) for member in reads.members(found.id)]


@router.delete(
    "/organisations/{slug}/members/{person_id}",
    response={204: None},
    url_name="member",
    summary="Take a member out, or leave",
)
def remove_member(request: HttpRequest, slug: str, person_id: str) -> Status[None]:
    person, found = person_of(request), reads.organisation_by_slug(slug)
    leaves = person_id == person.id and rights.may_leave(person, found.id)
    require(leaves or rights.may_manage_members(person, found.id), person, scope=Scope.ADMIN)
    actions.remove_member(organisation_id=found.id, person_id=PersonId(person_id), by=person)
    return Status(204, None)
