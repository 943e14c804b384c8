"""People are told once, within the act of which they are told; what leaves the house is a title and an address."""

import base64
import hmac
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import orjson
import pytest
from django.core import mail
from django.db import transaction

from naru.base.jobs.models import Job
from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people.models import User
from naru.commons.notices import actions, delivery, reads
from naru.commons.notices.core.topics import Topic, declare
from naru.commons.notices.core.values import Recipient, ToOrganisation, ToPerson, ToRole
from naru.commons.notices.models import Delivery, Telling, Webhook
from tests.personas import Organisations, browser_of, make_person

RESULT, QUIET = "test.result", "test.quiet"
declare(Topic(name=RESULT, words=Words("결과", "Results")), Topic(name=QUIET, words=Words("소식", "News"), mail=False))
NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
TITLE, TEXT = Words("선정 결과가 나왔습니다", "The result is there"), Words("92점으로 선정", "Awarded at 92 points")

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(organisations: Organisations) -> Ref:
    return Ref("organisation", organisations.seller.id)


def tell(about: Ref, *to: Recipient, topic: str = RESULT, key: str = "1", due: date | None = None) -> int:
    return actions.tell(
        *to, topic=topic, title=TITLE, text=TEXT, about=about, key=key, by=SYSTEM.actor, due=due, clock=FrozenClock(NOW)
    )


def send_all() -> None:
    for row in Delivery.objects.filter(sent=None):
        delivery.deliver(row.id, clock=FrozenClock(NOW))


def test_a_person_is_told_once_however_often_and_by_whatever_way(about: Ref, junho: Person) -> None:
    seller = ToOrganisation(next(iter(junho.roles)))
    assert tell(about, ToPerson(junho.id), seller) == 1
    assert tell(about, seller) == 0
    assert tell(about, seller, key="2") == 1
    assert [each.telling.title for each in reads.inbox(junho).rows] == [TITLE, TITLE]
    assert len(reads.told(about)) == 2


def test_told_again_with_more_people_it_reaches_only_the_new_ones(about: Ref, junho: Person, minji: Person) -> None:
    tell(about, ToPerson(junho.id))
    assert tell(about, ToPerson(junho.id), ToRole("officer")) == 1
    ((_, reached),) = reads.told(about)
    assert reached == sorted([junho.id, minji.id])


def test_an_organisations_members_are_told_down_to_the_role_that_was_named(
    about: Ref, organisations: Organisations, junho: Person
) -> None:
    make_person("새싹", "member@seller.example", belongs=[(organisations.seller, Role.MEMBER)])
    assert tell(about, ToOrganisation(organisations.seller.id)) == 1
    assert tell(about, ToOrganisation(organisations.seller.id, least=Role.MEMBER)) == 1


def test_whoever_left_the_house_is_not_told(about: Ref, junho: Person) -> None:
    User.objects.filter(id=junho.id).update(is_active=False)
    assert tell(about, ToPerson(junho.id)) == 0


class Broken(Exception):
    """What ends an act before it commits."""


@transaction.atomic
def told_and_broken(about: Ref, person: Person) -> None:
    tell(about, ToPerson(person.id))
    raise Broken


def test_what_is_rolled_back_tells_nobody(about: Ref, junho: Person) -> None:
    with pytest.raises(Broken):
        told_and_broken(about, junho)
    assert (Telling.objects.count(), Job.objects.filter(task="notices.deliver").count()) == (0, 0)


def test_a_mail_holds_title_and_address_and_nothing_of_the_text(about: Ref, junho: Person) -> None:
    tell(about, ToPerson(junho.id), due=date(2026, 12, 8))
    send_all()
    (letter,) = mail.outbox
    address = f"http://127.0.0.1:8000/inbox/{reads.inbox(junho).rows[0].id}/"
    assert (letter.to, letter.subject) == (["junho@seller.example"], TITLE.ko)
    assert address in letter.body
    assert "2026-12-08" in letter.body
    assert "92" not in letter.body


def test_a_mail_that_was_sent_is_not_sent_again_by_a_job_that_runs_twice(about: Ref, junho: Person) -> None:
    tell(about, ToPerson(junho.id))
    (row,) = Delivery.objects.all()
    assert [delivery.deliver(row.id), delivery.deliver(row.id)] == [True, False]
    assert len(mail.outbox) == 1


def test_mail_is_a_persons_own_choice_by_topic(about: Ref, junho: Person) -> None:
    tell(about, ToPerson(junho.id), topic=QUIET)
    assert Delivery.objects.count() == 0
    actions.choose_mail([QUIET], by=junho)
    tell(about, ToPerson(junho.id), topic=RESULT)
    assert Delivery.objects.count() == 0
    tell(about, ToPerson(junho.id), topic=QUIET, key="2")
    assert Delivery.objects.count() == 1


class Receiver(BaseHTTPRequestHandler):
    heard: list[tuple[dict[str, str], bytes]]
    status: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[type[Receiver]]:
    class Fresh(Receiver):
        heard: list[tuple[dict[str, str], bytes]] = []
        status = 200

    with socketserver.TCPServer(("127.0.0.1", 0), Fresh) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.NARU_FETCH_LOOPBACK = frozenset({server.server_address[1]})
        Fresh.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
        yield Fresh
        server.shutdown()


def hooked(receiver: Any, junho: Person, organisations: Organisations) -> tuple[str, str]:
    webhook, secret = actions.add_webhook(organisations.seller.id, "https://seller.example/hook", by=junho)
    Webhook.objects.update(url=receiver.address)  # only a test's webhook is on this machine
    return webhook.id, secret


def test_a_webhook_hears_the_title_signed_and_the_same_message_in_every_try(
    about: Ref, junho: Person, organisations: Organisations, receiver: type[Receiver]
) -> None:
    _, secret = hooked(receiver, junho, organisations)
    tell(about, ToOrganisation(organisations.seller.id), topic=QUIET)
    receiver.status = 500
    with pytest.raises(Refused):
        send_all()
    receiver.status = 200
    send_all()
    (first, body), (second, again) = receiver.heard
    assert (first["webhook-id"], body) == (second["webhook-id"], again)
    said = orjson.loads(body)
    assert (said["type"], said["data"]["title"], said["data"]["about"]["id"]) == (
        QUIET,
        {"ko": TITLE.ko, "en": TITLE.en},
        about.id,
    )
    assert "92" not in orjson.dumps(said["data"]["title"]).decode()
    assert TEXT.ko.encode() not in body
    signed = f"{first['webhook-id']}.{first['webhook-timestamp']}.".encode() + body
    mark = hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, "sha256")
    assert first["webhook-signature"] == "v1," + base64.b64encode(mark).decode()


def test_a_webhook_that_was_stopped_hears_nothing_more(
    about: Ref, junho: Person, organisations: Organisations, receiver: type[Receiver]
) -> None:
    webhook_id, _ = hooked(receiver, junho, organisations)
    tell(about, ToOrganisation(organisations.seller.id), topic=QUIET)
    actions.stop_webhook(webhook_id, by=junho)
    send_all()
    tell(about, ToOrganisation(organisations.seller.id), topic=QUIET, key="2")
    assert receiver.heard == []
    assert reads.undelivered(NOW + timedelta(days=1)) == 0


@pytest.mark.parametrize("url", ["http://seller.example/", "ftp://seller.example/", "https://", "seller.example"])
def test_a_webhook_is_https_or_refused(url: str, junho: Person, organisations: Organisations) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_webhook(organisations.seller.id, url, by=junho)
    assert refused.value.code == "webhook_url_refused"


def test_what_waits_for_over_six_hours_is_said_by_the_doctor(about: Ref, junho: Person) -> None:
    tell(about, ToPerson(junho.id))
    assert reads.undelivered(NOW + timedelta(hours=6)) == 0
    assert reads.undelivered(NOW + timedelta(hours=6, seconds=1)) == 1


def test_the_inbox_counts_opens_and_leads_on(about: Ref, junho: Person, outsider: Person) -> None:
    tell(about, ToPerson(junho.id))
    (found,) = reads.inbox(junho).rows
    browser = browser_of(junho)
    assert "읽지 않은 알림 1건" in browser.get("/").content.decode()
    opened = browser.get(f"/inbox/{found.id}/").content.decode()
    assert TEXT.ko in opened
    assert "/organisations/haeundae-data/" in opened
    assert reads.unread_count(junho) == 0
    assert reads.inbox(junho, unread=True).rows == []
    assert browser_of(outsider).get(f"/inbox/{found.id}/").status_code == 404


def test_pages_of_an_inbox_follow_each_other(about: Ref, junho: Person) -> None:
    for key in "abc":
        tell(about, ToPerson(junho.id), key=key)
    first = reads.inbox(junho, limit=2)
    second = reads.inbox(junho, limit=2, after=first.next)
    assert (len(first.rows), len(second.rows), second.next) == (2, 1, None)
    assert len({each.id for each in (*first.rows, *second.rows)}) == 3


def test_a_feed_opens_with_its_address_alone_until_another_is_made(about: Ref, junho: Person, client: Any) -> None:
    tell(about, ToPerson(junho.id))
    first = actions.make_feed(by=junho)
    body = client.get(f"/inbox/feed/{first}/").content.decode()
    assert TITLE.ko in body
    assert TEXT.ko not in body
    actions.make_feed(by=junho)
    assert client.get(f"/inbox/feed/{first}/").status_code == 404
