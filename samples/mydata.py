"""The sample city's MyData: three services, two holders and 200 citizens, some of whom have taken back what they gave.

``naru mydata serve $NARU_HOME/mydata-sample.json`` runs the five programs beside a site that was told of their ports by
``NARU_INNER_HOSTS``. Rows of citizens are made by the holders' programs from a name: no file and no table of the city has them.
"""

import json
import os
import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.systems.mydata import actions, oauth, orders, reads, registering, transport
from naru.systems.mydata.core import deletion, jose
from naru.systems.mydata.core.documents import did_of
from naru.systems.mydata.oauth import Client
from naru.systems.mydata.reference.receiver import Receiver
from naru.systems.mydata.transport import Report

CITIZENS, MAIL = 200, "mydata.example"
DAYS = 60
FILE = "mydata-sample.json"
HOLDERS = {
    "health": ("건강검진 견본센터", "Sample health checks", ["health_check"], 8811),
    "bus": ("부산 교통카드 견본", "Sample bus cards", ["bus_card"], 8812),
}
SERVICES: dict[str, dict[str, Any]] = {
    "walk": {
        "receiver": ("걷기처방연구소", "Walking Lab"),
        "title": Words("걷기 처방", "Walking prescription"),
        "port": 8821,
        "purposes": [
            {
                "code": "distance",
                "ko": "하루에 얼마나 걸으면 좋을지 정합니다.",
                "en": "Decides how far it is good to walk each day.",
                "items": ["health_check.weight", "health_check.systolic", "health_check.glucose"],
                "without_ko": "나이로만 어림합니다.",
                "without_en": "It guesses by age alone.",
            },
            {
                "code": "place",
                "ko": "자주 내리는 곳 가까이에서 걸을 길을 고릅니다.",
                "en": "Finds a path near the stops you use.",
                "items": ["bus_card.stops", "bus_card.rides"],
                "without_ko": "집 주소를 직접 적어야 합니다.",
                "without_en": "You enter a place yourself.",
            },
        ],
        "frequency_days": 7,
    },
    "meal": {
        "receiver": ("수영식단연구소", "Suyeong Meals"),
        "title": Words("오늘의 건강식", "Meal of the day"),
        "port": 8822,
        "purposes": [
            {
                "code": "meal",
                "ko": "혈압과 혈당에 맞는 식단을 고릅니다.",
                "en": "Chooses meals that suit your blood pressure and sugar.",
                "items": [
                    "health_check.systolic",
                    "health_check.diastolic",
                    "health_check.glucose",
                    "health_check.waist",
                ],
                "without_ko": "누구에게나 같은 식단을 보입니다.",
                "without_en": "Everyone sees the same meals.",
            }
        ],
        "frequency_days": 30,
    },
    "pass": {
        "receiver": ("부산정기권", "Busan Pass"),
        "title": Words("나에게 맞는 정기권", "The pass for me"),
        "port": 8823,
        "purposes": [
            {
                "code": "fare",
                "ko": "지난달에 탄 만큼 견주어 가장 싼 정기권을 찾습니다.",
                "en": "Finds the cheapest pass for last month's rides.",
                "items": ["bus_card.rides", "bus_card.transfers", "bus_card.fare"],
                "without_ko": "탄 횟수를 직접 적어야 합니다.",
                "without_en": "You enter your rides yourself.",
            }
        ],
        "frequency_days": 0,
    },
}


@transaction.atomic
def bring_mydata(*, as_json: bool, again: bool) -> bool:
    """Once; always all of it."""
    titles = {each.title for each in reads.services(SYSTEM)}
    if SERVICES["walk"]["title"] not in titles:
        _bring()
    services = [each for each in reads.services(SYSTEM) if each.title in {one["title"] for one in SERVICES.values()}]
    agreed = sum(reads.public_figures(each).agreed or 0 for each in services)
    text = f"마이데이터 서비스 {len(services)}개, 동의 {agreed}명 · {len(services)} services, {agreed} consents"
    click.echo(json.dumps({"services": len(services), "agreed": agreed}) if as_json else text)
    return True


def _bring() -> None:
    start = SYSTEM_CLOCK.now() - timedelta(days=DAYS)
    clock, dice = FrozenClock(start), random.Random(1717)
    keys = {name: Ed25519PrivateKey.generate() for name in (*HOLDERS, *SERVICES)}
    holders = {name: _holder(name, keys[name], clock) for name in HOLDERS}
    services = {name: _service(name, keys[name], clock) for name in SERVICES}
    citizens = [_citizen(number, holders, dice, clock) for number in range(CITIZENS)]
    _save_programs(holders, services, keys)
    for day in range(DAYS):
        clock.instant = start + timedelta(days=day, hours=1)
        for citizen in citizens[day * CITIZENS // DAYS : (day + 1) * CITIZENS // DAYS]:
            _agree(citizen, services, dice, clock)
    for name, service in services.items():
        _send(service, holders, keys[name], clock)
    _take_back(services, keys, dice, clock)
    _for_known_people(holders, services, clock)


def _holder(name: str, key: Ed25519PrivateKey, clock: FrozenClock) -> reads.Holder:
    ko, en, lists, port = HOLDERS[name]
    organisation = people.create_organisation(slug=f"mydata-{name}", name_ko=ko, name_en=en, by=SYSTEM)
    return registering.register_holder(
        organisation.id, lists=lists, address=f"http://127.0.0.1:{port}", jwk=_jwk(key), by=SYSTEM, clock=clock
    )


def _service(name: str, key: Ed25519PrivateKey, clock: FrozenClock) -> reads.Service:
    said = SERVICES[name]
    ko, en = said["receiver"]
    organisation = people.create_organisation(slug=f"mydata-{name}", name_ko=ko, name_en=en, by=SYSTEM)
    steward = people.create_user(email=f"{name}@{MAIL}", name=f"{ko} 담당", by=SYSTEM)
    people.add_member(organisation_id=organisation.id, person_id=steward.id, role=Role.STEWARD, by=SYSTEM)
    by = people_reads.person(steward.id)
    address = f"http://127.0.0.1:{said['port']}"
    terms = {
        "purposes": said["purposes"],
        "period_days": 180,
        "frequency_days": said["frequency_days"],
        "retention_days": 30,
        "security": "암호화 저장, 접근 기록 보관, 담당자 2명만 열람",
    }
    made = registering.write_service(
        OrganisationId(organisation.id),
        said["title"],
        terms=terms,
        address=address,
        redirect_url=f"{address}/callback",
        jwk=_jwk(key),
        by=by,
        clock=clock,
    )
    registering.submit_service(made.id, by=by, clock=clock)
    registering.review_service(made.id, passes=True, by=SYSTEM, clock=clock)
    return reads.service(made.id, SYSTEM)


def _jwk(key: Ed25519PrivateKey) -> dict[str, str]:
    return jose.public_jwk(key.public_key().public_bytes_raw())


def _citizen(number: int, holders: Mapping[str, reads.Holder], dice: random.Random, clock: FrozenClock) -> Person:
    name = f"{dice.choice('김이박최정강조윤장임')}{dice.choice('서민지하도윤예준')}{dice.choice('연준우아린호은')}"
    account = people.create_user(email=f"citizen{number:03}@{MAIL}", name=name, by=SYSTEM)
    for key, holder in holders.items():
        registering.enter_link(holder.id, account.id, subject=f"{key}-{number:03}", clock=clock)
    return people_reads.person(account.id)


def _agree(citizen: Person, services: Mapping[str, reads.Service], dice: random.Random, clock: FrozenClock) -> None:
    """To one or two of the services, to some or all of what each asks for."""
    for name in dice.sample(sorted(services), k=dice.choice((1, 1, 2))):
        consent = actions.offer(services[name].id, citizen=citizen.id, by=citizen, clock=clock)
        choices = sorted(choice.name for choice in services[name].terms.choices)
        actions.agree(consent, dice.sample(choices, k=dice.randint(1, len(choices))), by=citizen, clock=clock)


def _send(
    service: reads.Service, holders: Mapping[str, reads.Holder], key: Ed25519PrivateKey, clock: FrozenClock
) -> None:
    """The first pull of each consent, as the programs would do it: token, permit, report."""
    thumb = jose.thumbprint(_jwk(key))
    receiver = Client(service=service.id)
    issued = oauth.exchange({"grant_type": "client_credentials"}, receiver, jose.Proof(jkt=thumb), clock=clock)
    due = transport.due(receiver, clock=clock)
    for name, holder in holders.items():
        client, ids = Client(holder=holder.id), [each["pull"] for each in due if each["holder"] == holder.id]
        said = transport.permit(client, token=issued.token, jkt=thumb, pull_ids=ids, clock=clock)
        parts = [_report(pull, subject, items, name) for pull, (subject, items) in said.given.items()]
        transport.report(client, parts, clock=clock)


def _report(pull: str, subject: str, items: list[str], name: str) -> Report:
    row, key = row_of(subject), os.urandom(32)
    hashes = {item: deletion.value_hash(key, item, row[item]) for item in items if item in row}
    return Report(pull=pull, about=deletion.about(pull, subject), hashes=hashes)


def _take_back(
    services: Mapping[str, reads.Service],
    keys: Mapping[str, Ed25519PrivateKey],
    dice: random.Random,
    clock: FrozenClock,
) -> None:
    """A fifth take it back; receivers prove deletion within hours. Two still wait, and one of the meals is late: it is blocked."""
    running = reads.running_consents()
    late = next(consent for consent, service in running if service == services["meal"].id)
    taken = dice.sample([consent for consent, _ in running if consent != late], k=len(running) // 5)
    _withdrawn(late, clock, ago=timedelta(days=12))
    for number, consent in enumerate(taken):
        order = _withdrawn(consent, clock, ago=timedelta(days=8, hours=number))
        if number < 2:
            continue
        name = next(name for name, service in services.items() if service.title == order.service)
        walker = Receiver(id=services[name].id, key=keys[name], city="", now=clock.now)
        clock.advance(timedelta(hours=dice.randint(1, 30)))
        signed = walker.attestation(order.id, deletion.lines_of(order.lines))
        orders.attest(services[name].id, signed, clock=clock)
    clock.instant = SYSTEM_CLOCK.now()
    orders.mark_overdue(clock=clock)


def _withdrawn(consent_id: str, clock: FrozenClock, *, ago: timedelta) -> reads.Order:
    clock.instant = SYSTEM_CLOCK.now() - ago
    actions.withdraw_on_paper(consent_id, by=SYSTEM, clock=clock)
    (order,) = reads.orders_of(consent_id)
    return order


def _for_known_people(
    holders: Mapping[str, reads.Holder], services: Mapping[str, reads.Service], clock: FrozenClock
) -> None:
    """서연 has one consent that runs and one offer that waits for her."""
    try:
        seoyeon = people_reads.person_by_email("seoyeon@naru.example")
    except Refused:
        return
    for key, holder in holders.items():
        registering.enter_link(holder.id, seoyeon.id, subject=f"{key}-seoyeon", born=date(1991, 3, 8), clock=clock)
    consent = actions.offer(services["pass"].id, citizen=seoyeon.id, by=seoyeon, clock=clock)
    actions.agree(consent, ["fare:bus_card.rides", "fare:bus_card.fare"], by=seoyeon, clock=clock)
    actions.offer(services["walk"].id, citizen=seoyeon.id, by=seoyeon, clock=clock)


# --- the programs ---


def row_of(subject: str) -> dict[str, Any]:
    """A made-up person's row, the same each time for the same name."""
    dice = random.Random(f"mydata {subject}")
    if subject.startswith("health"):
        return {
            "health_check.checked_on": f"2026-{dice.randint(1, 10):02}-{dice.randint(1, 28):02}",
            "health_check.height": dice.randint(150, 185),
            "health_check.weight": round(dice.gauss(64, 10), 1),
            "health_check.waist": dice.randint(65, 98),
            "health_check.systolic": dice.randint(102, 148),
            "health_check.diastolic": dice.randint(62, 95),
            "health_check.glucose": dice.randint(78, 128),
            "health_check.hdl": dice.randint(38, 75),
            "health_check.doctor": "김검진",
        }
    stops = ["서면역", "센텀시티역", "부산역", "자갈치역", "사직역", "해운대역", "덕천역", "하단역"]
    rides = dice.randint(8, 62)
    return {
        "bus_card.month": "2026-10",
        "bus_card.rides": rides,
        "bus_card.transfers": dice.randint(0, rides // 2),
        "bus_card.first_hour": dice.randint(6, 10),
        "bus_card.stops": dice.sample(stops, 3),
        "bus_card.fare": rides * 1550,
    }


def _save_programs(
    holders: Mapping[str, reads.Holder],
    services: Mapping[str, reads.Service],
    keys: Mapping[str, Ed25519PrivateKey],
) -> None:
    """Ids, keys and ports for the five programs; their owner alone may read it."""
    ids = {name: each.id for name, each in holders.items()} | {name: each.id for name, each in services.items()}
    ports = {name: said[3] for name, said in HOLDERS.items()} | {name: said["port"] for name, said in SERVICES.items()}
    said = [
        {
            "kind": "holder" if name in holders else "receiver",
            "name": name,
            "id": ids[name],
            "key": key.private_bytes_raw().hex(),
            "did": did_of(key.public_key().public_bytes_raw()),
            "city": f"{settings.NARU_ADDRESS}/mydata",
            "port": ports[name],
            "title": SERVICES[name]["title"].ko if name in SERVICES else "",
            "redirect_url": services[name].redirect_url if name in services else "",
            "rows": "" if name in services else "samples.mydata.row_of",
        }
        for name, key in keys.items()
    ]
    path = Path(settings.NARU_HOME) / FILE
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(said, file, ensure_ascii=False, indent=1)
