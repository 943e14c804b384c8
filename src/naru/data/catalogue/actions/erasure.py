"""A version that was withdrawn or rejected is destroyed: its rows, the file it was read from, and every copy of both."""

from django.db import transaction

from naru.base.events.actions import publish
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.data.catalogue.actions.tables import locked_version
from naru.data.catalogue.core.events import VersionErased
from naru.data.catalogue.core.states import VersionState, decided
from naru.data.catalogue.core.values import VersionId
from naru.data.catalogue.models import TableVersion
from naru.data.catalogue.reads.engines import lake
from naru.data.files.erasing import decide_erasure
from naru.data.files.reads import ErasureView
from naru.data.files.subjects import of_content, of_lake_file
from naru.data.lake.values import TableRef


@transaction.atomic
def erase_version(
    version_id: VersionId, *, basis: str, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> ErasureView | None:
    """Destroy the version for good, with the file it was read from unless another version was read from it too; None while a
    gate holds it. What is left says that it was there: its number, its day, how many rows.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``version_is_not_held`` for one that is neither withdrawn nor rejected, and
    as ``files.erasing.decide_erasure``.
    """
    row, table = locked_version(version_id, by)
    state = decided(VersionState(row.state), VersionState.ERASED)
    subjects = [of_lake_file(table.id, name) for name in lake().own_files(TableRef(table.id, row.lake_version))]
    if row.derivation is None and not _is_read_elsewhere(row):
        subjects.append(of_content(row.sha256))
    erasure = decide_erasure(Ref("version", row.id), subjects, basis=basis, reason=reason, by=by, clock=clock)
    if erasure is None:
        return None
    row.state, row.columns, row.changes, row.notes, row.personal = state, [], {}, {}, []  # they hold values of its rows
    row.save(update_fields=["state", "columns", "changes", "notes", "personal"])
    publish(VersionErased(id=table.dataset_id, at=clock.now(), table=table.id, version=row.id, number=row.number))
    return erasure


def _is_read_elsewhere(row: TableVersion) -> bool:
    others = TableVersion.objects.filter(sha256=row.sha256).exclude(id=row.id)
    return others.exclude(state=VersionState.ERASED).exists()
