"""The data behind records, fetched by policy: asked conditionally, loaded only where bytes changed."""

import tempfile
from pathlib import Path

from django.utils import timezone

from naru.base.jobs import actions as jobs
from naru.base.kit.http_client import NotModified, Validators
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DatasetId
from naru.data.files import content, download
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from naru.systems.harvest.adapters.http_session import client
from naru.systems.harvest.core.states import DataPolicy, RecordState
from naru.systems.harvest.intake import Intake
from naru.systems.harvest.models import DataFile, Record
from naru.systems.harvest.noticing import digest
from naru.systems.harvest.said import distributions_said

READABLE = frozenset(["csv", "tsv", "xls", "xlsx", "json", "jsonl", "geojson", "parquet", "shp", "gpkg", "zip"])
FILES_MOST = 20  # of one record


def fetch_always(intake: Intake) -> None:
    """Queue the data of all records that the run met, where the source's policy is to bring it always."""
    if intake.source.data_policy != DataPolicy.ALWAYS:
        return
    met = Record.objects.filter(source=intake.source, last_run=intake.run.id, state=RecordState.PRESENT)
    for record_id in met.values_list("id", flat=True).iterator(1000):
        queue(record_id)


def queue(record_id: str) -> str:
    """The job that fetches a record's data; the one that waits already, where one does."""
    title = Words("데이터 받기", "Fetch the data behind a record")
    return jobs.start("harvest.fetch_data", {"record_id": record_id}, title=title, once=f"harvest-data:{record_id}")


def fetch(record_id: str) -> dict[str, int]:
    """Each readable file of the record: ``{loaded, unchanged, refused}``. May be done again."""
    row = Record.objects.select_related("source").get(id=record_id)
    wanted = frozenset(row.source.data_formats) or READABLE
    done = {"loaded": 0, "unchanged": 0, "refused": 0}
    files = [each for each in distributions_said(row) if each.url.startswith("http") and each.format in wanted]
    for each in files[:FILES_MOST]:
        if each.bytes is not None and each.bytes > row.source.data_bytes_max:
            continue
        done[_fetch_one(row, each.url, SYSTEM)] += 1
    return done


def _fetch_one(row: Record, url: str, by: Person) -> str:
    file, _ = DataFile.objects.get_or_create(record=row, url_digest=digest(url), defaults={"url": url})
    known = Validators(etag=file.etag, last_modified=file.last_modified)
    with tempfile.TemporaryDirectory(prefix="naru-", dir=content.scratch()) as folder:
        place = Path(folder) / "incoming"
        try:
            came = client(wall_s=600).to_file_if_changed(url, place, known)
            file.checked_at, file.refusal = timezone.now(), None
            if isinstance(came, NotModified) or came.sha256 == file.sha256:
                file.save(update_fields=["checked_at", "refusal"])
                return "unchanged"
            stored = content.take_file(place, download.file_name(came))
            file.load_id = ingest.start_load(stored, f"url:{url}", _request(row), by=by)
        except Refused as refused:
            file.checked_at = timezone.now()
            file.refusal = [refused.code, {name: str(fact) for name, fact in refused.facts.items()}]
            file.save(update_fields=["checked_at", "refusal"])
            return "refused"
    file.sha256 = came.sha256
    file.etag, file.last_modified = came.validators.etag[:500], came.validators.last_modified[:100]
    file.save()
    return "loaded"


def _request(row: Record) -> LoadRequest:
    organisation = OrganisationId(row.source.organisation_id) if row.source.organisation_id else None
    return LoadRequest(dataset_id=DatasetId(row.dataset_id), organisation=organisation, publish=True)
