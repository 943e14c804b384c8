"""A small town for the tests of MyData: two holders and a walking prescription, as real programs, and a citizen whom both know."""

import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.rates import actions as rates
from naru.systems.mydata import reads, registering
from naru.systems.mydata.core import jose
from naru.systems.mydata.models import Holder as HolderRow
from naru.systems.mydata.models import Service as ServiceRow
from naru.systems.mydata.reference.holder import Holder
from naru.systems.mydata.reference.receiver import Receiver
from tests.personas import make_organisation

KNOWN = FrozenClock(datetime(2026, 1, 1, tzinfo=UTC))
RATES = {
    "mydata.guardian_age": "14",
    "mydata.deletion_days": "10",
    "mydata.record_years": "3",
    "mydata.smallest_cell": "5",
    "mydata.proxy_days": "365",
}
SECRET = "비밀-12345"
ROWS: dict[str, dict[str, Any]] = {
    "h-1": {
        "health_check.weight": 61.5,
        "health_check.glucose": 98,
        "health_check.doctor": f"의사{SECRET}",
        "health_check.height": 163,
    },
    "h-2": {"health_check.weight": 90, "health_check.glucose": 140},
    "b-1": {"bus_card.rides": 41, "bus_card.stops": [SECRET, "센텀시티역"]},
}
TERMS: dict[str, Any] = {
    "purposes": [
        {
            "code": "walk",
            "ko": "하루에 얼마나 걸을지 정합니다.",
            "en": "Decides how far to walk each day.",
            "items": ["health_check.weight", "health_check.glucose", "bus_card.rides"],
            "without_ko": "나이로만 어림합니다.",
            "without_en": "It guesses by age alone.",
        },
        {
            "code": "place",
            "ko": "자주 내리는 곳 근처에서 걸을 길을 고릅니다.",
            "en": "Finds paths near the stops you use.",
            "items": ["bus_card.stops"],
        },
    ],
    "period_days": 90,
    "frequency_days": 1,
    "retention_days": 30,
    "security": "암호화 저장, 접근 기록",
}
ALL = ["walk:health_check.weight", "walk:health_check.glucose", "walk:bus_card.rides", "place:bus_card.stops"]


def enter_rates() -> None:
    for name, value in RATES.items():
        try:
            rates.enter_rate(name, value, since=date(2020, 1, 1), source="시험", by=SYSTEM, clock=KNOWN)
        except Refused as refused:
            if refused.code != "rate_known":
                raise


def key_of(name: str) -> Ed25519PrivateKey:
    """The same for the same name: tests compare."""
    return Ed25519PrivateKey.from_private_bytes(random.Random(name).randbytes(32))


def jwk_of(name: str) -> dict[str, str]:
    return jose.public_jwk(key_of(name).public_key().public_bytes_raw())


@dataclass
class Town:
    """``programs`` are off until ``running``; then their addresses are the registered ones."""

    service: reads.Service
    health: reads.Holder
    bus: reads.Holder
    receiver: OrganisationId
    programs: dict[str, Any] = field(default_factory=dict)
    ports: list[int] = field(default_factory=list)

    @contextmanager
    def running(self, city: str, ports: Mapping[str, int] | None = None) -> Iterator["Town"]:
        said = {"health": self.health.id, "bus": self.bus.id}
        with ExitStack() as stack:
            for name, id in said.items():
                program: Any = Holder(id=id, key=key_of(name), city=city, row=lambda subject: ROWS.get(subject, {}))
                port = stack.enter_context(program.serving((ports or {}).get(name, 0)))
                self.ports.append(port)
                HolderRow.objects.filter(id=id).update(address=f"http://127.0.0.1:{port}")
                self.programs[name] = program
            walker = Receiver(id=self.service.id, key=key_of("walk"), city=city)
            port = stack.enter_context(walker.serving((ports or {}).get("walk", 0)))
            self.ports.append(port)
            walker.redirect_url = f"http://127.0.0.1:{port}/callback"
            ServiceRow.objects.filter(id=self.service.id).update(
                address=f"http://127.0.0.1:{port}", redirect_url=walker.redirect_url
            )
            self.programs["walk"] = walker
            yield self


def town(*, terms: Mapping[str, Any] = TERMS, clock: Clock = SYSTEM_CLOCK) -> Town:
    """Registered and reviewed; nobody linked."""
    enter_rates()
    organisations = [
        make_organisation(slug, name)
        for slug, name in (("nhis", "건강보험"), ("bus", "교통카드"), ("walk", "걷기연구소"))
    ]
    health, bus = (
        registering.register_holder(
            organisation.id, lists=[code], address="http://127.0.0.1:9", jwk=jwk_of(name), by=SYSTEM, clock=clock
        )
        for organisation, code, name in zip(
            organisations, ("health_check", "bus_card"), ("health", "bus"), strict=False
        )
    )
    service = registering.write_service(
        organisations[2].id,
        Words("걷기 처방", "Walking prescription"),
        terms=terms,
        address="http://127.0.0.1:9",
        redirect_url="http://127.0.0.1:9/callback",
        jwk=jwk_of("walk"),
        by=SYSTEM,
        clock=clock,
    )
    registering.submit_service(service.id, by=SYSTEM, clock=clock)
    registering.review_service(service.id, passes=True, by=SYSTEM, clock=clock)
    return Town(service=reads.service(service.id, SYSTEM), health=health, bus=bus, receiver=organisations[2].id)


def know(place: Town, citizen: Person, *, health: str = "h-1", bus: str = "b-1", clock: Clock = SYSTEM_CLOCK) -> None:
    """Both holders know her."""
    registering.enter_link(place.health.id, citizen.id, subject=health, clock=clock)
    registering.enter_link(place.bus.id, citizen.id, subject=bus, clock=clock)


def row_of(subject: str) -> dict[str, Any]:
    """What a holder's program in a process of its own reads."""
    return ROWS.get(subject, {})
