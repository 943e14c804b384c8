"""A whole open table as a file that is read by its parts: GDAL, DuckDB, pandas and browsers ask for ranges of bytes.

*Theory of operation.* A file is made piece by piece, so its length is not known until its end. Who asks for its head or for a
part of it (HEAD, ``Range``) gets it finished: it is written once into the home folder under a name that says the version,
the form and the program that made it, and served from there. Only whole tables that everyone may read, up to ``ROWS``,
lie there, and for a day at most, so that what is withdrawn or erased does not stay.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from naru import __version__
from naru.base.kit.guard import person_of
from naru.data.query import metering, reads, validators
from naru.data.query.core.byte_ranges import WHOLE, parse_range
from naru.data.query.core.downloads import MEDIA_TYPES, Format, Shape
from naru.data.query.core.rows import Selection
from naru.data.query.core.values import OpenTable

ROWS = 2_000_000
KEPT_S = 24 * 3600.0
KEPT_BYTES = 4 << 30
PIECE = 1 << 18


def answered(
    request: HttpRequest, table: OpenTable, selection: Selection, format_: Format, shape: Shape
) -> HttpResponseBase | None:
    """The file's head or a part of it; None where the whole is wanted, or it is none of those that lie finished."""
    is_head = request.META.get("REQUEST_METHOD") == "HEAD"  # which middleware turned into a GET
    if not (is_head or "Range" in request.headers) or not _may_lie_finished(table, selection):
        return None
    path = finished(table, selection, format_, shape, request)
    size = path.stat().st_size
    asked = WHOLE if is_head or _has_changed(request, table) else parse_range(request.headers.get("Range", ""), size)
    if asked is None:  # RFC 9110, 15.5.17
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    first, last = (0, size - 1) if asked == WHOLE else asked
    response: HttpResponseBase
    if is_head:
        response = HttpResponse(content_type=MEDIA_TYPES[format_])
    elif asked == WHOLE:
        response = FileResponse(path.open("rb"), content_type=MEDIA_TYPES[format_])
    else:
        response = StreamingHttpResponse(_part(path, first, last), status=206, content_type=MEDIA_TYPES[format_])
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(last - first + 1)
    rows = table.rows if first == 0 and not is_head else 0  # a file read by its parts is one reading
    metering.count(table, person_of(request), "download", rows=rows, bytes_=last - first + 1)
    return response


def _may_lie_finished(table: OpenTable, selection: Selection) -> bool:
    return table.is_open and table.scope.is_whole and table.rows <= ROWS and not selection.narrows


def _has_changed(request: HttpRequest, table: OpenTable) -> bool:
    """Whether who has a part already has one of another file (RFC 9110, 13.1.5): then the whole is sent."""
    condition = request.headers.get("If-Range")
    return condition is not None and condition not in validators.names(request, table)


def finished(table: OpenTable, selection: Selection, format_: Format, shape: Shape, request: HttpRequest) -> Path:
    """Where the file lies; it is made first where it does not."""
    told = (
        table.id,
        table.version,
        __version__,
        shape,
        [column.alias for column in selection.columns],
        selection.sorts,
    )
    folder = Path(settings.NARU_HOME) / "downloads"
    path = folder / f"{table.id}-{hashlib.sha256(repr(told).encode()).hexdigest()[:24]}.{format_}"
    if path.exists():
        return path
    folder.mkdir(mode=0o700, exist_ok=True)
    sweep(folder, time.time())
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
        try:
            for piece in reads.download(table, selection, format_, shape, by=person_of(request)):
                file.write(piece)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    os.replace(file.name, path)
    return path


def sweep(folder: Path, now: float) -> int:
    """Remove what is older than a day, and the oldest beyond ``KEPT_BYTES``; how many. ``now`` in seconds since 1970."""
    lying = sorted(((path.stat().st_mtime, path.stat().st_size, path) for path in folder.glob("*.*")), reverse=True)
    room, gone = KEPT_BYTES, 0
    for made, size, path in lying:
        room -= size
        if now - made > KEPT_S or room < 0:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _part(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
