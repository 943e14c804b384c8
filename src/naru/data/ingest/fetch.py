"""Files that lie at an address: downloaded through the safe client, then loaded like any other."""

import tempfile
from pathlib import Path
from typing import Any

from naru.base.jobs import actions as job_actions
from naru.base.kit.person import OrganisationId, Person, PersonId
from naru.base.kit.words import Words
from naru.base.people import reads as people_reads
from naru.data.catalogue.core.values import DatasetId
from naru.data.files import content, download
from naru.data.ingest import actions
from naru.data.ingest.actions import LoadRequest


def start_fetch(url: str, load_request: LoadRequest, *, by: Person) -> str:
    """Queue the download and load of an address; returns the job's id. Raises ``Refused`` as
    ``actions.require_right``."""
    actions.require_right(load_request, by)
    told = {
        "dataset_id": load_request.dataset_id,
        "organisation": load_request.organisation,
        "about": dict(load_request.about),
    }
    title = Words(f"내려받기: {url}"[:200], f"Download: {url}"[:200])
    return job_actions.start(
        "ingest.fetch_address",
        {"url": url, "load_request": told, "person_id": by.id},
        by=by.id,
        title=title,
        about="/ingest/",
    )


def fetch_and_load(url: str, told: dict[str, Any], person_id: str) -> str:
    """The job: download, store, start the load; returns the load's id. ``told`` is
    ``{about, dataset_id, organisation}``."""
    by = people_reads.as_now(people_reads.person(PersonId(person_id)))
    load_request = LoadRequest(
        about=told["about"],
        dataset_id=DatasetId(told["dataset_id"]) if told["dataset_id"] else None,
        organisation=OrganisationId(told["organisation"]) if told["organisation"] else None,
    )
    with tempfile.TemporaryDirectory(prefix="naru-", dir=content.scratch()) as folder:
        path = download.fetch(url, Path(folder))
        stored = content.take_file(path, path.name)
    return actions.start_load(stored, address_origin(url, load_request), load_request, by=by)


def address_origin(url: str, load_request: LoadRequest) -> str:
    """Whose address it is: that of the dataset it is for, of the organisation, or of the city."""
    if load_request.dataset_id:
        return f"dataset:{load_request.dataset_id}:{url}"
    return f"url:{load_request.organisation}:{url}" if load_request.organisation else f"url:{url}"
