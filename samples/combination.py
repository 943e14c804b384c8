"""The sample city's combinations: one that a card firm and a hospital have finished, one whose reviewers are voting, one asked for.

Owners and key authority work in folders of their own, which are gone afterwards, as they would on their own machines; the city
is the agency, and its portal has what they sent: dossiers, and the release.
"""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pyarrow as pa
import pyarrow.csv as pv

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.systems.combination import actions, desk_actions, desk_reads, portal_folder, questions, reads, releases
from naru.systems.combination.agency import voting
from naru.systems.combination.agency.desk import DESK
from naru.systems.combination.agency.reviewing import review_of
from naru.systems.combination.authority.linking import rate, send_map, take_keys
from naru.systems.combination.core.key_spec import KeySpec
from naru.systems.combination.core.persons import Errors, two_firms
from naru.systems.combination.core.review import Choice, Vote
from naru.systems.combination.crypto.identities import read_card
from naru.systems.combination.folder import begin, look_at_folder, open_folder, read_json
from naru.systems.combination.owner.sending import send_keys, send_payload, send_secret, take_extract, take_secret
from naru.systems.combination.regimes import regime

MAIL = "combination.example"
EACH, SHARED = 400, 260
DISEASES = ("고혈압", "당뇨", "관절염")
COLUMNS = {
    "동백카드": [
        {"name": "연령대", "role": "quasi_identifier"},
        {"name": "구", "role": "quasi_identifier"},
        {"name": "월지출_만원", "role": "quasi_identifier"},
    ],
    "수영병원": [{"name": "질병", "role": "sensitive"}],
}
HOLDINGS = (
    ("hospital", "외래 환자의 진료 기록", "2021년부터, 진료과와 질병", ("name", "birth", "sex", "phone"), 184_000),
    ("card", "카드 회원의 지출", "업종과 지역별 월 지출", ("name", "birth", "phone"), 912_000),
    ("ferry", "여객선 이용객", "노선과 요일별 탑승", ("name", "birth", "phone"), 246_000),
    ("library", "도서관 회원의 대출", "주제별 대출 횟수", ("name", "birth", "sex"), 371_000),
)
ANSWERS = {
    "purpose": {
        "purpose": "연령대와 구별로 지출과 만성질환의 관계를 통계로 내어 시의 건강 정책에 쓰려 합니다.",
        "basis": "statistics",
        "law": "pipa",
    },
    "keys": {
        "party": "동백카드",
        "partner": "수영병원",
        "key_1": "name-birth-phone",
        "key_2": "name-birth-sex",
        "key_3": "birth-phone",
        "mode": "hmac",
    },
    "data": {"persons": str(EACH), "columns": "연령대, 구, 월지출(만원) / 질병", "period": "2025년"},
    "use": {"days": "730", "place": "동백카드 데이터 분석실 (분리된 망)", "pledge": "on"},
}
DOCUMENTS = {
    "registration": "등록 서류.pdf",
    "description": "결합 대상 정보 설명서.pdf",
    "proof": "연구 계획서.pdf",
    "safety": "안전조치 계획.pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    firms: dict[str, OrganisationId]
    applicant: Person
    officer: Person
    reviewers: list[Person]


def bring_combination(*, as_json: bool, again: bool) -> bool:
    """Once; always all of it."""
    if not reads.count_released():
        _bring()
    said = {"released": reads.count_released(), "holdings": len(reads.holdings())}
    text = (
        f"결합 {said['released']}건 반출, 심사 1건, 협의 1건 · {said['released']} released, 1 under review, 1 asked for"
    )
    click.echo(json.dumps(said) if as_json else text)
    return True


def _bring() -> None:
    clock = FrozenClock(datetime(2026, 6, 1, tzinfo=UTC))
    cast = _cast(clock)
    for slug, title, text, items, persons in HOLDINGS:
        holder = _holder(cast.firms[slug])
        actions.show_holding(
            cast.firms[slug], title=title, text=text, items=items, persons=persons, by=holder, clock=clock
        )
    _combine(cast, clock, seed=11, until=_released)
    clock.instant = datetime(2026, 9, 28, tzinfo=UTC)
    _combine(cast, clock, seed=12, until=_voted)
    clock.instant = datetime(2026, 11, 26, tzinfo=UTC)
    actions.consult(
        cast.firms["card"],
        partners="부산여객",
        text="섬을 오가는 사람들의 지출이 계절에 따라 어떻게 다른지 보려 합니다.",
        items=("name", "birth", "phone"),
        by=cast.applicant,
        clock=clock,
    )


def _cast(clock: FrozenClock) -> Cast:
    names = {"card": "동백카드", "hospital": "수영병원", "ferry": "부산여객", "library": "시민도서관"}
    firms = {
        slug: people.create_organisation(
            slug=f"combination-{slug}", name_ko=name, name_en=f"Busan {slug}", by=SYSTEM
        ).id
        for slug, name in names.items()
    }
    return Cast(
        firms=firms,
        applicant=_person("카드 담당", "card", firms["card"]),
        officer=_person("결합 담당", "agency", is_officer=True),
        reviewers=[_person(f"반출심사위원 {n}", f"reviewer{n}") for n in range(1, 6)],
    )


def _person(name: str, mailbox: str, organisation: str = "", *, is_officer: bool = False) -> Person:
    account = people.create_user(email=f"{mailbox}@{MAIL}", name=name, by=SYSTEM, is_officer=is_officer)
    if organisation:
        people.add_member(
            organisation_id=OrganisationId(organisation), person_id=account.id, role=Role.STEWARD, by=SYSTEM
        )
    return people_reads.person(account.id)


def _holder(organisation: OrganisationId) -> Person:
    found = [member.person_id for member in people_reads.members(organisation)]
    return (
        people_reads.person(found[0])
        if found
        else _person("보유 담당", f"holder-{organisation[-6:].lower()}", organisation)
    )


def _combine(
    cast: Cast, clock: FrozenClock, *, seed: int, until: Callable[[Cast, str, str, FrozenClock], None]
) -> None:
    """From the consultation to the assessed table; ``until`` does the rest."""
    case_id, name = _accepted(cast, clock)
    with TemporaryDirectory() as folder:
        _joined(Path(folder), name, cast, clock, seed)
    until(cast, case_id, name, clock)
    actions.take_dossier(case_id, desk_actions.dossier(name), by=cast.officer, clock=clock)


def _accepted(cast: Cast, clock: FrozenClock) -> tuple[str, str]:
    applicant, officer = cast.applicant, cast.officer
    asked = actions.consult(
        cast.firms["card"],
        partners="수영병원",
        text="연령대와 구별로 지출과 만성질환을 함께 보려 합니다.",
        items=("name", "birth", "sex", "phone"),
        by=applicant,
        clock=clock,
    )
    clock.advance(timedelta(days=4))
    actions.answer_consultation(
        asked.id, "목적이 통계 작성에 맞습니다. 연령대는 10년 단위로 준비해 주세요.", by=officer, clock=clock
    )
    clock.advance(timedelta(days=6))
    case = actions.apply(asked.id, by=applicant, clock=clock)
    for step, raw in ANSWERS.items():
        actions.save(case.id, step, raw, by=applicant, clock=clock)
    for field, file in DOCUMENTS.items():
        digest = sha256(field.encode()).hexdigest()
        actions.attach(case.id, field, name=file, sha256=digest, size=90_000, by=applicant, clock=clock)
    actions.file(case.id, by=applicant, clock=clock)
    clock.advance(timedelta(days=5))
    return case.id, actions.accept(case.id, by=officer, clock=clock)


def _joined(path: Path, name: str, cast: Cast, clock: FrozenClock, seed: int) -> None:
    """Owners and authority in folders of their own; the agency at its desk."""
    spec = portal_folder.look(name, clock).spec
    _write_firms(path, spec, seed)
    _meet(path, spec, cast, clock)
    first, second = spec.parties
    with open_folder(path / first, role="owner", clock=clock) as owner:
        secret = send_secret(owner, second)
    with open_folder(path / second, role="owner", clock=clock) as owner:
        take_secret(owner, secret)
    clock.advance(timedelta(days=9))
    for party in spec.parties:
        with open_folder(path / party, role="owner", clock=clock) as owner:
            send_keys(owner, path / f"{party}.csv")
    with open_folder(path / "authority", role="authority", clock=clock) as authority:
        for party in spec.parties:
            take_keys(authority, path / party / "outbox" / f"{party}-keys.sealed")
        rate(authority, regime("pipa").rate)
        send_map(authority)
    clock.advance(timedelta(days=3))
    files = [path / "authority" / "outbox" / "map.sealed"]
    for party in spec.parties:
        with open_folder(path / party, role="owner", clock=clock) as owner:
            take_extract(owner, path / "authority" / "outbox" / f"extract-{party}.sealed")
            send_payload(owner, path / f"{party}.csv", _columns(party))
        files.append(path / party / "outbox" / f"{party}-payload.sealed")
    _do(name, "receive", cast, clock, files=files)
    actions.take_dossier(_case_of(name), _bundle(path / "authority"), by=cast.officer, clock=clock)
    clock.advance(timedelta(days=5))
    _do(name, "join", cast, clock)
    clock.advance(timedelta(days=2))
    for act in ("assess", "suggest", "treat", "assess"):
        _do(name, act, cast, clock, law="pipa")
    clock.advance(timedelta(days=8))
    _do(name, "propose", cast, clock, law="pipa", form="csv", purpose="연령대와 구별 지출과 만성질환 통계")
    candidates = "\n".join(
        f"{each.email}, {place}대학" for each, place in zip(cast.reviewers, "가나다라마", strict=True)
    )
    clock.advance(timedelta(days=4))
    _do(name, "panel", cast, clock, law="pipa", size="3", candidates=candidates)


def _case_of(name: str) -> str:
    return next(
        case.id
        for asked in reads.consultations(SYSTEM)
        if asked.case_name == name and (case := reads.application_of(asked))
    )


def _meet(path: Path, spec: KeySpec, cast: Cast, clock: FrozenClock) -> None:
    """Everybody learns everybody's card; the city's desk and portal among them."""
    roles = {spec.parties[0]: "owner", spec.parties[1]: "owner", "authority": "authority"}
    for each, role in roles.items():
        begin(path / each, role=role, name=each, spec=spec, clock=clock)
    content = json.dumps(spec.to_json(), ensure_ascii=False).encode()
    desk_actions.begin(DESK, content, "agency", by=cast.officer, clock=clock)
    folders = [path / each for each in roles]
    places = [*folders, desk_reads.place_of(spec.case), portal_folder.place_of(spec.case)]
    cards = [read_card(read_json(place / "card.json")) for place in places]
    for place, role in zip(places, (*roles.values(), "agency", "portal"), strict=True):
        with open_folder(place, role=role, clock=clock) as folder:
            for card in cards:
                if card != folder.card:
                    folder.learn_card(card)


def _columns(party: str) -> list[dict[str, object]]:
    hierarchies = {
        "연령대": [[str(band), str(band // 20 * 20), "*"] for band in range(10, 100, 10)],
        "월지출_만원": [[str(won), str(won // 40 * 40), str(won // 80 * 80), "*"] for won in range(20, 181, 20)],
    }
    return [{**each, "hierarchy": hierarchies.get(str(each["name"]), ())} for each in COLUMNS[party]]


def _write_firms(path: Path, spec: KeySpec, seed: int) -> None:
    """The two firms' files: what they spend and what they have go with age, so that the table says something."""
    card, hospital = two_firms(each=EACH, shared=SHARED, seed=seed, errors=Errors())
    ages = [2026 - int(birth[:4]) for birth in card["birth"].to_pylist()]
    persons = card["person"].to_pylist()
    card = card.rename_columns({"district": "구"}).append_column("연령대", pa.array([age // 10 * 10 for age in ages]))
    spent = [20 * (1 + (person % 4) + min(age // 20, 4)) for person, age in zip(persons, ages, strict=True)]
    card = card.append_column("월지출_만원", pa.array(spent))
    ill = [DISEASES[(person * 7 + int(birth[:4]) // 15) % 3] for person, birth in _rows(hospital)]
    hospital = hospital.append_column("질병", pa.array(ill))
    for party, table in zip(spec.parties, (card, hospital), strict=True):
        pv.write_csv(table.drop(["person"]), path / f"{party}.csv")


def _rows(table: pa.Table) -> list[tuple[int, str]]:
    return list(zip(table["person"].to_pylist(), table["birth"].to_pylist(), strict=True))


def _do(name: str, act: str, cast: Cast, clock: FrozenClock, *, files: Sequence[Path] = (), **texts: str) -> None:
    uploads = [(file.name, iter([file.read_bytes()])) for file in files]
    desk_actions.act(DESK, name, act, texts, uploads, by=cast.officer, clock=clock)


def _bundle(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("role.json", "dossier.jsonl"):
            packed.writestr(name, (folder / name).read_bytes())
    return out.getvalue()


def _votes(cast: Cast, name: str, clock: FrozenClock, choices: str) -> None:
    review = review_of(look_at_folder(desk_reads.place_of(name), role="agency", clock=clock))
    assert review is not None, "it was proposed"
    by_mail = {each.email: each for each in cast.reviewers}
    for member, choice in zip(review.members, choices, strict=False):
        chosen = {"y": Choice.APPROVE, "c": Choice.APPROVE_WITH_CONDITIONS, "n": Choice.REFUSE}[choice]
        conditions = ("분리된 망에서만 쓸 것",) if chosen is Choice.APPROVE_WITH_CONDITIONS else ()
        cast_vote = Vote(member=member, choice=chosen, digest=review.digest, conditions=conditions)
        voting.vote(name, cast_vote, by=by_mail[member], clock=clock)


def _voted(cast: Cast, _case_id: str, name: str, clock: FrozenClock) -> None:
    """One has voted, another asked; the officer has answered."""
    _votes(cast, name, clock, "y")
    asked = questions.ask(name, "월지출은 왜 80만 원 단위로 묶었습니까?", by=cast.reviewers[1], clock=clock)
    clock.advance(timedelta(hours=5))
    text = "더 잘게 묶으면 행이 다섯 개보다 적은 조합이 생깁니다. 보고서의 위험과 쓸모 그림을 봐 주세요."
    questions.answer(asked, text, by=cast.officer, clock=clock)
    questions.ask(name, "지운 행은 어느 연령대에 몰려 있습니까?", by=cast.reviewers[2], clock=clock)


def _released(cast: Cast, case_id: str, name: str, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=6))
    _votes(cast, name, clock, "ycy")
    clock.advance(timedelta(days=3))
    _do(name, "met", cast, clock, how="분리된 망의 접속 기록을 확인함")
    _do(name, "release", cast, clock, law="pipa", to="portal")
    place = desk_reads.place_of(name) / "outbox" / "release.sealed"
    releases.take_release(case_id, place, by=cast.officer, clock=clock)
    _do(name, "destroy", cast, clock)
