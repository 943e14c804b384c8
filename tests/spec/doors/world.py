"""The world of the doors: one organisation, its people and its things, and people who are none of its."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password

from naru.base.jobs import actions as jobs
from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.base.people import actions
from naru.base.people.core.values import Organisation
from naru.base.people.models import User
from naru.commons.cases import review
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.notices import actions as notices
from naru.commons.notices import reads as notice_reads
from naru.commons.notices.core.topics import Topic
from naru.commons.notices.core.topics import declare as declare_topics
from naru.commons.notices.core.values import ToPerson
from naru.commons.papers import actions as papers
from naru.commons.papers.core.templates import PaperTemplate
from naru.commons.papers.core.templates import declare as declare_templates
from naru.commons.parties import actions as parties
from naru.commons.parties.core.values import Details, PartyKind
from naru.commons.terms import reads as terms
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description, DistributionIn, Table
from naru.data.catalogue.search import counts
from naru.data.files import content
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.harvest import start_feed
from naru.data.ingest.uploads import create_upload
from naru.data.query import actions as query
from naru.systems.footage import reads as footage
from naru.systems.vouchers import actions as vouchers
from naru.systems.vouchers import reads as voucher_reads
from naru.systems.vouchers import spending
from tests import vouchers as voucher_steps
from tests import work
from tests.footage import make_camera
from tests.personas import PASSWORD, browser_of, make_organisation, make_person
from tests.tables import publish_table


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherWorld:
    """The organisation has a voucher that the other one supplies, and a draft; the outsider reviews an application of the other."""

    awarded: str  # programmes
    open: str
    reviewed: str
    draft: str  # applications
    decided: str
    judged: str
    award: str
    claim: str
    digest: str  # of the agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One organisation, its people and its things, and people who are none of its."""

    people: Mapping[str, Person]  # by role
    own: Organisation
    other: Organisation
    granted: Organisation  # to which the datasets are granted
    newcomer: Person  # belongs nowhere, to be added
    token_ids: Mapping[str, str]  # by role: a token of that person
    open: Table  # published for everyone
    closed: Table  # for people who signed in
    draft: Table  # not published
    version: int
    publisher: str
    distribution_id: str  # of the open table's dataset
    job_id: str  # that the owner asked for
    load_id: str  # that the owner brought for their organisation
    feed_run_id: str
    upload_id: str
    shared_query: str
    open_camera: str  # whose figures are everyone's
    closed_camera: str
    clip_id: str  # of the closed camera, as its run
    run_id: str
    account: str  # of the organisation, in the ledger
    transfer_id: str  # that filled it
    party_id: str  # for which the organisation acts
    notice_id: str  # the owner's
    webhook_id: str  # of the organisation
    feed_token: str  # of the owner
    paper_id: str  # about the organisation, which everyone may know of
    paper_number: str
    vouchers: VoucherWorld
    cookies: Mapping[str, str]  # by role: the session of a browser signed in as that person
    secrets: Mapping[tuple[str, str], str]  # by role and credential: a token


CREDENTIALS = {
    "token": tuple(Scope),
    "writing token": (Scope.READ, Scope.WRITE),
    "reading token": (Scope.READ,),
}
CERTIFICATE = PaperTemplate(
    name="door.certificate", version=1, title=Words("확인서", "Certificate"), source="tests.papers:plain-1.typ"
)
declare_templates(CERTIFICATE)
TOPIC = Topic(name="door.opened", words=Words("문이 열림", "A door opened"))
PLACES = (
    (
        Column(name="이름", alias="ireum", type=ColumnType.TEXT),
        Column(name="위도", alias="wido", type=ColumnType.DECIMAL, meaning=Meaning.LATITUDE),
        Column(name="경도", alias="gyeongdo", type=ColumnType.DECIMAL, meaning=Meaning.LONGITUDE),
    ),
    {"ireum": ["자갈치시장", "사직야구장"], "wido": [35.0966, 35.1940], "gyeongdo": [129.0306, 129.0615]},
)


def make_world() -> World:
    own, other = make_organisation("own", "우리 기관", "Ours"), make_organisation("other", "다른 기관", "Theirs")
    people = {
        "outsider": make_person("외부인", "outsider@door.example"),
        "stranger": make_person("남", "stranger@door.example", belongs=[(other, Role.OWNER)]),
        "member": make_person("구성원", "member@door.example", belongs=[(own, Role.MEMBER)]),
        "steward": make_person("관리자", "steward@door.example", belongs=[(own, Role.STEWARD)]),
        "owner": make_person("소유자", "owner@door.example", belongs=[(own, Role.OWNER)]),
        "officer": make_person("담당관", "officer@door.example", is_officer=True),
        "auditor": make_person("감사", "auditor@door.example", is_auditor=True),
    }
    User.objects.update(password=make_password(PASSWORD))  # one hash for all: hashing is slow on purpose
    make_person("다른 소유자", "co-owner@door.example", belongs=[(own, Role.OWNER)])
    issued = {
        (role, credential): actions.issue_token(person_id=person.id, name="t", scopes=scopes, days=1, by=SYSTEM)
        for role, person in people.items()
        for credential, scopes in CREDENTIALS.items()
    }
    file = content.take_bytes("이름,값\n가,1\n".encode(), "새 파일.csv")
    paper = papers.issue(CERTIFICATE.name, {}, about=Ref("organisation", own.id), by=SYSTEM)
    load_request = LoadRequest(organisation=own.id)
    opened = publish_table("열린 표", *PLACES, organisation=own.id)
    draft = publish_table("초안 표", *PLACES, organisation=own.id, publish=False)
    open_camera, closed_camera = make_camera("jagalchi", is_public=True), make_camera("simin")
    return World(
        people=people,
        own=own,
        other=other,
        granted=_granted(opened, draft),
        newcomer=make_person("새 사람", "newcomer@door.example"),
        open=opened,
        closed=_closed(publish_table("회원 표", *PLACES, organisation=own.id)),
        draft=draft,
        version=1,
        publisher=_published_by(opened),
        distribution_id=_also_elsewhere(opened),
        load_id=ingest.start_load(
            file, ingest.upload_origin(file.name, load_request, people["owner"]), load_request, by=people["owner"]
        ),
        feed_run_id=start_feed(file, "시험 목록", by=people["owner"], organisation=own.id),
        upload_id=create_upload("새 파일.csv", 10, by=people["owner"]).id,
        job_id=jobs.start(work.add, {"a": 1, "b": 2}, by=people["owner"].id),
        open_camera=open_camera,
        closed_camera=closed_camera,
        clip_id=footage.clips(closed_camera, SYSTEM)[0].id,
        run_id=footage.runs(SYSTEM, camera_id=closed_camera)[0].id,
        account=(account := f"door:{own.id}"),
        transfer_id=_filled(account, own),
        party_id=parties.register_party(
            PartyKind.PERSON, Details(name=own.name, since=date(2020, 1, 1)), organisation=own.id, by=SYSTEM
        ).id,
        notice_id=_told(own, people["owner"]),
        webhook_id=notices.add_webhook(own.id, "https://door.example/hook", by=people["owner"])[0].id,
        feed_token=notices.make_feed(by=people["owner"]),
        vouchers=_vouchers(own, other, people),
        paper_id=paper.id,
        paper_number=paper.number,
        shared_query=query.share_query("SELECT 1", people["owner"]).id,
        token_ids={role: issued[role, "token"].token.id for role in people},
        cookies={
            role: browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value for role, person in people.items()
        },
        secrets={key: each.secret for key, each in issued.items()},
    )


def _filled(account: str, owner: Organisation) -> str:
    ledger.open_account("door:bank", AccountKind.ASSET, Words("은행", "Bank"), by=SYSTEM)
    ledger.open_account(account, AccountKind.LIABILITY, owner.name, owner=owner.id, by=SYSTEM)
    filling = Payment(id="door:1", debit="door:bank", credit=account, won=1000, act=Act("transfer.entered", "door:1"))
    return ledger.enter_by_hand(filling, by=SYSTEM).id


def _vouchers(own: Organisation, other: Organisation, people: Mapping[str, Person]) -> VoucherWorld:
    clock = FrozenClock(SYSTEM_CLOCK.now())
    owner, stranger, officer, outsider = (people[role] for role in ("owner", "stranger", "officer", "outsider"))
    first, second, third = (voucher_steps.programme(clock) for _ in range(3))
    decided = voucher_steps.filled(first, own.id, owner, clock)
    vouchers.file(decided, by=owner, clock=clock)
    voucher_steps.reviewed(first, outsider, officer, clock)
    vouchers.announce(first.id, by=officer, clock=clock)
    (award,) = voucher_reads.awards(first, SYSTEM)
    agreed = voucher_steps.agreed(award.id, holder=owner, supplier=stranger, officer=officer, clock=clock)
    what = {"sha256": "a" * 64, "price_krw": 1_000_000}
    judged = voucher_steps.filled(third, other.id, stranger, clock)
    vouchers.file(judged, by=stranger, clock=clock)
    vouchers.check_all(third.id, by=officer, clock=clock)
    vouchers.draw_panel(third.id, [outsider.id], by=officer, clock=clock)
    review.declare_interests(third.ref, {}, by=outsider, clock=clock)
    return VoucherWorld(
        awarded=first.id,
        open=second.id,
        reviewed=third.id,
        draft=voucher_steps.filled(second, own.id, owner, clock),
        decided=decided,
        judged=judged,
        award=award.id,
        claim=spending.deliver(award.id, "보고서", by=stranger, clock=clock, **what),
        digest=terms.document(agreed.document_id).newest.sha256,
    )


def _told(own: Organisation, owner: Person) -> str:
    declare_topics(TOPIC)
    title, about = Words("알릴 것", "Something"), Ref("organisation", own.id)
    notices.tell(ToPerson(owner.id), topic=TOPIC.name, title=title, text=title, about=about, key="1", by=SYSTEM.actor)
    return notice_reads.inbox(owner).rows[0].id


def _granted(*tables: Table) -> Organisation:
    granted = make_organisation("granted", "허가받은 기관")
    for table in tables:
        catalogue.grant_dataset(table.dataset_id, granted.id, by=SYSTEM)
    return granted


def _also_elsewhere(table: Table) -> str:
    catalogue.add_distribution(table.dataset_id, DistributionIn(url="https://data.example/a.csv"), by=SYSTEM)
    return catalogue_reads.distributions(table.dataset_id, SYSTEM)[0].id


def _published_by(table: Table) -> str:
    """The address of the publisher that the table's dataset now has."""
    about = Description(title="열린 표", publisher="시험 제공기관")
    catalogue.describe_dataset(table.dataset_id, about, by=SYSTEM)
    return counts.publishers(SYSTEM)[0].slug


def _closed(table: Table) -> Table:
    catalogue.set_access(table.dataset_id, Access.SIGNED_IN, by=SYSTEM)
    return table
