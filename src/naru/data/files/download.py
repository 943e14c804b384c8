"""Files that lie at an address, fetched through the safe client under the name their server gives them."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings

from naru.base.jobs.attempt import current
from naru.base.kit.http_client import Fetched, FetchLimits, SafeClient
from naru.base.kit.words import Words

FILE_NAME = re.compile(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)\"?", re.IGNORECASE)
DOWNLOADING = Words("내려받는 중", "downloading")


def client() -> SafeClient:
    """The tests' own server may be reached on the loopback ports that ``NARU_FETCH_LOOPBACK`` names."""
    limits = FetchLimits(bytes_max=settings.NARU_FILE_BYTES)
    return SafeClient(
        limits,
        inner_hosts=settings.NARU_INNER_HOSTS,
        open_hosts=settings.NARU_FETCH_HOSTS,
        loopback_ports=settings.NARU_FETCH_LOOPBACK,
    )


def fetch(url: str, folder: Path) -> Path:
    """The file at the address, in ``folder`` under the name its server gives it; progress goes to the job in hand.

    Raises ``Refused`` as ``SafeClient`` does.
    """
    place = folder / "incoming"
    attempt = current()

    def told(done: int, total: int | None) -> None:
        if attempt is not None:
            attempt.progress(done, total or 0, DOWNLOADING)

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
