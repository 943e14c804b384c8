"""Sets, their clips and labels, releases and withdrawals, as the people who may see them do."""

from collections import Counter

import pyarrow as pa
from django.db.models import QuerySet

from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import DatasetId
from naru.systems.footage.core import rights
from naru.systems.footage.core.sets.states import ReleaseState
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import Release as ReleaseRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.models import TrainingSet as SetRow
from naru.systems.footage.models import Withdrawal as WithdrawalRow
from naru.systems.footage.sets import label_store
from naru.systems.footage.sets.shapes import (
    LabellingView,
    ReleaseView,
    SetClipView,
    SetView,
    WithdrawalView,
    clip_value,
    labelling_value,
    release_value,
    set_value,
    withdrawal_value,
)


def sets(person: Person) -> list[SetView]:
    """By title; for everyone those that are released in a dataset they may find, for officers and auditors all."""
    rows = SetRow.objects.order_by("plan__title__ko", "id")
    counts = _due_counts()
    return [set_value(row, counts.get(row.id, Counter())) for row in rows if _visible(row, person)]


def training_set(set_id: str, person: Person) -> SetView:
    """Raises ``Refused``: ``not_found`` where there is none that one may see."""
    row = SetRow.objects.filter(id=set_id).first()
    if row is None or not _visible(row, person):
        raise Refused("not_found")
    return set_value(row, _due_counts(set_id).get(set_id, Counter()))


def _visible(row: SetRow, person: Person) -> bool:
    if rights.may_see_footage(person):
        return True
    if not row.dataset_id:
        return False
    try:
        catalogue.dataset(DatasetId(row.dataset_id), person)
    except Refused as refused:
        return refused.code != "not_found"  # a closed dataset has a card that everybody sees
    return True


def _due_counts(set_id: str = "") -> dict[str, Counter[str]]:
    rows = SetClipRow.objects.filter(**({"set_id": set_id} if set_id else {}))
    counts: dict[str, Counter[str]] = {}
    for owner, due in rows.values_list("set_id", "due"):
        counts.setdefault(owner, Counter())[due] += 1
    return counts


def set_clips(set_id: str, person: Person) -> list[SetClipView]:
    """In the order of cameras and time, those out of the set too. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require(rights.may_see_footage(person), person)
    return [clip_value(row) for row in _clips().filter(set_id=set_id).order_by("clip__camera_id", "clip__start", "id")]


def set_clip(set_id: str, clip_id: str, person: Person) -> SetClipView:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``."""
    require(rights.may_see_footage(person), person)
    row = _clips().filter(set_id=set_id, clip_id=clip_id).first()
    if row is None:
        raise Refused("not_found")
    return clip_value(row)


def _clips() -> QuerySet[SetClipRow]:
    return SetClipRow.objects.select_related("clip__camera", "labels").prefetch_related("entries")


def labellings(set_id: str, clip_id: str, person: Person) -> list[LabellingView]:
    """The newest first, destroyed ones too. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require(rights.may_see_footage(person), person)
    rows = LabellingRow.objects.filter(set_clip__set_id=set_id, set_clip__clip_id=clip_id).order_by("-id")
    return [labelling_value(row) for row in rows]


def labels(set_id: str, labelling_id: str, person: Person) -> pa.Table:
    """LABELS. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found`` also once they are destroyed."""
    require(rights.may_see_footage(person), person)
    row = LabellingRow.objects.filter(id=labelling_id, set_clip__set_id=set_id, erased=None).first()
    if row is None:
        raise Refused("not_found")
    return label_store.read(set_id, row.id)


def releases(set_id: str) -> list[ReleaseView]:
    """The newest first; what one may know of a release is what one may know of its set."""
    return [release_value(row) for row in ReleaseRow.objects.filter(set_id=set_id).order_by("-number")]


def release(release_id: str, person: Person) -> ReleaseView:
    """Raises ``Refused``: ``not_found`` where one may not see its set."""
    row = ReleaseRow.objects.select_related("set").filter(id=release_id).first()
    if row is None or not _visible(row.set, person):
        raise Refused("not_found")
    return release_value(row)


def latest_release(set_id: str) -> ReleaseView | None:
    """The newest of which nothing was withdrawn."""
    row = ReleaseRow.objects.filter(set_id=set_id, state=ReleaseState.RELEASED.value).order_by("-number").first()
    return release_value(row) if row else None


def may_read_release(view: ReleaseView, person: Person, *, dataset_id: str) -> bool:
    """Whoever may read the dataset's rows may have its clips; a draft's are for officers and auditors alone."""
    if rights.may_see_footage(person):
        return True
    try:
        found = catalogue.dataset(DatasetId(dataset_id), person)
    except Refused:
        return False
    return found.rights.state is State.PUBLISHED and bool(view.versions)


def withdrawals(person: Person, *, limit: int = 100) -> list[WithdrawalView]:
    """The newest first. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require(rights.may_see_footage(person), person)
    return [withdrawal_value(row) for row in WithdrawalRow.objects.order_by("-id")[:limit]]


def withdrawal(withdrawal_id: str, person: Person) -> WithdrawalView:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``."""
    require(rights.may_see_footage(person), person)
    row = WithdrawalRow.objects.filter(id=withdrawal_id).first()
    if row is None:
        raise Refused("not_found")
    return withdrawal_value(row)
