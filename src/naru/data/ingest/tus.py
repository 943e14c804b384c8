"""Resumable uploads: the tus 1.0 protocol (tus.io) with creation, creation-with-upload, termination and expiration.

How much has arrived is the size of the file on disk: it cannot disagree with itself after a crash, and a torn request
leaves what came before it broke.
"""

import base64
import binascii
import os
from datetime import UTC
from email.utils import format_datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from naru.base.kit import crash
from naru.base.kit.guard import person_of, require, require_write, takes_files
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.people.core import rights
from naru.data.files import content
from naru.data.ingest import storage
from naru.data.ingest.models import Upload
from naru.data.ingest.uploads import bringers_only, create_upload, forget_upload, offset_of, upload_of

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,expiration"
CHUNK_BYTES = 1 << 20
PATCH_TYPE = "application/offset+octet-stream"


@csrf_exempt  # PersonMiddleware asks sessions for their token; programs bring their own
@takes_files(check=bringers_only)
def uploads(request: HttpRequest) -> HttpResponse:
    """POST makes an upload (201 and its address); OPTIONS says what this server can do.

    Raises ``Refused``: ``upload_malformed`` for a header of tus that is missing or
    does not read, ``file_too_large``."""
    if request.method == "OPTIONS":
        return _answer(
            204, {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": settings.NARU_FILE_BYTES}
        )
    if request.method != "POST":
        return _answer(405, {"Allow": "OPTIONS, POST"})
    by = _writer(request)
    require(rights.may_bring(by), by, scope=Scope.WRITE)
    length = _number(request, "Upload-Length")
    name = _metadata(request).get("filename", "") or "upload"
    row = create_upload(_file_name(name), length, by=by)
    offset = _append(request, row, 0) if request.headers.get("Content-Type") == PATCH_TYPE else 0
    address = request.build_absolute_uri(reverse("ingest:upload", args=[row.id]))
    return _answer(201, {"Location": address, "Upload-Offset": offset, **_expiry(row)})


@csrf_exempt
@takes_files(check=bringers_only)
def upload(request: HttpRequest, upload_id: str) -> HttpResponse:
    """HEAD says where to go on, PATCH goes on, DELETE gives up.

    Raises ``Refused``: ``upload_offset_differs`` with the offset, ``upload_busy``,
    ``upload_malformed``, and as ``upload_of``."""
    if request.method == "OPTIONS":
        return _answer(
            204, {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": settings.NARU_FILE_BYTES}
        )
    if request.method not in {"HEAD", "PATCH", "DELETE"}:
        return _answer(405, {"Allow": "OPTIONS, HEAD, PATCH, DELETE"})
    row = upload_of(upload_id, _writer(request))
    match request.method:
        case "DELETE":
            forget_upload(row)
            return _answer(204, {})
        case "PATCH":
            if request.headers.get("Content-Type") != PATCH_TYPE:
                return _answer(415, {})
            offset = _append(request, row, _number(request, "Upload-Offset"))
            return _answer(204, {"Upload-Offset": offset, **_expiry(row)})
        case _:
            facts = {"Upload-Offset": offset_of(row), "Upload-Length": row.length, "Cache-Control": "no-store"}
            return _answer(200, {**facts, **_expiry(row)})


def _file_name(name: str) -> str:
    """Without folders, and without what no file name and no database holds."""
    shown = "".join(letter for letter in name if letter.isprintable())
    return os.path.basename(shown.replace("\\", "/"))[:300].strip() or "upload"


def _writer(request: HttpRequest) -> Person:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Refused("upload_malformed", header="Tus-Resumable")
    by = person_of(request)
    require_write(by)
    return by


def _append(request: HttpRequest, row: Upload, offset: int) -> int:
    """Write the body after what is there; what has arrived when a connection breaks stays.

    What is complete takes nothing more: whether it is, is looked at under the lock."""
    with storage.locked_part(row.id) as part:
        here = part.tell()
        if here != offset:
            raise Refused("upload_offset_differs", offset=here)
        _copy(request, part.fileno(), row.length - offset)
        crash.point("upload.appended")
        return os.fstat(part.fileno()).st_size


def _copy(request: HttpRequest, target: int, room: int) -> None:
    try:
        while chunk := request.read(CHUNK_BYTES):
            if len(chunk) > room:
                raise Refused("upload_malformed", header="Upload-Length")
            content.check_room()
            os.write(target, chunk)
            room -= len(chunk)
    except (UnreadablePostError, ConnectionError):
        pass  # torn: the sender will ask how far it came and go on there
    finally:
        os.fsync(target)


def _number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Refused("upload_malformed", header=header)
    return int(text)


def _metadata(request: HttpRequest) -> dict[str, str]:
    """``Upload-Metadata: filename <base64>, filetype <base64>``."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Refused("upload_malformed", header="Upload-Metadata") from None
    return found


def _expiry(row: Upload) -> dict[str, str]:
    return {"Upload-Expires": format_datetime(row.expires.astimezone(UTC), usegmt=True)}


def _answer(status: int, headers: dict[str, object]) -> HttpResponse:
    response = HttpResponse(status=status)
    del response["Content-Type"]
    response["Tus-Resumable"] = VERSION
    for name, value in headers.items():
        response[name] = str(value)
    return response
