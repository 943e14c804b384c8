"""``naru demo``: the sample city taken through the whole journey, once, with its progress on the terminal."""

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from naru.base.kit.person import SYSTEM, OrganisationId, PersonId, Role
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import DatasetId
from naru.data.ingest import actions, load_steps, reads
from naru.data.ingest.actions import LoadRequest
from samples.derived import publish_derived
from samples.publishers import PUBLISHERS
from samples.sample import Sample

PLACE = "부산광역시"
MAIL = "naru.example"


@dataclass(slots=True)
class Told:
    """What came of the samples: a line a table, and the loads that wait for the search."""

    tables: int = 0
    rows: int = 0
    aside: int = 0
    held: int = 0
    refused: list[str] = field(default_factory=list)
    datasets: dict[str, str] = field(default_factory=dict)  # file → dataset id
    waiting: list[str] = field(default_factory=list)


def bring_city(*, as_json: bool, again: bool) -> bool:
    """Generate and load the samples, once; whether everything came in."""
    folder = Path(settings.NARU_HOME) / "sample-city"
    done = folder / "loaded.json"
    if done.exists() and not again:
        before = json.loads(done.read_text())
        click.echo(
            json.dumps(before, ensure_ascii=False)
            if as_json
            else "견본 도시가 이미 있습니다 · The sample city is there already."
        )
        return True
    from samples.offices import all_samples  # reading the offices is only worth it here

    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    samples = all_samples()
    console = Console(stderr=True, quiet=as_json)
    organisations, accounts = _people(folder)
    with _progress(console, len(samples)) as step:
        told = _load_all(samples, folder, organisations, step)
        step("구·군별 공영주차장을 계산하는 중 · computing parking by district", 0)
        _derive(told)
        step("찾을 수 있게 하는 중 · making it findable", 0)
        load_steps.index_batch(told.waiting)
    summary = _summary(told, time.monotonic() - began)
    if not told.refused:
        done.write_text(json.dumps(summary, ensure_ascii=False))
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    else:
        _tell(console, told, summary, accounts)
    return not told.refused


def _load_all(samples: list[Sample], folder: Path, organisations: dict[str, OrganisationId], step: Any) -> Told:
    told = Told()
    for sample in samples:
        step(sample.title, 0)
        path = folder / sample.file
        path.write_bytes(sample.content())
        try:
            _load(sample, path, told, organisations)
            _name_publisher(sample, told)
            _open(sample, told, organisations)
        except Refused as refused:
            told.refused.append(f"{sample.file}: {refused.words.ko} · {refused.words.en}")
        step(sample.title, 1)
    return told


def _derive(told: Told) -> None:
    if table := publish_derived(told.datasets):
        assert table.live is not None
        told.tables, told.rows = told.tables + 1, told.rows + table.live.rows
        told.datasets[table.sql_name] = table.dataset_id


def _load(sample: Sample, path: Path, told: Told, organisations: dict[str, OrganisationId]) -> None:
    about = {
        "title": sample.title,
        "title_en": sample.title_en,
        "description": f"{sample.description}\n\n견본 데이터: 모든 값은 지어낸 것입니다.",
        "description_en": f"{sample.description_en}\n\nSample data: every value is made up.",
        "publisher": sample.publisher,
        "themes": [sample.theme],
        "keywords": list(sample.keywords),
        "licence": sample.licence,
        "frequency": sample.frequency,
        "place": PLACE,
    }
    revised = told.datasets.get(sample.revises)
    load_request = LoadRequest(
        about=about,
        organisation=organisations.get(sample.kept_by),
        publish=True,
        is_batched=True,
        dataset_id=DatasetId(revised) if revised else None,
    )
    load_id = actions.load_path(path, load_request, by=SYSTEM)
    actions.finish_load(load_id)
    view = reads.load(load_id, SYSTEM)
    told.waiting.append(load_id)
    told.held += view.has_personal
    for line in reads.report_lines(view, sample.file):
        if "error" in line:
            told.refused.append(f"{sample.file}: {line['message']['ko']}")
            continue
        told.tables += 1
        told.rows += line["rows"]
        told.aside += line["quarantined"]
        told.datasets[sample.file] = line["dataset"]


def _name_publisher(sample: Sample, told: Told) -> None:
    if dataset := told.datasets.get(sample.file):
        slug = catalogue_reads.dataset(dataset, SYSTEM).publisher_slug
        catalogue.name_publisher(slug, PUBLISHERS[sample.publisher], by=SYSTEM)


def _open(sample: Sample, told: Told, organisations: dict[str, OrganisationId]) -> None:
    """A sample that is not for everyone opens to its one organisation."""
    if sample.shared_with and (dataset := told.datasets.get(sample.file)):
        catalogue.set_access(DatasetId(dataset), Access.GRANTED, by=SYSTEM)
        holder = Holder.organisation(organisations[sample.shared_with])
        catalogue.grant_entitlement(DatasetId(dataset), holder, terms=Terms(basis_text="견본 계약"), by=SYSTEM)


@transaction.atomic
def _people(folder: Path) -> tuple[dict[str, OrganisationId], dict[str, str]]:
    """The sample city's people and organisations; their passwords are made up here and kept beside the samples."""
    path = folder / "accounts.json"
    there = {each.slug: each.id for each in people_reads.organisations()}
    if path.exists() and "naru-card" in there:  # the file may be left by a first try that was killed
        accounts: dict[str, str] = json.loads(path.read_text())
        return there, accounts
    accounts = {f"{who}@{MAIL}": secrets.token_urlsafe(9) for who in ("minji", "junho", "seoyeon", "auditor")}
    ids = {email: _account(email, password) for email, password in accounts.items()}
    card = people.create_organisation(
        slug="naru-card", name_ko="나루카드", name_en="Naru Card", by=SYSTEM, owner=ids[f"junho@{MAIL}"]
    )
    shops = people.create_organisation(
        slug="naru-sangkwon",
        name_ko="나루상권연구소",
        name_en="Naru Trade Area Lab",
        by=SYSTEM,
        owner=ids[f"seoyeon@{MAIL}"],
    )
    people.add_member(organisation_id=card.id, person_id=ids[f"minji@{MAIL}"], role=Role.MEMBER, by=SYSTEM)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(accounts, file)
    return {"naru-card": card.id, "naru-sangkwon": shops.id}, accounts


NAMES = {"minji": "민지", "junho": "준호", "seoyeon": "서연", "auditor": "감사관"}


def _account(email: str, password: str) -> PersonId:
    who = email.split("@")[0]
    made = people.create_user(
        email=email,
        name=NAMES[who],
        by=SYSTEM,
        password=password,
        is_officer=who == "minji",
        is_auditor=who == "auditor",
    )
    return PersonId(made.id)


def _summary(told: Told, seconds: float) -> dict[str, Any]:
    return {
        "datasets": len(set(told.datasets.values())),
        "tables": told.tables,
        "rows": told.rows,
        "quarantined": told.aside,
        "held": told.held,
        "refused": told.refused,
        "seconds": round(seconds, 1),
    }


def _tell(console: Console, told: Told, summary: dict[str, Any], accounts: dict[str, str]) -> None:
    console.print(
        f"[green]✓[/] 견본 도시: 데이터셋 {summary['datasets']}개, 표 {told.tables}개, {told.rows:,}행 "
        f"(따로 둔 행 {told.aside:,}, 결정을 기다리는 파일 {told.held}) · {summary['seconds']}초"
    )
    console.print(
        f"  The sample city: {summary['datasets']} datasets, {told.tables} tables, {told.rows:,} rows "
        f"({told.aside:,} kept aside, {told.held} waiting for a decision) in {summary['seconds']} s"
    )
    for line in told.refused:
        console.print(f"[red]✗[/] {line}", markup=True)
    console.print("  로그인 · sign in as:")
    for email, password in accounts.items():
        console.print(f"    {email}  {password}", highlight=False)


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Any]:
    columns = (
        TextColumn("나루"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, disable=console.quiet) as progress:
        task = progress.add_task("", total=total)

        def step(title: str, advance: int) -> None:
            progress.update(task, description=title, advance=advance)

        yield step
