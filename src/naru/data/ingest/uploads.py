"""Files that arrive piece by piece: begun, continued, forgotten, and taken into the store when they are complete."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from naru.base.kit import crash
from naru.base.kit.canonical import sha256_of_file
from naru.base.kit.guard import require, require_write
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.people.core import rights
from naru.data.files import content
from naru.data.files.content import Stored
from naru.data.ingest import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.ingest import storage
from naru.data.ingest.core.containers import Member, shapefile_sets
from naru.data.ingest.models import Upload

UPLOADS_MAX = 200  # unfinished ones of one person
UPLOADS_MAX_FILES = 4  # the bytes of so many of the largest files, promised by one person at a time


def bringers_only(person: Person) -> None:
    """Raises ``Refused`` for who may send no file in at all."""
    require_write(person)
    require(rights.may_bring(person), person, scope=Scope.WRITE)


def create_upload(file_name: str, length: int, *, by: Person) -> Upload:
    """Begin an upload of ``length`` bytes, for which room is kept from then on.

    Raises ``Refused``: ``file_too_large``, ``disk_is_full`` where what was promised to others would not fit beside it,
    ``too_many_uploads`` for who has promised more than they may."""
    now = timezone.now()
    promised = _promised(Upload.objects.filter(sha256="", expires__gt=now))
    mine = Upload.objects.filter(sha256="", expires__gt=now, person_id=by.id)
    if (
        mine.count() >= UPLOADS_MAX
        or sum(row.length for row in mine) + length > UPLOADS_MAX_FILES * settings.NARU_FILE_BYTES
    ):
        raise Refused("too_many_uploads")
    content.check_size(file_name, length, kept_free=promised)
    expires = now + timedelta(days=settings.NARU_KEEP_UPLOADS_DAYS)
    row = Upload.objects.create(person_id=by.id, file_name=file_name[:500], length=length, created=now, expires=expires)
    storage.begin_part(row.id)
    return row


def _promised(rows: Iterable[Upload]) -> int:
    """Bytes of unfinished uploads that have not come yet."""
    return sum(max(0, row.length - offset_of(row)) for row in rows)


def upload_of(upload_id: str, by: Person) -> Upload:
    """The person's own upload; nobody else's exists for them. Raises ``Refused``: ``not_found``, ``upload_expired``."""
    row = Upload.objects.filter(id=upload_id, person_id=by.id).first()
    if row is None:
        raise Refused("not_found")
    if not row.sha256 and row.expires < timezone.now():
        forget_upload(row)
        raise Refused("upload_expired")
    return row


def offset_of(row: Upload) -> int:
    """How many bytes have arrived."""
    part = storage.upload_part(row.id)
    return row.length if row.sha256 else part.stat().st_size if part.exists() else 0


def forget_upload(row: Upload) -> None:
    """Remove the bytes that have arrived and the row; what is in the store stays."""
    storage.forget_upload(row.id)
    row.delete()


def forget_expired_uploads() -> int:
    """Drop uploads that rested too long, and the record of those that became loads; how many."""
    return sum(map(_forget_unless_busy, Upload.objects.filter(expires__lt=timezone.now())))


def _forget_unless_busy(row: Upload) -> bool:
    """Bytes are arriving at this very moment: the next night comes."""
    try:
        forget_upload(row)
    except Refused:
        return False
    return True


def take_uploads(upload_ids: Sequence[str], *, by: Person) -> list[Stored]:
    """Complete uploads as stored files; the parts of one shapefile among them become one ZIP. May be done again.

    Raises ``Refused``: ``upload_incomplete`` before any is moved, as ``upload_of``."""
    rows = [upload_of(upload_id, by) for upload_id in upload_ids]
    for row in rows:
        if offset_of(row) != row.length:
            raise Refused("upload_incomplete", file=row.file_name, offset=offset_of(row), length=row.length)
    return together([_take_upload(row) for row in rows])


def _take_upload(row: Upload) -> Stored:
    """Whoever holds the part hashes it, and moves these very bytes under that hash, written down before they move: a crash
    between the two loses nothing that arrived, and nobody can write to them from the hash on."""
    with storage.suppress_over(), storage.locked_part(row.id):
        sha256 = sha256_of_file(storage.upload_part(row.id))
        Upload.objects.filter(id=row.id).update(sha256=sha256)
        crash.point("upload.hashed")
        storage.keep_upload(row.id, sha256)
        crash.point("upload.kept")
    row.refresh_from_db(fields=["sha256"])
    if not row.sha256:
        raise Refused("upload_incomplete", file=row.file_name, offset=0, length=row.length)
    return Stored(name=row.file_name, sha256=row.sha256, bytes=row.length)


def together(stored: Sequence[Stored]) -> list[Stored]:
    """The same files, the parts of each shapefile among them as one ZIP."""
    members = {item.name: item for item in stored}
    left, bundled = dict(members), []
    for name, parts in shapefile_sets([Member(name=item.name, path=item.path) for item in stored]):
        files = [(part.name, part.path) for part in parts.values()]
        bundled.append(storage.take_together(files, f"{name}.shp.zip"))
        for part in parts.values():
            left.pop(part.name, None)
    return [*left.values(), *bundled]
