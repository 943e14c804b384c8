"""A world for tests of sharing: a seller's tables, given to a buyer, and a program with the buyer's token."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description, OfFile, Table
from naru.systems.sharing import actions, entitlements
from naru.systems.sharing.core.values import SharedTable
from tests.personas import any_browser

COLUMNS = (
    Column(name="날짜", alias="nalja", type=ColumnType.DATE),
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="매출", alias="maechul", type=ColumnType.DECIMAL),
    Column(name="건수", alias="geonsu", type=ColumnType.INTEGER),
    Column(name="금액", alias="geumaek", type=ColumnType.INTEGER, meaning=Meaning.MONEY),
)

WHOLE_TERMS = Terms()


def publish_shared(title: str, *, organisation: OrganisationId | None = None, name: str = "") -> Table:
    """A dataset without rows whose table opens only to those it is granted to."""
    dataset = catalogue.register_dataset(
        Description(title=title, description=title), by=SYSTEM, organisation=organisation
    )
    table = catalogue.ensure_table(dataset.id, name or title, by=SYSTEM)
    catalogue.set_access(dataset.id, Access.GRANTED, by=SYSTEM)
    catalogue.publish_dataset(dataset.id, by=SYSTEM)
    return table


def add_files(
    table: Table, parts: Sequence[pa.Table], columns: Sequence[Column] = COLUMNS, *, mode: str = "overwrite"
) -> int:
    """A version of several Parquet files; its number in the lake."""
    files = []
    for part in parts:
        file = Path(settings.NARU_HOME) / f"{new_id()}.parquet"
        pq.write_table(part, file)
        files.append(file)
    number = catalogue_reads.lake().commit(table.id, files, commit_key=new_id(), mode=mode)  # type: ignore[arg-type]
    catalogue.publish_version(
        table.id,
        columns=columns,
        rows=sum(part.num_rows for part in parts),
        lake_version=number,
        provenance=OfFile(name="시험.csv", sha256=new_id() * 2, bytes=1, encoding="utf-8"),
        by=SYSTEM,
    )
    return number


def give(table: Table, organisation: OrganisationId, terms: Terms = WHOLE_TERMS) -> None:
    catalogue.grant_entitlement(table.dataset_id, Holder.organisation(organisation), terms=terms, by=SYSTEM)


def take_back(table: Table) -> None:
    for each in catalogue_reads.entitlements_on(table.dataset_id, SYSTEM):
        catalogue.revoke_entitlement(each.id, reason="시험", by=SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A client of the protocol with a token; without one where ``token`` is ""."""

    token: str
    token_id: str = ""

    def get(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> Any:
        """``path`` under the endpoint, percent-encoded where it must be, or a whole address."""
        address = path if path.startswith("http") else f"/delta-sharing{path}"
        said = dict(headers)
        if self.token:
            said["authorization"] = f"Bearer {self.token}"
        content = body if isinstance(body, str) else ("" if body is None else json.dumps(body))
        parts = urlsplit(address)
        place = parts.path + (f"?{parts.query}" if parts.query else "")
        return any_browser(SERVER_NAME="localhost").generic(
            method, place, content, content_type="application/json", headers=said
        )

    def query(self, shared: SharedTable, body: Any = None, **headers: str) -> Any:
        return self.get(f"{path_of(shared)}/query", "POST", {} if body is None else body, **headers)


def path_of(shared: SharedTable) -> str:
    share, schema, name = map(quote, (shared.share, shared.schema, shared.name))
    return f"/shares/{share}/schemas/{schema}/tables/{name}"


def program(person: Person, organisation: OrganisationId, *, days: int = 30) -> Program:
    issued = actions.issue_token(
        holder=entitlements.organisation_holder(organisation), name="시험", days=days, by=person
    )
    secret, token = actions.activate_token(issued.link)
    return Program(token=secret, token_id=token.id)


def lines_of(answer: Any) -> list[dict[str, Any]]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode("ascii")
    assert not text or text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
