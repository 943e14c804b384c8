"""The people commands of ``naru``: user, organisation, token. Whoever runs them owns the machine and acts as Naru."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import click
import orjson

from naru.base.kit import access_log
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.people import actions, reads
from naru.base.people.core.values import Account, Member, Organisation, Token

as_json = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="JSON으로, 목록은 한 줄에 하나씩 · print JSON: one object, a list as one a line",
)


@click.group("user")
def user() -> None:
    """사람들의 계정 · People's accounts: add, list, set their platform roles and passwords."""


@user.command("add")
@click.argument("email")
@click.option("--name", help="이름, 없으면 주소의 @ 앞 · their name; without it the part of the address before the @")
@click.option(
    "--password",
    help="비밀번호, 없으면 `naru user password`로 정할 때까지 없음 · without it the account has none until `naru user password` sets one",
)
@click.option(
    "--officer",
    is_flag=True,
    help="도시의 데이터 담당관, 모든 일을 할 수 있음 · a data officer of the city: may do everything on the platform",
)
@click.option(
    "--auditor", is_flag=True, help="감사관, 감사 기록과 소속을 볼 수 있음 · may read the trail and who belongs where"
)
@as_json
def add_user(email: str, name: str | None, password: str | None, officer: bool, auditor: bool, as_json: bool) -> None:
    """EMAIL의 계정을 만듭니다 · Make an account for EMAIL."""
    account = actions.create_user(
        email=email,
        name=name or email.partition("@")[0],
        password=password,
        is_officer=officer,
        is_auditor=auditor,
        by=SYSTEM,
    )
    _say([account], account_json, account_line, as_json)


@user.command("list")
@click.argument("text", default="")
@as_json
def list_users(text: str, as_json: bool) -> None:
    """계정을, 또는 이름이나 주소에 TEXT가 있는 계정을 보입니다 · List accounts, or those with TEXT in them."""
    _say(reads.accounts(text), account_json, account_line, as_json)


@user.command("role")
@click.argument("email")
@click.option(
    "--officer/--no-officer", default=None, help="담당관으로 하거나 그만두게 · make them an officer, or no longer one"
)
@click.option(
    "--auditor/--no-auditor", default=None, help="감사관으로 하거나 그만두게 · make them an auditor, or no longer one"
)
@as_json
def set_role(email: str, officer: bool | None, auditor: bool | None, as_json: bool) -> None:
    """EMAIL의 역할을 바꿉니다 · Change EMAIL's roles on the platform."""
    person = reads.person_by_email(email)
    account = actions.set_platform_roles(person_id=person.id, is_officer=officer, is_auditor=auditor, by=SYSTEM)
    _say([account], account_json, account_line, as_json)


@user.command("suspend")
@click.argument("email")
@click.option("--reason", required=True, help="까닭 · why")
@click.option("--lift", is_flag=True, help="다시 엽니다 · open it again")
@as_json
def suspend(email: str, reason: str, lift: bool, as_json: bool) -> None:
    """EMAIL의 계정을 멈춥니다. 세션과 토큰이 끝납니다 · Suspend EMAIL's account; sessions and tokens end."""
    person = reads.person_by_email(email)
    account = actions.set_suspended(person_id=person.id, is_suspended=not lift, reason=reason, by=SYSTEM)
    _say([account], account_json, account_line, as_json)


@user.command("password")
@click.argument("email")
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="없으면 물어봄 · asked for if not given"
)
@as_json
def set_password(email: str, password: str, as_json: bool) -> None:
    """EMAIL의 비밀번호를 정합니다. 열린 세션은 끝납니다 · Set EMAIL's password; their open sessions end."""
    person = reads.person_by_email(email)
    actions.set_password(person_id=person.id, password=password, by=SYSTEM)
    _say([reads.account_of(person.id)], account_json, account_line, as_json)


@click.group("organisation")
def organisation() -> None:
    """기관과 그 구성원 · Organisations and who belongs to them."""


@organisation.command("add")
@click.argument("slug")
@click.argument("name")
@click.option(
    "--name-en", default="", help="영어 이름, 없으면 NAME으로 · the English name; without it NAME stands for both"
)
@click.option("--owner", help="첫 대표의 이메일 · the email address of its first owner")
@as_json
def add_organisation(slug: str, name: str, name_en: str, owner: str | None, as_json: bool) -> None:
    """기관 NAME을 만듭니다. 주소는 /organisations/SLUG/ · Make an organisation NAME at /organisations/SLUG/."""
    owner_id = reads.person_by_email(owner).id if owner else None
    made = actions.create_organisation(slug=slug, name_ko=name, name_en=name_en, owner=owner_id, by=SYSTEM)
    _say([made], organisation_json, organisation_line, as_json)


@organisation.command("list")
@as_json
def list_organisations(as_json: bool) -> None:
    """모든 기관을 보입니다 · List every organisation."""
    _say(reads.organisations(), organisation_json, organisation_line, as_json)


@organisation.command("member")
@click.argument("slug")
@click.argument("email", required=False)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="EMAIL을 이 역할로 추가하거나 바꿈 · add EMAIL with this role, or change it",
)
@click.option("--remove", is_flag=True, help="EMAIL을 뺌, 마지막 대표는 남음 · take EMAIL out; the last owner stays")
@as_json
def member(slug: str, email: str | None, role: str | None, remove: bool, as_json: bool) -> None:
    """SLUG의 구성원을 보이고 바꿉니다 · List the members of SLUG; with EMAIL and --role or --remove change them first."""
    found = _organisation(slug)
    if email:
        _change_member(found, email, Role(role) if role else None, remove)
    elif role or remove:
        raise Refused("member_unnamed")
    _say(reads.members(found.id), member_json, member_line, as_json)


@user.command("delete")
@click.argument("email")
@click.option("--yes", is_flag=True, help="묻지 않음 · do not ask")
@as_json
def delete_user(email: str, yes: bool, as_json: bool) -> None:
    """EMAIL의 계정을 지웁니다. 되돌릴 수 없습니다 · Delete EMAIL's account for ever; what it did stays."""
    person = reads.person_by_email(email)
    if not yes:
        click.confirm(f"{person.name} <{email}>: 계정을 지울까요? · delete the account?", abort=True, err=True)
    actions.delete_account(person_id=person.id, by=SYSTEM)
    click.echo(orjson.dumps({"deleted": person.id}) if as_json else person.id)


@click.command("access-log")
@click.option("--days", default=1, show_default=True, type=click.IntRange(1, 366), help="며칠치 · of how many days")
@click.option(
    "--what", type=click.Choice([each.value for each in access_log.Happened]), help="그 일만 · of this kind alone"
)
@as_json
def show_access_log(days: int, what: str | None, as_json: bool) -> None:
    """닫힌 데이터를 읽은 일, 거절된 일, 실패한 로그인을 보입니다 · Reads of closed data, refusals and failed sign-ins."""
    today = SYSTEM_CLOCK.today()
    found = [
        line
        for line in access_log.lines(since=today - timedelta(days=days - 1), until=today)
        if what is None or line["what"] == what
    ]
    if as_json:
        click.echo(orjson.dumps(found))
        return
    for line in found:
        told = "  ".join(
            f"{name}={value}" for name, value in line.items() if name not in {"at", "what"} and value != ""
        )
        click.echo(f"{line['at']}  {line['what']}  {told}")


@click.group("token")
def token() -> None:
    """API 토큰 · API tokens: issue, list, revoke."""


@token.command("issue")
@click.argument("email")
@click.option(
    "--name", default="naru token", show_default=True, help="주인이 알아볼 이름 · by which its owner will know it"
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="여러 번 가능, 없으면 read · repeatable; read if none",
)
@click.option(
    "--days",
    default=90,
    show_default=True,
    type=click.IntRange(1, actions.TOKEN_DAYS_MAX),
    help="쓸 수 있는 날의 수 · days it lives",
)
@click.option("--organisation", "slug", help="그 기관의 일만 하는 토큰 · a token for this organisation alone")
@as_json
def issue_token(email: str, name: str, scopes: tuple[str, ...], days: int, slug: str | None, as_json: bool) -> None:
    """EMAIL의 API 토큰을 냅니다. 지금만 보입니다 · Issue an API token for EMAIL, printed now and never again."""
    person = reads.person_by_email(email)
    issued = actions.issue_token(
        person_id=person.id,
        name=name,
        scopes=map(Scope, scopes),
        days=days,
        by=SYSTEM,
        organisation=_organisation(slug).id if slug else None,
    )
    if as_json:
        click.echo(orjson.dumps({**token_json(issued.token), "token": issued.secret}))
    else:
        click.echo(issued.secret)
        click.echo(f"{token_line(issued.token)}\n지금만 보입니다 / shown only now", err=True)


@token.command("list")
@click.argument("email")
@as_json
def list_tokens(email: str, as_json: bool) -> None:
    """EMAIL의 토큰을 새것부터 보입니다 · List EMAIL's tokens, newest first."""
    _say(reads.tokens_of(reads.person_by_email(email).id), token_json, token_line, as_json)


@token.command("revoke")
@click.argument("token_id")
@as_json
def revoke_token(token_id: str, as_json: bool) -> None:
    """토큰 TOKEN_ID를 바로 끝냅니다 · End the token TOKEN_ID at once (its id is in `naru token list`)."""
    _say([actions.revoke_token(token_id=token_id, by=SYSTEM)], token_json, token_line, as_json)


def _organisation(slug: str) -> Organisation:
    try:
        return reads.organisation_by_slug(slug)
    except Refused:
        raise Refused("no_such_organisation", organisation=slug) from None


def _change_member(found: Organisation, email: str, role: Role | None, remove: bool) -> None:
    person = reads.person_by_email(email)
    if remove:
        actions.remove_member(organisation_id=found.id, person_id=person.id, by=SYSTEM)
    elif role is None:
        raise Refused("member_change_unsaid")
    elif found.id in person.roles:
        actions.change_role(organisation_id=found.id, person_id=person.id, role=role, by=SYSTEM)
    else:
        actions.add_member(organisation_id=found.id, person_id=person.id, role=role, by=SYSTEM)


def _say(
    values: Iterable[Any], to_json: Callable[[Any], dict[str, Any]], to_line: Callable[[Any], str], as_json: bool
) -> None:
    for value in values:
        click.echo(orjson.dumps(to_json(value)) if as_json else to_line(value))


def account_json(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "email": account.email,
        "name": account.name,
        "is_officer": account.is_officer,
        "is_auditor": account.is_auditor,
        "is_active": account.is_active,
        "joined": account.joined.isoformat(),
    }


def account_line(account: Account) -> str:
    roles = [word for word, has in (("officer", account.is_officer), ("auditor", account.is_auditor)) if has]
    return f"{account.id}  {account.email}  {account.name}  {' '.join(roles)}".rstrip()


def organisation_json(found: Organisation) -> dict[str, Any]:
    return {"id": found.id, "slug": found.slug, "name_ko": found.name.ko, "name_en": found.name.en}


def organisation_line(found: Organisation) -> str:
    return f"{found.id}  {found.slug}  {found.name.ko}  {found.name.en}"


def member_json(found: Member) -> dict[str, Any]:
    return {"id": found.person_id, "email": found.email, "name": found.name, "role": found.role}


def member_line(found: Member) -> str:
    return f"{found.role:<8}{found.email}  {found.name}"


def token_json(found: Token) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "start": found.start,
        "scopes": sorted(found.scopes),
        "issued": found.issued.isoformat(),
        "expires": found.expires.isoformat(),
        "last_used": found.last_used.isoformat() if found.last_used else None,
        "revoked": found.revoked.isoformat() if found.revoked else None,
    }


def token_line(found: Token) -> str:
    live = "live" if found.is_live(SYSTEM_CLOCK.now()) else "ended"
    scopes = ",".join(sorted(found.scopes))
    return f"{found.id}  {found.start}…  {live}  {scopes}  until {found.expires:%Y-%m-%d}  {found.name}"
