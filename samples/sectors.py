"""The sample city's sector data: each sector has datasets that keep to their profile, and one that does not and is held.

Values are drawn from a seed; numbers with check digits (containers, ships, companies, accounts) are made right, and where a
dataset is to be refused, wrong in one way: lost zeros, a swapped digit, a diagnosis that cannot be, a count that nobody defined.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of
from naru.base.kit.person import SYSTEM
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import DatasetId, Derived, Description, TableId
from naru.data.tables.actions import publish
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.description import KnownColumn
from naru.systems.sectors import actions, library
from naru.systems.sectors.core.profiles import ColumnRule, Profile, Type
from samples.places import DISTRICTS

Row = dict[str, Any]
Dice = random.Random
SOURCE, BY = "sample-sectors", "samples.sectors 1"
CODES = ("26110", "26140", "26170", "26200", "26230", "26260", "26290", "26320", "26350", "26380")
TYPES = {
    Type.INTEGER: ColumnType.INTEGER,
    Type.DECIMAL: ColumnType.DECIMAL,
    Type.DATE: ColumnType.DATE,
    Type.MONTH: ColumnType.MONTH,
    Type.DATETIME: ColumnType.DATETIME,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorSample:
    """``id`` is for ever. ``make`` draws its rows, keyed by the profile's columns."""

    id: str
    profile: str
    title: str
    title_en: str
    publisher: str
    theme: str
    make: Callable[[Dice], list[Row]] = field(repr=False)
    conforms: bool = True


def bring(*, as_json: bool, again: bool) -> bool:
    """Once; whether every dataset stands as it was made to."""
    held, conforming = 0, 0
    for sample in SAMPLES:
        dataset = catalogue_reads.dataset_by_source(SOURCE, sample.id, SYSTEM)
        dataset_id = dataset.id if dataset else _bring(sample)
        is_out = catalogue_reads.dataset(dataset_id, SYSTEM).state is State.PUBLISHED
        conforming, held = conforming + is_out, held + (not is_out)
    said = {"conforming": conforming, "held": held}
    text = f"분야 데이터셋 적합 {conforming}개, 보류 {held}개 · {conforming} conform, {held} held"
    click.echo(json.dumps(said) if as_json else text)
    return conforming == sum(each.conforms for each in SAMPLES)


def _bring(sample: SectorSample) -> DatasetId:
    about = Description(
        title=sample.title,
        title_en=sample.title_en,
        description=f"{sample.title}. 견본 데이터: 모든 값은 지어낸 것입니다.",
        description_en=f"{sample.title_en}. Sample data: every value is made up.",
        publisher=sample.publisher,
        themes=(sample.theme,),
        keywords=("특화산업", "프로파일"),
        licence="kogl-1",
        frequency="monthly",
        place="부산광역시",
    )
    dataset = catalogue.register_dataset(about, by=SYSTEM, source=SOURCE, source_id=sample.id)
    table = catalogue.ensure_table(dataset.id, about.title, by=SYSTEM)
    _publish_rows(TableId(table.id), library.profile(sample.profile), sample.make(random.Random(sample.id)), sample.id)
    actions.check_claim(actions.claim_profile(dataset.id, sample.profile, by=SYSTEM), by=SYSTEM)
    catalogue.publish_dataset(dataset.id, by=SYSTEM)
    return dataset.id


def _publish_rows(table: TableId, profile: Profile, rows: Sequence[Row], id: str) -> None:
    rules = [rule for rule in profile.tables[0].columns if any(rule.name in row for row in rows)]
    columns = [_known(rule) for rule in rules]
    derived = Derived(inputs=(), by=BY, digest=sha256_of({"by": BY, "id": id}))
    arrays = {
        column.alias: pa.array([row.get(rule.name) for row in rows], ARROW_TYPES[column.type])
        for rule, column in zip(rules, columns, strict=True)
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        pq.write_table(pa.table(arrays), path, compression="zstd")
        publish(table, path, derived, columns=columns, commit_key=derived.digest, by=SYSTEM, accepted=ACCEPTED)


ACCEPTED = frozenset({"business:business_number"})  # numbers of companies, not of people


def _known(rule: ColumnRule) -> KnownColumn:
    name = rule.aliases[0] if rule.aliases else rule.name
    alias = rule.name.lower()
    return KnownColumn(name=name, alias=alias, type=TYPES.get(rule.type, ColumnType.TEXT), unit=rule.unit or None)


# --- numbers with check digits ---


def container(dice: Dice) -> str:
    body = dice.choice(("NARU", "BSNU", "HDMU", "KMTU")) + f"{dice.randrange(10**6):06d}"
    values = "0123456789A_BCDEFGHIJK_LMNOPQRSTU_VWXYZ"
    return body + str(sum(values.index(each) * 2**at for at, each in enumerate(body)) % 11 % 10)


def imo(dice: Dice) -> str:
    body = f"{dice.randrange(900000, 999999)}"
    return body + str(sum(int(each) * (7 - at) for at, each in enumerate(body)) % 10)


def business(dice: Dice) -> str:
    body = f"{dice.randrange(101, 999)}{dice.randrange(81, 89)}{dice.randrange(10**4):04d}"
    total = sum(int(each) * weight for each, weight in zip(body, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    total += int(body[8]) * 5 // 10
    full = body + str((10 - total % 10) % 10)
    return f"{full[:3]}-{full[3:5]}-{full[5:]}"


def lei(dice: Dice) -> str:
    body = "9884" + "".join(dice.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(14))
    return body + f"{98 - _mod_97(body + '00'):02d}"


def iban(dice: Dice, country: str) -> str:
    account = "".join(dice.choice("0123456789") for _ in range(18))
    return f"{country}{98 - _mod_97(account + country + '00'):02d}{account}"


def _mod_97(text: str) -> int:
    return int("".join(str(int(each, 36)) for each in text)) % 97


# --- finance ---

TRADES = ("0101", "0203", "0412", "0530", "0611", "0902")


def card_rows(dice: Dice, year: int, months: int) -> Iterator[Row]:
    for month in range(1, months + 1):
        for district in CODES:
            for trade in TRADES:
                payments = dice.randrange(800, 9000)
                mean = {"0101": 14_000, "0203": 52_000, "0902": 118_000}.get(trade, 27_000)
                yield {
                    "month": date(year, month, 1),
                    "district": district,
                    "trade": trade,
                    "currency": "KRW",
                    "amount": payments * dice.randrange(mean * 8 // 10, mean * 12 // 10),
                    "payments": payments,
                }


def lost_zeros(dice: Dice) -> list[Row]:
    """As a spreadsheet leaves them."""
    return [row | {"trade": row["trade"].lstrip("0")} for row in card_rows(dice, 2026, 3)]


def companies(dice: Dice) -> list[Row]:
    rows = []
    for at in range(180):
        founded = date(1990, 1, 1) + timedelta(days=dice.randrange(12_800))
        closed = founded + timedelta(days=dice.randrange(400, 5000)) if dice.random() < 0.18 else None
        rows.append(
            {
                "business": business(dice),
                "lei": lei(dice) if dice.random() < 0.3 else None,
                "name": f"견본기업 {at + 1:03d}",
                "trade": f"C{dice.randrange(10, 34)}",
                "founded": founded,
                "closed": closed if closed is None or closed < date(2026, 6, 1) else None,
                "employees": (employees := dice.randrange(1, 240)),
                "sales": employees * dice.randrange(60, 320) * 1_000_000,
            }
        )
    return rows


def remittances(dice: Dice) -> list[Row]:
    places = (("US", "USD"), ("DE", "EUR"), ("GB", "GBP"), ("VN", "VND"), ("CN", "CNY"), ("JP", "JPY"), ("BG", "EUR"))
    return [
        {
            "month": date(2026, month, 1),
            "bank": iban(dice, country),
            "country": country,
            "currency": currency,
            "amount": float(dice.randrange(20_000, 900_000)),
            "count": dice.randrange(12, 400),
        }
        for month in range(1, 7)
        for country, currency in places
    ]


# --- medicine ---

DIAGNOSES = ("J00", "J06.9", "J20.9", "I10", "E11.9", "K29.7", "M54.5", "N39.0", "H52.1", "O80")


def visits(dice: Dice) -> list[Row]:
    rows = []
    for _ in range(900):
        kcd = dice.choice(DIAGNOSES)
        sex = "F" if kcd == "O80" else dice.choice("MF")
        days = dice.randrange(1, 9)
        rows.append(
            {
                "patient": f"P{dice.randrange(16**11):012X}",
                "kcd": kcd,
                "month": date(2026, dice.randrange(1, 7), 1),
                "age_band": str(dice.choice((20, 30) if kcd == "O80" else range(0, 90, 10))),
                "sex": sex,
                "days": days,
                "cost": days * dice.randrange(12_000, 90_000),
            }
        )
    return rows


def impossible_visits(dice: Dice) -> list[Row]:
    """Men with a chapter O diagnosis, and codes in lower case."""
    rows = visits(dice)
    for at, row in enumerate(rows):
        if row["kcd"] == "O80" and at % 2:
            row["sex"] = "M"
        if at % 11 == 0:
            row["kcd"] = row["kcd"].lower()
    return rows


def facilities(dice: Dice) -> list[Row]:
    kinds = (("종합병원", 14), ("병원", 40), ("의원", 150), ("치과의원", 70), ("한의원", 60), ("약국", 90))
    least = {"종합병원": 100, "병원": 30}
    rows: list[Row] = []
    for kind, count in kinds:
        for at in range(count):
            low = least.get(kind)
            rows.append(
                {
                    "id": f"F{len(rows) + 1:05d}",
                    "kind": kind,
                    "name_of": f"견본{kind} {at + 1}",
                    "district": dice.choice(CODES),
                    "beds": dice.randrange(low, low * 6) if low else 0,
                    "doctors": dice.randrange(20, 160) if kind == "종합병원" else dice.randrange(1, 9),
                    "opened": date(1985, 1, 1) + timedelta(days=dice.randrange(14_000)),
                    "lat": round(35.05 + dice.random() * 0.25, 5),
                    "lon": round(128.95 + dice.random() * 0.25, 5),
                }
            )
    return rows


def emergency(dice: Dice) -> list[Row]:
    rows = []
    for at in range(700):
        arrived = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(43_000))
        ktas = dice.choices((1, 2, 3, 4, 5), (2, 9, 40, 36, 13))[0]
        rows.append(
            {
                "visit": f"V{at:08d}",
                "arrived": arrived,
                "left_at": arrived + timedelta(minutes=dice.randrange(35, 200) + (5 - ktas) * 55),
                "ktas": ktas,
                "kcd": dice.choice(DIAGNOSES[:8]),
                "age_band": str(dice.randrange(0, 9) * 10),
                "outcome": dice.choices(("귀가", "입원", "전원", "기타"), (64, 26, 7, 3))[0],
            }
        )
    return rows


# --- logistics ---

PORTS = ("CNSHA", "CNNGB", "JPTYO", "JPHKT", "USLAX", "USLGB", "NLRTM", "DEHAM", "VNSGN", "THLCH", "RUVVO")


def container_moves(dice: Dice) -> list[Row]:
    rows = []
    for _ in range(800):
        full = dice.random() < 0.71
        rows.append(
            {
                "container": container(dice),
                "size": dice.choice(("22G1", "42G1", "45G1", "42R1")),
                "moved": datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(20_000)),
                "direction": dice.choice(("반입", "반출")),
                "full": "적" if full else "공",
                "port": dice.choice(PORTS),
                "weight": float(dice.randrange(9_000, 30_000) if full else dice.randrange(2_200, 4_800)),
                "terminal": dice.choice(("감만", "신선대", "신항 1부두", "신항 3부두")),
            }
        )
    return rows


def misread_containers(dice: Dice) -> list[Row]:
    """One digit swapped with its neighbour, as a tired clerk does: the check digit says so."""
    rows = container_moves(dice)[:300]
    for row in rows[::25]:
        number = row["container"]
        row["container"] = number[:6] + number[7] + number[6] + number[8:]
    return [*rows, rows[1] | {"weight": 61_000.0}]


def trade(dice: Dice) -> list[Row]:
    goods = ("870323", "854231", "890120", "030343", "271019", "720839", "848210", "160414", "390120")
    return [
        {
            "month": date(2026, month, 1),
            "hs": hs,
            "country": country,
            "exports": dice.randrange(20_000, 9_000_000),
            "imports": dice.randrange(10_000, 6_000_000),
            "weight": float(dice.randrange(1_000, 4_000_000)),
        }
        for month in range(1, 7)
        for hs in goods
        for country in ("CN", "US", "JP", "VN", "DE")
    ]


def port_calls(dice: Dice) -> list[Row]:
    rows = []
    for at in range(160):
        arrived = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(20_000))
        kind = dice.choice(("컨테이너선", "벌크선", "유조선", "여객선"))
        rows.append(
            {
                "imo": imo(dice),
                "ship": f"NARU {at + 1:03d}",
                "type": kind,
                "arrived": arrived,
                "departed": arrived + timedelta(hours=dice.randrange(6, 20 if kind == "컨테이너선" else 70)),
                "port": "KRPUS",
                "before": dice.choice(PORTS),
                "after": dice.choice(PORTS),
                "tonnage": dice.randrange(2_000, 190_000),
            }
        )
    return rows


# --- tourism ---

PLACES = ("견본 해수욕장", "견본 전망대", "견본 시장", "견본 사찰", "견본 문화마을", "견본 수목원")


def visitors(dice: Dice, *, definition: str | None = "site") -> list[Row]:
    rows = []
    for at, place in enumerate(PLACES):
        for day in range(92):
            on = date(2026, 4, 1) + timedelta(days=day)
            base = (9_000, 3_200, 5_400, 1_800, 4_100, 900)[at] * (1.7 if on.isoweekday() >= 6 else 1)
            for origin, share in (("내국인", 1.0), ("외국인", (0.12, 0.3, 0.22, 0.1, 0.35, 0.05)[at])):
                rows.append(
                    {
                        "place": place,
                        "district": CODES[at],
                        "day": on,
                        "definition": definition,
                        "origin": origin,
                        "visitors": round(base * share * dice.uniform(0.7, 1.3)),
                    }
                )
    return rows


def attractions(dice: Dice) -> list[Row]:
    return [
        {
            "contentid": str(900_000 + at),
            "contenttypeid": dice.choice(("12", "14", "15", "28", "38", "39")),
            "title": f"견본 관광지 {at + 1}",
            "addr1": f"부산광역시 {dice.choice(DISTRICTS).name} 견본로 {dice.randrange(1, 300)}",
            "mapx": round(128.95 + dice.random() * 0.25, 5),
            "mapy": round(35.05 + dice.random() * 0.25, 5),
            "cpyrhtDivCd": dice.choice(("Type1", "Type3", None)),
            "price": dice.choice((0, 0, 0, 2_000, 5_000, 12_000)),
        }
        for at in range(140)
    ]


def events(dice: Dice) -> list[Row]:
    rows = []
    for at in range(48):
        start = date(2026, 1, 5) + timedelta(days=dice.randrange(340))
        rows.append(
            {
                "name": f"견본 축제 {at + 1}",
                "start": start,
                "finish": start + timedelta(days=dice.randrange(0, 10)),
                "district": dice.choice(CODES),
                "place": dice.choice(PLACES),
                "kind": dice.choice(("문화예술", "자연생태", "전통역사", "주민화합", "먹거리")),
                "budget": dice.randrange(20, 900),
                "visitors": dice.randrange(2_000, 300_000),
                "definition": dice.choice(("site", "telecom")),
            }
        )
    return rows


def _s(
    id: str, profile: str, title: str, title_en: str, publisher: str, theme: str, make: Any, **more: bool
) -> SectorSample:
    return SectorSample(
        id=id, profile=profile, title=title, title_en=title_en, publisher=publisher, theme=theme, make=make, **more
    )


BANK, CARD = "나루은행 (견본 기업)", "나루카드 (견본 기업)"
MEDICAL, PORT, TOUR = "부산의료 견본센터", "부산항 견본공사", "부산관광 견본공사"
SAMPLES = (
    _s(
        "cards-2026",
        "finance.card-spending",
        "구·군·업종별 카드 소비 2026 상반기",
        "Card spending by district and trade, first half of 2026",
        CARD,
        "finance",
        lambda dice: list(card_rows(dice, 2026, 6)),
    ),
    _s("companies", "finance.companies", "기업 개요(견본)", "Companies (sample)", BANK, "finance", companies),
    _s(
        "remittances",
        "finance.remittances",
        "나라·통화별 해외송금",
        "Remittances by country and currency",
        BANK,
        "finance",
        remittances,
    ),
    _s(
        "cards-excel",
        "finance.card-spending",
        "카드 소비(엑셀에서 저장)",
        "Card spending, saved from a spreadsheet",
        CARD,
        "finance",
        lost_zeros,
        conforms=False,
    ),
    _s("visits", "medicine.visits", "진료 내역(가명)", "Visits, pseudonymised", MEDICAL, "medicine", visits),
    _s(
        "facilities",
        "medicine.facilities",
        "의료기관 현황(견본)",
        "Health facilities (sample)",
        MEDICAL,
        "medicine",
        facilities,
    ),
    _s(
        "emergency",
        "medicine.emergency",
        "응급실 내원(가명)",
        "Emergency visits, pseudonymised",
        MEDICAL,
        "medicine",
        emergency,
    ),
    _s(
        "visits-raw",
        "medicine.visits",
        "진료 내역 초안",
        "Visits, a draft",
        MEDICAL,
        "medicine",
        impossible_visits,
        conforms=False,
    ),
    _s("containers", "logistics.containers", "컨테이너 반출입", "Container moves", PORT, "logistics", container_moves),
    _s("trade", "logistics.trade", "품목별 수출입", "Trade by goods", PORT, "logistics", trade),
    _s("port-calls", "logistics.port-calls", "선박 입출항(견본)", "Port calls (sample)", PORT, "logistics", port_calls),
    _s(
        "containers-typed",
        "logistics.containers",
        "컨테이너 반출입(손으로 입력)",
        "Container moves, typed by hand",
        PORT,
        "logistics",
        misread_containers,
        conforms=False,
    ),
    _s(
        "visitors",
        "tourism.visitors",
        "관광지 방문객(현장 집계)",
        "Visitors counted at sites",
        TOUR,
        "tourism",
        visitors,
    ),
    _s("attractions", "tourism.attractions", "관광지 정보(견본)", "Attractions (sample)", TOUR, "tourism", attractions),
    _s("events", "tourism.events", "축제와 행사 2026", "Festivals and events 2026", TOUR, "tourism", events),
    _s(
        "visitors-undefined",
        "tourism.visitors",
        "관광지 방문객(방법 없음)",
        "Visitors, not saying how they were counted",
        TOUR,
        "tourism",
        lambda dice: visitors(dice, definition=None),
        conforms=False,
    ),
)
