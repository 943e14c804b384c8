"""A small catalogue for the protocols: every openness, tables with and without places, files at the source."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, OrganisationId, Person, service
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Dataset, DatasetId, Description, DistributionIn, Table
from naru.data.catalogue.search import indexer
from tests.tables import add_version

PLACES = (
    Column(name="이름", alias="ireum", type=ColumnType.TEXT, meaning=Meaning.NAME),
    Column(name="위도", alias="wido", type=ColumnType.DECIMAL, meaning=Meaning.LATITUDE),
    Column(name="경도", alias="gyeongdo", type=ColumnType.DECIMAL, meaning=Meaning.LONGITUDE),
    Column(name="면수", alias="myeonsu", type=ColumnType.INTEGER, unit="면"),
    Column(name="연 날", alias="yeon_nal", type=ColumnType.DATE),
)
CHALLENGES = service("challenges")
HOSTILE = "ㄱ<&>\"'\\\n\x0b\x00끝 </script><!-- {{ 7*7 }} \ud800".replace("\x00", "").replace("\ud800", "")


def places(rows: int = 25) -> dict[str, list[Any]]:
    """``rows`` car parks along a line from the port to the east; the last has no place."""
    numbers = range(rows)
    return {
        "ireum": [f"주차장 {number + 1}" for number in numbers],
        "wido": [35.10 + number / 1000 for number in numbers[:-1]] + [None],
        "gyeongdo": [129.03 + number / 100 for number in numbers[:-1]] + [None],
        "myeonsu": [10 * (number % 5 + 1) for number in numbers],
        "yeon_nal": [date(2020, 1, 1) + timedelta(days=number) for number in numbers],
    }


def described(title: str, **more: Any) -> Description:
    """In all of its words."""
    said: dict[str, Any] = {
        "title": title,
        "title_en": f"{title} in English",
        "description": f"{title}: 위치와 면수, 요금을 담은 자료입니다.",
        "description_en": f"{title}: where, how many and how much.",
        "publisher": "부산시설공단",
        "themes": ("transport",),
        "keywords": ("주차장", "교통"),
        "licence": "cc-by-4.0",
        "frequency": "monthly",
        "place": "부산광역시 해운대구",
        "period_start": date(2020, 1, 1),
        "period_end": date(2025, 12, 31),
        "contact": "parking@busan.example",
        "landing_page": "https://source.example/parking",
        "issued": date(2024, 3, 2),
        "modified": date(2026, 5, 6),
    }
    return Description(**said | more)


def publish(
    title: str, *, access: Access = Access.OPEN, organisation: OrganisationId | None = None, files: int = 0, **more: Any
) -> Dataset:
    """A published dataset without tables; ``files`` of it lie elsewhere."""
    given = tuple(
        DistributionIn(
            title=f"{title} {number}", format="xlsx", url=f"https://source.example/{number}.xlsx", bytes=1000
        )
        for number in range(files)
    )
    made = actions.register_dataset(described(title, **more), by=SYSTEM, organisation=organisation, distributions=given)
    actions.publish_dataset(made.id, by=SYSTEM)
    if access is not Access.OPEN:
        actions.set_access(made.id, access, by=SYSTEM)
    return reads.dataset(made.id, SYSTEM)


def add_table(
    dataset_id: DatasetId, name: str, rows: dict[str, list[Any]] | None = None, *, by: Person = SYSTEM
) -> Table:
    table = actions.ensure_table(dataset_id, name, by=by)
    add_version(table, PLACES, rows or places(), by=by)
    return reads.table(table.id, by)


def own_words(word: str) -> dict[str, Any]:
    """A publisher and a keyword that no other dataset has: where they stand, the dataset shows."""
    return {"publisher": f"{word}기관", "keywords": (f"{word}열쇠말",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """``open`` has a table with places and a file; ``granted`` is for the organisation's people, by an entitlement;
    ``sealed`` is a service's, for nobody else."""

    open: Dataset
    table: Table
    plain: Dataset
    signed_in: Dataset
    granted: Dataset
    granted_table: Table
    draft: Dataset
    withdrawn: Dataset
    sealed: Dataset
    sealed_table: Table

    @property
    def published(self) -> list[Dataset]:
        return [self.open, self.plain, self.signed_in, self.granted]


def make_city(*, owner: OrganisationId | None = None, holder: OrganisationId | None = None) -> City:
    """``owner`` looks after all of it; ``holder`` is entitled to what is granted."""
    opened = publish("공영주차장", files=1)
    signed_in = publish("회원만보는자료", access=Access.SIGNED_IN, organisation=owner, files=1, **own_words("회원"))
    granted = publish("이용권자료", access=Access.GRANTED, organisation=owner, **own_words("이용권"))
    draft = actions.register_dataset(described("초안인자료", **own_words("초안")), by=SYSTEM, organisation=owner)
    add_table(draft.id, "초안표")
    withdrawn = publish("거둔자료", organisation=owner, **own_words("거둔"))
    actions.withdraw_dataset(withdrawn.id, reason="시험", by=SYSTEM)
    sealed = actions.register_dataset(described("봉인자료", **own_words("봉인")), by=CHALLENGES, access=Access.SEALED)
    made = City(
        open=opened,
        table=add_table(opened.id, "주차장표"),
        plain=publish("설명만있는자료"),
        signed_in=signed_in,
        granted=granted,
        granted_table=add_table(granted.id, "이용권표"),
        draft=reads.dataset(draft.id, SYSTEM),
        withdrawn=reads.dataset(withdrawn.id, SYSTEM),
        sealed=reads.dataset(sealed.id, CHALLENGES),
        sealed_table=add_table(sealed.id, "봉인표", by=CHALLENGES),
    )
    if holder is not None:
        terms = Terms(ends=SYSTEM_CLOCK.now() + timedelta(days=1))
        actions.grant_entitlement(granted.id, Holder.organisation(holder), terms=terms, by=SYSTEM)
    indexer.refresh()
    return made


def bearer_of(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def token_of(person: Person, *scopes: Any) -> str:
    from naru.base.people import actions as people

    return people.issue_token(person_id=person.id, name="t", scopes=scopes, days=1, by=SYSTEM).secret
