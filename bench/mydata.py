"""MyData's figures: how soon a withdrawal holds, a day's pulls of many consents, receipts checked, a citizen's page.

    python -m bench.mydata [CONSENTS]

Withdrawal: from the press to the refusal at each door that a program has. Pulls: so many consents with a daily rhythm, planned,
permitted and reported by two processes in batches, hashes of values computed as a holder computes them; the wire between is not
in it. Receipts: Data Integrity proofs, beside a kept library (joserfc) that checks the same document as a JWS. The page has 200
consents.
"""

import json
import subprocess
import sys
import time
from typing import Any

from tests.machine import ROOT, Machine, fresh_database, machine, quick_folder

CONSENTS, BATCH, WORKERS, PAGE_CONSENTS = 100_000, 1000, 2, 200


def main(consents: int) -> int:
    print(receipts())
    with quick_folder() as home, fresh_database("") as database_url, machine(home, database_url=database_url) as one:
        print(one.python("from bench import mydata; mydata.withdrawal(); mydata.page()"))
        print(one.python(f"from bench import mydata; mydata.make({consents})"))
        print(pulls(one, consents))
    return 0


def receipts(seconds: float = 3.0) -> str:
    """A second's receipts, ours and the library's."""
    from datetime import UTC, datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from joserfc import jws

    from naru.systems.mydata.core import documents, jose
    from tests.unit.systems.mydata.core.test_receipts import made

    key, at = Ed25519PrivateKey.generate(), datetime.now(UTC)
    signed = documents.sign(made(), key, at=at)
    did = documents.did_of(key.public_key().public_bytes_raw())
    ours = rate(lambda: documents.verify(signed, {did}), seconds)
    jwk = jose.private_jwk(key)
    compact = jose.signed(jwk, jose.ORDER, made(), now=at)
    theirs = rate(
        lambda: json.loads(jws.deserialize_compact(compact, jwk, algorithms=jose.ALGORITHMS).payload), seconds
    )
    return f"receipts checked: {ours:,.0f} a second; joserfc's JWS of the same {theirs:,.0f}; {ours / theirs:.2f} ×"


def rate(act: Any, seconds: float) -> float:
    began, count = time.perf_counter(), 0
    while (took := time.perf_counter() - began) < seconds:
        act()
        count += 1
    return count / took


# --- inside an installation ---


def withdrawal(rounds: int = 20) -> None:
    """The longest of so many: from the press until each door says no."""
    from naru.systems.mydata import actions, oauth, transport
    from naru.systems.mydata.core import jose
    from naru.systems.mydata.models import Pull
    from naru.systems.mydata.oauth import Client
    from tests import mydata
    from tests.personas import make_person

    place, citizen = mydata.town(), make_person("다은", "daeun@home.example")
    mydata.know(place, citizen)
    service, holder = Client(service=place.service.id), Client(holder=place.bus.id)
    token = oauth.exchange({"grant_type": "client_credentials"}, service, jose.Proof(jkt="k")).token
    longest = 0.0
    for _ in range(rounds):
        consent = actions.offer(place.service.id, citizen=citizen.id, by=citizen)
        actions.agree(consent, ["walk:bus_card.rides"], by=citizen)
        pull = Pull.objects.get(consent_id=consent).id
        began = time.perf_counter()
        actions.withdraw(consent, by=citizen)
        assert not transport.due(service)
        assert transport.permit(holder, token=token, jkt="k", pull_ids=[pull]).refused == {pull: "withdrawn"}
        longest = max(longest, time.perf_counter() - began)
    print(f"withdrawal holds at every door within {longest * 1000:.0f} ms")


def page(rounds: int = 40) -> None:
    from django.conf import settings

    from naru.systems.mydata import actions
    from naru.systems.mydata.models import Service
    from tests import mydata
    from tests.personas import browser_of, make_person

    settings.ALLOWED_HOSTS = ["testserver"]
    citizen = make_person("예준", "yejun@home.example")
    service = Service.objects.get()
    for _ in range(PAGE_CONSENTS):
        consent = actions.offer(service.id, citizen=citizen.id, by=citizen)
        actions.agree(consent, mydata.ALL, by=citizen)
    browser, took = browser_of(citizen), []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = browser.get("/mydata/")
        took.append(time.perf_counter() - began)
        assert answer.status_code == 200
    print(f"a citizen's page with {PAGE_CONSENTS} consents: p95 {sorted(took)[int(rounds * 0.95) - 1] * 1000:.0f} ms")


def make(consents: int) -> None:
    """Rows as agreeing makes them, written in bulk: consents of yesterday whose first pull was sent."""
    from datetime import timedelta

    from naru.base.kit.clock import SYSTEM_CLOCK
    from naru.base.kit.ids import new_id
    from naru.base.people.models import User
    from naru.systems.mydata.models import Consent, Holder, Link, Pull, Service

    service, holder = Service.objects.get(), Holder.objects.get(lists=["bus_card"])
    yesterday = SYSTEM_CLOCK.now() - timedelta(days=1, minutes=1)
    Consent.objects.filter(state="active").update(state="withdrawn")
    for start in range(0, consents, 10_000):
        numbers = range(start, min(start + 10_000, consents))
        users = User.objects.bulk_create(
            User(id=new_id(), email=f"bench{n}@bench.example", name=f"시민 {n}", password="!") for n in numbers
        )
        Link.objects.bulk_create(
            Link(person=user, holder=holder, subject=f"bench-{user.id}", at=yesterday) for user in users
        )
        given = Consent.objects.bulk_create(
            Consent(
                person=user,
                service=service,
                pseudonym=new_id(),
                state="active",
                terms=service.terms,
                choices=["place:bus_card.stops", "walk:bus_card.rides"],
                offered=yesterday,
                until=yesterday,
                starts=yesterday,
                ends=yesterday + timedelta(days=90),
            )
            for user in users
        )
        Pull.objects.bulk_create(
            Pull(consent=each, holder=holder, items=["bus_card.rides"], due=yesterday, state="sent") for each in given
        )
    print(f"{consents:,} consents made")


def plan() -> None:
    from naru.systems.mydata import transport

    began = time.perf_counter()
    count = transport.plan_due()
    print(json.dumps({"planned": count, "seconds": time.perf_counter() - began}))


def send(worker: int) -> None:
    """Every other batch of what is due: permits, hashes, reports."""
    from naru.systems.mydata import oauth, transport
    from naru.systems.mydata.core import deletion, jose
    from naru.systems.mydata.models import Holder, Pull, Service
    from naru.systems.mydata.oauth import Client
    from naru.systems.mydata.transport import Report

    service, holder = Client(service=Service.objects.get().id), Client(holder=Holder.objects.get(lists=["bus_card"]).id)
    token = oauth.exchange({"grant_type": "client_credentials"}, service, jose.Proof(jkt="k")).token
    ids = list(
        Pull.objects.filter(state="planned", holder_id=holder.holder).order_by("id").values_list("id", flat=True)
    )
    sent = 0
    for start in range(worker * BATCH, len(ids), WORKERS * BATCH):
        batch = ids[start : start + BATCH]
        answer = transport.permit(holder, token=token, jkt="k", pull_ids=batch)
        parts = []
        for pull, (subject, items) in answer.given.items():
            hashes = {item: deletion.value_hash(b"k" * 32, item, [subject, 41]) for item in items}
            parts.append(Report(pull=pull, about=deletion.about(pull, subject), hashes=hashes))
        assert transport.report(holder, parts) == []
        sent += len(parts)
    print(sent)


def pulls(one: Machine, consents: int) -> str:
    began = time.perf_counter()
    planned = json.loads(one.python("from bench import mydata; mydata.plan()").splitlines()[-1])
    running = [_worker(one, number) for number in range(WORKERS)]
    sent = sum(int(process.communicate()[0].splitlines()[-1]) for process in running)
    assert planned["planned"] == sent == consents, (planned, sent)
    took_s = time.perf_counter() - began
    return (
        f"{sent:,} daily pulls planned in {planned['seconds']:.0f} s and sent by {WORKERS} processes: {took_s:.0f} s in all, "
        f"{sent / took_s:,.0f} a second"
    )


def _worker(one: Machine, number: int) -> "subprocess.Popen[str]":
    code = f"import django; django.setup()\nfrom bench import mydata; mydata.send({number})"
    return subprocess.Popen(
        [sys.executable, "-c", code], env=one.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CONSENTS))
