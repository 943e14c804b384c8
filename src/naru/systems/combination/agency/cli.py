"""``naru agency``: join, assess, treat, propose, review, release, destroy, verify."""

import json
from pathlib import Path

import click

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.refusals import Refused
from naru.systems.combination import refusals  # noqa: F401 - declares what is said
from naru.systems.combination.agency.case import open_case, state_of
from naru.systems.combination.core.review import Choice, Member, Vote
from naru.systems.combination.folder import read_json
from naru.systems.combination.regimes import REGIMES, regime
from naru.systems.combination.shell import add_common, file_type, folder_argument, json_option, progress, say

law_option = click.option(
    "--regime", "law", type=click.Choice(REGIMES), default="pipa", show_default=True, help="법 · the law"
)


@click.group()
def agency() -> None:
    """가명정보 결합: 결합전문기관의 도구 · Combination: the agency's tools.

    속성과 일련번호만 다룹니다. 결합키는 만들지도 읽지도 않습니다. · It handles attributes and serials alone; it neither makes nor reads a join key.
    """


add_common(agency, "agency")


@agency.command(short_help="연계정보와 결합대상정보를 받습니다 · Take the map and the payloads.")
@folder_argument
@click.argument("files", type=file_type, nargs=-1, required=True)
@json_option
def receive(folder: Path, files: tuple[Path, ...], as_json: bool) -> None:
    """결합키연계정보와 결합신청자의 결합대상정보를 받습니다 · Take the authority's map and the owners' payloads."""
    from naru.systems.combination.agency.joining import take_file

    with open_case(folder, SYSTEM_CLOCK) as case:
        new = sum(take_file(case, file) for file in files)
    say({"received": new, "already": len(files) - new}, as_json=as_json)


@agency.command(short_help="결합합니다 · Join by serials.")
@folder_argument
@click.option("--trial", is_flag=True, help="모의결합: 표본으로 크기만 봅니다 · only try the sample, and keep nothing")
@json_option
def join(folder: Path, trial: bool, as_json: bool) -> None:
    """일련번호로 결합하여 봉해 둡니다 · Join by serials; the result is sealed to ourselves."""
    from naru.systems.combination.agency import joining

    with open_case(folder, SYSTEM_CLOCK) as case, progress("결합", "join"):
        result = joining.try_join(case) if trial else joining.join(case)
    say(result, as_json=as_json)


@agency.command(short_help="적정성을 평가합니다 · Assess the risk that is left.")
@folder_argument
@law_option
@json_option
def assess(folder: Path, law: str, as_json: bool) -> None:
    """결합한 표에 남은 위험을 평가합니다 · Assess the joined table against the strongest attacker."""
    from naru.systems.combination.agency.treating import assess as judged

    with open_case(folder, SYSTEM_CLOCK) as case, progress("평가", "assess"):
        result = judged(case, regime(law))
    say(result, as_json=as_json)


@agency.command(short_help="통과할 처리 계획을 찾습니다 · Search a plan that passes.")
@folder_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="계획을 둘 파일 · where to write the plan")
@law_option
@json_option
def suggest(folder: Path, out: Path | None, law: str, as_json: bool) -> None:
    """기준을 통과하면서 가장 적게 잃는 처리 계획을 찾습니다 · Search the plan that passes with the least loss."""
    from naru.systems.combination.agency.treating import suggest as searched

    with open_case(folder, SYSTEM_CLOCK) as case, progress("탐색", "search"):
        result = searched(case, regime(law))
    if out:
        out.write_text(json.dumps(result["plan"], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    say(result, as_json=as_json)


@agency.command(short_help="추가 가명처리를 합니다 · Treat the joined table by a plan.")
@folder_argument
@click.argument("plan", type=file_type)
@json_option
def treat(folder: Path, plan: Path, as_json: bool) -> None:
    """계획대로 추가 가명처리를 합니다 · Treat the joined table as the plan says."""
    from naru.systems.combination.agency.treating import treat as treated

    try:
        steps = json.loads(plan.read_bytes())
    except ValueError:
        raise Refused("case_file_unreadable", file=plan.name) from None
    with open_case(folder, SYSTEM_CLOCK) as case, progress("가명처리", "treat"):
        result = treated(case, steps)
    say(result, as_json=as_json)


@agency.command(short_help="반출을 신청합니다 · Propose what shall leave.")
@folder_argument
@click.option(
    "--form", type=click.Choice(["parquet", "csv"]), default="csv", show_default=True, help="형식 · the file's form"
)
@click.option("--purpose", default="", help="목적 · what it is for")
@law_option
@json_option
def propose(folder: Path, form: str, purpose: str, law: str, as_json: bool) -> None:
    """나갈 파일의 바이트를 정하고 심사위원이 읽을 보고서를 만듭니다 · Fix the bytes that shall leave, and make the reviewers' report."""
    from naru.systems.combination.agency.treating import propose as proposed

    with open_case(folder, SYSTEM_CLOCK) as case, progress("반출신청", "propose"):
        about: dict[str, JSON] = {
            "case": case.spec.case,
            "purpose": purpose,
            "parties": list(case.spec.parties),
            "key_version": case.spec.version,
            "created": case.chain[0].at,
        }
        result = proposed(case, form=form, case=about, regime=regime(law))
    say(result, as_json=as_json)


@agency.group(short_help="반출심사 · The reviewers.")
def review() -> None:
    """반출심사위원과 표결 · The reviewers and their votes."""


@review.command(short_help="심사위원을 정합니다 · Appoint the panel.")
@folder_argument
@click.argument("members", type=file_type)
@law_option
@json_option
def appoint(folder: Path, members: Path, law: str, as_json: bool) -> None:
    """이해관계 없는 심사위원을 정합니다 · Appoint members without interest.

    JSON: {"members": [{"name", "organisation", "interests"}, …]}
    """
    from naru.systems.combination.agency import releasing

    listed = read_json(members).get("members", ())
    try:
        panel = [
            Member(name=e["name"], organisation=e["organisation"], interests=tuple(e.get("interests", ())))
            for e in listed
        ]
    except (KeyError, TypeError):
        raise Refused("case_file_unreadable", file=members.name) from None
    with open_case(folder, SYSTEM_CLOCK) as case:
        releasing.appoint(case, panel, regime(law))
    say({"members": len(panel)}, as_json=as_json)


@review.command(short_help="표결합니다 · Vote.")
@folder_argument
@click.argument("member")
@click.argument("choice", type=click.Choice([choice.value for choice in Choice]))
@click.option("--digest", required=True, help="읽은 파일의 SHA-256 · SHA-256 of the bytes that were read")
@click.option("--condition", "conditions", multiple=True, help="조건 · a condition")
@json_option
def vote(folder: Path, member: str, choice: str, digest: str, conditions: tuple[str, ...], as_json: bool) -> None:
    """심사위원의 표 · A member's vote on the bytes of this digest."""
    from naru.systems.combination.agency import releasing

    cast = Vote(member=member, choice=Choice(choice), digest=digest, conditions=conditions)
    with open_case(folder, SYSTEM_CLOCK) as case:
        result = releasing.vote(case, cast)
    say(result, as_json=as_json)


@review.command("close", short_help="모인 표로 심사를 마칩니다 · Close the review by its votes.")
@folder_argument
@json_option
def close_review(folder: Path, as_json: bool) -> None:
    """마지막 표를 적다가 멈추었을 때 모인 표로 심사를 마칩니다 · Close a review whose last vote was written and no more."""
    from naru.systems.combination.agency import releasing

    with open_case(folder, SYSTEM_CLOCK) as case:
        result = releasing.close_review(case)
    say(result, as_json=as_json)


@review.command(short_help="조건을 갖추었습니다 · The conditions are met.")
@folder_argument
@click.option("--how", required=True, help="어떻게 갖추었는지 · how they are met")
@json_option
def met(folder: Path, how: str, as_json: bool) -> None:
    """조건부 승인의 조건을 갖추었음을 적습니다 · Write down how the conditions are met."""
    from naru.systems.combination.agency import releasing

    with open_case(folder, SYSTEM_CLOCK) as case:
        releasing.meet_conditions(case, how)
        state = state_of(case).value
    say({"state": state}, as_json=as_json)


@agency.command(short_help="반출합니다 · Release the reviewed bytes.")
@folder_argument
@click.option("--to", "party", required=True, help="받을 결합신청자 · the applicant who receives it")
@law_option
@json_option
def release(folder: Path, party: str, law: str, as_json: bool) -> None:
    """심사에서 승인된 바로 그 바이트를 신청자에게 봉합니다 · Seal exactly the reviewed bytes to the applicant."""
    from naru.systems.combination.agency import releasing

    with open_case(folder, SYSTEM_CLOCK) as case:
        result = releasing.release(case, party, regime(law))
    say(result, as_json=as_json)


@agency.command(short_help="중지합니다 · Stop the case.")
@folder_argument
@click.option("--reason", required=True, help="까닭. 사람에 관한 것은 적지 마세요 · why; nothing about a person")
@json_option
def stop(folder: Path, reason: str, as_json: bool) -> None:
    """알아볼 수 있는 사람이 나왔을 때 곧바로 멈춥니다 · Stop at once when somebody could be recognised."""
    from naru.systems.combination.agency import releasing

    with open_case(folder, SYSTEM_CLOCK) as case:
        releasing.stop(case, reason)
    say({"state": "stopped"}, as_json=as_json)


@agency.command(short_help="파기합니다 · Destroy the case's data.")
@folder_argument
@json_option
def destroy(folder: Path, as_json: bool) -> None:
    """사건의 열쇠를 파기하여 모든 사본을 읽을 수 없게 하고 증명서를 남깁니다 · Destroy the case's key, and with it every copy; leave a certificate."""
    from naru.systems.combination.agency import releasing

    with open_case(folder, SYSTEM_CLOCK) as case:
        certificate = releasing.destroy(case)
    say({"certificate": str(certificate)}, as_json=as_json)


@agency.command(short_help="어디까지 왔는지 봅니다 · Where the case stands.")
@folder_argument
@json_option
def status(folder: Path, as_json: bool) -> None:
    """사건의 상태와 다음에 할 수 있는 일 · Where the case stands, and what can be done next."""
    from naru.systems.combination.core.states import TABLE

    with open_case(folder, SYSTEM_CLOCK) as case:
        state = state_of(case)
        since = case.chain[-1].at
    say({"state": state.value, "since": since, "possible": [event.value for event in TABLE[state]]}, as_json=as_json)


@agency.command(short_help="기록을 검증합니다 · Verify a dossier or a certificate.")
@click.argument("place", type=click.Path(path_type=Path, exists=True))
@click.option("--card", type=file_type, help="따로 받은 명함 · the card, as got from elsewhere")
@click.option(
    "--head", default="", help="증명서나 반출물에 적힌 마지막 해시 · the end of the chain, as a certificate names it"
)
@json_option
def verify(place: Path, card: Path | None, head: str, as_json: bool) -> None:
    """사건 폴더의 기록이나 파기 증명서를 누구나 오프라인으로 검증합니다 · Verify a folder's dossier, or a certificate, offline."""
    from naru.systems.combination.agency import verifying
    from naru.systems.combination.crypto.identities import read_card

    if place.is_file():
        result = verifying.verify_certificate(place)
    else:
        result = verifying.verify(place, card=read_card(read_json(card)) if card else None, head=head)
    say(result, as_json=as_json)
