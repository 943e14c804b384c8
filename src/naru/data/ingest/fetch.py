"""Files that lie at an address: downloaded through the safe client, then loaded like any other."""

import re
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from naru.base.jobs import actions as job_actions
from naru.base.jobs.attempt import current
from naru.base.kit.http_client import Fetched, FetchLimits, SafeClient
from naru.base.kit.person import OrganisationId, Person, PersonId
from naru.base.kit.words import Words
from naru.base.people import reads as people_reads
from naru.data.catalogue.core.values import DatasetId
from naru.data.ingest import actions, storage
from naru.data.ingest.actions import LoadRequest

FILE_NAME = re.compile(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)\"?", re.IGNORECASE)
DOWNLOADING = Words("내려받는 중", "downloading")


def client() -> SafeClient:
    """The tests' own server may be reached on the loopback ports that ``NARU_FETCH_LOOPBACK`` names."""
    limits = FetchLimits(bytes_max=settings.NARU_FILE_BYTES)
    return SafeClient(limits, inner_hosts=settings.NARU_INNER_HOSTS, loopback_ports=settings.NARU_FETCH_LOOPBACK)


def fetch(url: str, folder: Path) -> Path:
    """The file at the address, under the name its server gives it. Raises ``Refused``."""
    place = folder / "incoming"
    held = current()

    def told(done: int, total: int | None) -> None:
        if held is not None:
            held.progress(done, total or 0, DOWNLOADING)

    fetched = client().to_file(url, place, on_progress=told)
    named = folder / file_name(fetched)
    place.rename(named)
    return named


def file_name(fetched: Fetched) -> str:
    """From the answer's header, else the address; never a path."""
    header = FILE_NAME.search(fetched.headers.get("content-disposition", ""))
    given = unquote(header.group(1)) if header else unquote(urlsplit(fetched.url).path)
    name = PurePosixPath(given.replace("\\", "/")).name.strip(". \t")
    return "".join(letter for letter in name if letter.isprintable())[:200] or "download"


def start_fetch(url: str, load_request: LoadRequest, *, by: Person) -> str:
    """Queue the download and load of an address; returns the job's id."""
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
    """The job: download, store, start the load; returns the load's id."""
    by = people_reads.person(PersonId(person_id))
    load_request = LoadRequest(
        about=told["about"],
        dataset_id=DatasetId(told["dataset_id"]) if told["dataset_id"] else None,
        organisation=OrganisationId(told["organisation"]) if told["organisation"] else None,
    )
    with tempfile.TemporaryDirectory(prefix="naru-", dir=storage.scratch()) as folder:
        path = fetch(url, Path(folder))
        stored = storage.take_file(path, path.name)
    return actions.start_load(stored, f"url:{url}", load_request, by=by)
