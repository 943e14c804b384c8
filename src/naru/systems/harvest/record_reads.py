"""Records as their people see them: whose word each field is, which dataset they are, which links answer, which may be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naru.base.kit.ids import is_id
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.history import FIELD_WORDS, shown
from naru.systems.harvest import reads
from naru.systems.harvest.core import merge, rights
from naru.systems.harvest.core.finding_words import LIKENESS
from naru.systems.harvest.core.links import LINK_WORDS, LinkState, as_promised
from naru.systems.harvest.core.states import RECORD_STATE_WORDS, PairState, RecordState
from naru.systems.harvest.models import Link, Pair, Record, Run
from naru.systems.harvest.noticing import digest
from naru.systems.harvest.reconciling import absent
from naru.systems.harvest.said import description_said, distributions_said

MISSING_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """A field of a record and whose word it is."""

    field: Words
    value: Words
    is_persons: bool
    source_says: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    id: str
    source_id: str
    source_name: str
    remote_id: str
    title: str
    state: RecordState
    words: Words
    dataset_id: str
    misses: int
    first_at: datetime
    changed_at: datetime
    fields: Sequence[WordView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """What an address answered when it was probed last; ``is_as_promised`` where its media type is the format named."""

    url: str
    promised: str
    state: LinkState
    words: Words
    status: int | None
    milliseconds: int | None
    answered_at: datetime | None
    is_as_promised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    id: str
    first: RecordView
    second: RecordView
    reasons: Sequence[Words]
    state: PairState
    decided_by: str


def missing(run_id: str, person: Person) -> list[RecordView]:
    """What a run did not meet, for whoever decides. Raises ``Refused``: ``not_found``."""
    reads.run(run_id, person)
    row = Run.objects.select_related("source").get(id=run_id)
    return [_record_view(each) for each in absent(row).select_related("source").order_by("title")[:MISSING_SHOWN]]


def records(source_id: str, person: Person, *, state: RecordState | None = None, limit: int = 50) -> list[RecordView]:
    """Those that changed last first. Raises ``Refused``: ``not_found``."""
    rows = Record.objects.filter(source=reads.source_row(source_id, person)).select_related("source")
    if state is not None:
        rows = rows.filter(state=state)
    return [_record_view(row) for row in rows.order_by("-changed_at", "-id")[:limit]]


def record(record_id: str, person: Person) -> RecordView:
    """With whose word each field is. Raises ``Refused``: ``not_found``."""
    row = Record.objects.select_related("source").filter(id=record_id).first() if is_id(record_id) else None
    if row is None or not rights.may_see_source(person, reads.organisation_of(row.source)):
        raise Refused("not_found")
    return _record_view(row, fields=_words(row, person))


def origins(dataset_id: str, person: Person) -> list[RecordView]:
    """The records that are this dataset, its own first, then those merged into it; of sources that the person may see."""
    return _origins(_records_of(dataset_id), person)


def links(dataset_id: str, *, limit: int = 20) -> list[LinkView]:
    """Those of a dataset's records that were probed; to whoever may see the dataset: its addresses stand there too."""
    return _links(_records_of(dataset_id), limit=limit)


def origins_and_links(dataset_id: str, person: Person) -> tuple[list[RecordView], list[LinkView]]:
    """Both of them, of records that are read once."""
    rows = _records_of(dataset_id)
    return _origins(rows, person), _links(rows)


def _records_of(dataset_id: str) -> list[Record]:
    return list(Record.objects.filter(dataset_id=dataset_id).select_related("source"))


def _origins(rows: Sequence[Record], person: Person) -> list[RecordView]:
    merged = Pair.objects.filter(first__in=rows, state=PairState.MERGED).select_related("second__source")
    found = [*rows, *(pair.second for pair in merged)]
    return [
        _record_view(row, fields=_words(row, person))
        for row in found
        if rights.may_see_source(person, reads.organisation_of(row.source))
    ]


def _links(rows: Sequence[Record], *, limit: int = 20) -> list[LinkView]:
    digests = [digest(each.url) for row in rows for each in distributions_said(row)[:limit] if each.url]
    found = Link.objects.filter(url_digest__in=digests, answered_at__isnull=False).order_by("url")
    return [
        LinkView(
            url=row.url,
            promised=row.promised,
            state=LinkState(row.state),
            words=LINK_WORDS[LinkState(row.state)],
            status=row.status,
            milliseconds=row.milliseconds,
            answered_at=row.answered_at,
            is_as_promised=as_promised(row.media_type, row.promised),
        )
        for row in found[:limit]
    ]


def pairs(person: Person, *, state: PairState = PairState.PROPOSED, limit: int = 50) -> list[PairView]:
    """Pairs of records that may be one dataset, of sources that the person may see."""
    seen = reads.sources_seen_by(person)
    rows = Pair.objects.filter(state=state, first__source__in=seen, second__source__in=seen)
    return [
        PairView(
            id=row.id,
            first=_record_view(row.first),
            second=_record_view(row.second),
            reasons=[LIKENESS[reason] for reason in row.reasons],
            state=PairState(row.state),
            decided_by=row.decided_by,
        )
        for row in rows.select_related("first__source", "second__source").order_by("-id")[:limit]
    ]


def _record_view(row: Record, fields: Sequence[WordView] = ()) -> RecordView:
    state = RecordState(row.state)
    return RecordView(
        id=row.id,
        source_id=row.source_id,
        source_name=row.source.name,
        remote_id=row.remote_id,
        title=row.title,
        state=state,
        words=RECORD_STATE_WORDS[state],
        dataset_id=row.dataset_id,
        misses=row.misses,
        first_at=row.first_at,
        changed_at=row.changed_at,
        fields=fields,
    )


def _words(row: Record, person: Person) -> list[WordView]:
    said = description_said(row)
    here = catalogue_reads.datasets([row.dataset_id], person).values() if row.dataset_id else ()
    return [
        WordView(
            field=FIELD_WORDS[word.field],
            value=_shown(word.field, word.value),
            is_persons=word.is_persons,
            source_says=_shown(word.field, word.source_says),
        )
        for dataset in here
        if said is not None
        for word in merge.words(said=said, here=dataset.description)
    ]


def _shown(field: str, value: Any) -> Words:
    return shown(field, ", ".join(value) if isinstance(value, tuple) else str(value or ""))
