"""What people and the command line do with files: receive, start a load, fix it, decide it, follow it to its end."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from naru.base.jobs import actions as job_actions
from naru.base.jobs import reads as job_reads
from naru.base.jobs.core.states import State as JobState
from naru.base.kit import crash
from naru.base.kit.child.parent import OnProgress
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.data.catalogue import actions as catalogue_actions
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.disclosure import DisclosureRequest, PersonalColumn, require_disclosable
from naru.data.catalogue.core.values import DatasetId
from naru.data.catalogue.reads import DisclosureView
from naru.data.files import content
from naru.data.files.content import Stored
from naru.data.ingest import load_steps, reads, storage, uploads
from naru.data.ingest import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.ingest.core import personal_decisions
from naru.data.ingest.core.origins import same_name
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.states import RUNNING, Decision, LoadState, moved
from naru.data.ingest.core.values import Hints
from naru.data.ingest.models import Load, Source
from naru.data.tables import actions as tables_actions
from naru.data.tables.core.personal import kinds_in


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRequest:
    """What whoever brings a file wants of it."""

    about: Mapping[str, Any] = field(default_factory=dict)  # title, description, publisher, keywords, licence …
    dataset_id: DatasetId | None = None
    organisation: OrganisationId | None = None
    publish: bool = False
    is_batched: bool = False
    key: tuple[str, ...] = ()  # names of the columns that identify a row, where whoever brings the file knows them


def start_load(stored: Stored, origin: str, load_request: LoadRequest, *, by: Person) -> str:
    """Queue the load of a stored file and return its id; the same bytes of the same source on their way or waiting are
    not started twice. Raises ``Refused`` as ``require_right``."""
    require_right(load_request, by)
    _require_quota(stored, load_request)
    crash.point("ingest.stored")
    with transaction.atomic():
        source = _source(origin, load_request)
        if going := _going(source, stored):
            return going.id
        now = timezone.now()
        row = Load.objects.create(
            source=source,
            file_name=stored.name[:500],
            sha256=stored.sha256,
            bytes=stored.bytes,
            settings=source.settings,
            about=dict(load_request.about),
            publish=load_request.publish,
            is_batched=load_request.is_batched,
            organisation_id=load_request.organisation,
            by_id=by.id,
            by_name=by.name,
            at=now,
            changed=now,
        )
        _start_job(row)
        facts = {"file": row.file_name, "sha256": row.sha256, "bytes": row.bytes}
        record(by.actor, "load.received", row.id, facts=facts)
    return row.id


def _require_quota(stored: Stored, load_request: LoadRequest) -> None:
    """What an organisation brought, each content once, and this beside it. Raises ``Refused``: ``organisation_quota``."""
    limit = settings.NARU_ORGANISATION_GB << 30
    if load_request.organisation is None or not limit:
        return
    brought = Load.objects.filter(organisation=load_request.organisation).order_by().values_list("sha256")
    sizes = dict(brought.annotate(Max("bytes")))
    if sum(sizes.values()) + (0 if stored.sha256 in sizes else stored.bytes) > limit:
        raise Refused("organisation_quota", limit=settings.NARU_ORGANISATION_GB)


def start_uploaded(upload_ids: Sequence[str], load_request: LoadRequest, *, by: Person) -> list[str]:
    """Start a load for each finished upload; the parts of one shapefile make one.

    Raises ``Refused``: ``nothing_uploaded`` for an empty list, ``upload_incomplete``, as ``require_right``."""
    require_right(load_request, by)
    if not upload_ids:
        raise Refused("nothing_uploaded")
    return [
        start_load(stored, upload_origin(stored.name, load_request, by), load_request, by=by)
        for stored in uploads.take_uploads(upload_ids, by=by)
    ]


def upload_origin(name: str, load_request: LoadRequest, by: Person) -> str:
    """Where an uploaded file comes from: the dataset it is for, else whoever brings it and its name without dates."""
    if load_request.dataset_id:
        return f"dataset:{load_request.dataset_id}:{same_name(name)}"
    return f"upload:{load_request.organisation or by.id}:{same_name(name)}"


def finish_load(load_id: str, on_progress: OnProgress | None = None) -> None:
    """Do the load here and now, or follow whoever does it; one that has ended or waits stays as it is.

    Raises the load's refusal."""
    row = Load.objects.get(id=load_id)
    if row.state in RUNNING or row.state == LoadState.PUBLISHED:
        job_actions.run_now(_live_job(row), on_progress=on_progress)


@transaction.atomic
def fix_load(load_id: str, table: str, hints: Hints, *, by: Person, epsg: int | None = None) -> str:
    """Load the same bytes again under a person's corrections, which the source remembers for its next file.

    The new load's id. ``epsg``: None leaves what was said before, 0 forgets it. Raises ``Refused``:
    ``load_is_running``, ``newer_file_published``, and ``not_found`` or ``forbidden`` for others than its people."""
    row = _editable(load_id, by)
    if row.state in RUNNING:
        raise Refused("load_is_running")
    source = Source.objects.select_for_update().get(id=row.source_id)
    _require_newest(row)
    settings = SourceSettings.from_json(source.settings)
    names = [str(report["name"]) for report in (row.report or {}).get("tables", ())]
    key = "" if len(names) <= 1 else table
    fixed = settings.with_table(key, replace(settings.of(key), hints=hints))
    source.settings = replace(fixed, epsg=fixed.epsg if epsg is None else epsg or None).to_json()
    source.save(update_fields=["settings"])
    catalogue_actions.lapse_disclosures(Ref("load", row.id), by=by)
    record(by.actor, "load.fixed", row.id, facts={"file": row.file_name, "table": table})
    return _again(row, source, by)


@transaction.atomic
def decide_load(load_id: str, decision: Decision, columns: Mapping[str, Sequence[str]], *, by: Person) -> None:
    """Drop or mask the ``columns`` (by table) of a load that waits because of personal data, or keep it back.

    The source remembers it for its next file; what is left uncovered holds the load again. Raises ``Refused``:
    ``load_is_not_held`` for any other load (also one decided before), ``newer_file_published`` unless it is rejected,
    ``decision_names_no_column``, ``header_is_a_row``, and ``publication_is_asked_for`` for ``Decision.PUBLISH``, which takes two persons."""
    if decision is Decision.PUBLISH:
        raise Refused("publication_is_asked_for")
    row = _held(load_id, by)
    if decision is not Decision.REJECT:
        _require_newest(row)
        if not any(columns.values()):
            raise Refused("decision_names_no_column")
        if decision is Decision.MASK and any(kinds_in(name) for names in columns.values() for name in names):
            raise Refused("header_is_a_row")
    catalogue_actions.lapse_disclosures(Ref("load", row.id), by=by)
    _decide(row, decision, columns, by)


@transaction.atomic
def ask_publication(load_id: str, request: DisclosureRequest, *, by: Person) -> DisclosureView:
    """Ask to publish a held load with the personal data in it as it is; another officer decides.

    Raises ``Refused``: ``load_is_not_held``, ``newer_file_published``, ``identity_numbers_stay``,
    ``disclosure_needs_reason``, ``disclosure_needs_basis``."""
    row = _held(load_id, by)
    _require_newest(row)
    asked = catalogue_actions.ask_disclosure(Ref("load", row.id), _personal_of(row), request, by=by)
    crash.point("publication.asked")
    return asked


@transaction.atomic
def end_publication(load_id: str, *, is_approved: bool, note: str = "", by: Person) -> None:
    """A second person's word: approved, the load goes on as it is; declined, it waits as before.

    Raises ``Refused``: ``load_is_not_held``, ``newer_file_published``, ``disclosure_not_asked``,
    ``second_person_needed``, ``identity_numbers_stay``."""
    row = _held(load_id, by)
    catalogue_actions.end_disclosure(Ref("load", row.id), is_approved=is_approved, note=note, by=by)
    if not is_approved:
        return
    _require_newest(row)
    require_disclosable(_personal_of(row))
    _require_undoubted(row)
    _decide(row, Decision.PUBLISH, {}, by)


def _held(load_id: str, by: Person) -> Load:
    row = Load.objects.select_for_update().get(id=_editable(load_id, by).id)
    if row.state != LoadState.HELD:
        raise Refused("load_is_not_held")
    return row


def _personal_of(row: Load) -> list[PersonalColumn]:
    """What keeps the load waiting, numbers of identity that a correction hides included."""
    settings = SourceSettings.from_json(row.settings)
    found = load_steps.reports(row)
    waiting = [
        tables_actions.personal_column(finding, table=report.name)
        for report, finding in personal_decisions.unsettled(found, settings)
    ]
    hidden = sorted(personal_decisions.unaccounted(reads.earlier_reports(row), found, settings))
    return [*waiting, *(PersonalColumn(column=kind.value, kind=kind.value, is_identity=True) for kind in hidden)]


def _decide(row: Load, decision: Decision, columns: Mapping[str, Sequence[str]], by: Person) -> None:
    source = Source.objects.select_for_update().get(id=row.source_id)
    settings = SourceSettings.from_json(source.settings)
    source.settings = personal_decisions.decided(settings, load_steps.reports(row), decision, columns).to_json()
    source.save(update_fields=["settings"])
    wanted = {Decision.PUBLISH: LoadState.STAGED, Decision.REJECT: LoadState.REJECTED}.get(decision, LoadState.RECEIVED)
    row.state = moved(LoadState(row.state), wanted)
    row.decision, row.settings, row.changed = decision, source.settings, timezone.now()
    row.decided_by = "" if by.is_system else by.name
    row.decider_id = by.id
    row.is_batched = False
    if decision is not Decision.REJECT:
        _start_job(row)
    row.save()
    facts = {"file": row.file_name, "decision": decision.value, "columns": sorted(set().union(*columns.values(), ()))}
    record(by.actor, "load.decided", row.id, facts=facts)
    crash.point("decision.written")
    transaction.on_commit(lambda: crash.point("decision.taken"))
    if decision is Decision.REJECT:
        transaction.on_commit(lambda: storage.forget_load(row.id))


@transaction.atomic
def trust_load(load_id: str, *, by: Person) -> None:
    """Put aside the grave doubts that hold a load: the file is as it should be, and so are its source's next ones.

    It is read again and goes on, unless something else holds it. Raises ``Refused``: ``load_is_not_held``,
    ``load_is_not_doubted``, ``newer_file_published``."""
    row = Load.objects.select_for_update().get(id=_editable(load_id, by).id)
    if row.state != LoadState.HELD:
        raise Refused("load_is_not_held")
    codes = sorted({doubt.code for doubt in load_steps.doubtful(row)})
    if not codes:
        raise Refused("load_is_not_doubted")
    _require_newest(row)
    source = Source.objects.select_for_update().get(id=row.source_id)
    source.settings = SourceSettings.from_json(source.settings).trusting(codes).to_json()
    source.save(update_fields=["settings"])
    row.state = moved(LoadState(row.state), LoadState.RECEIVED)
    row.settings, row.changed, row.is_batched = source.settings, timezone.now(), False
    row.decider_id = by.id
    _start_job(row)
    row.save()
    record(by.actor, "load.trusted", row.id, facts={"file": row.file_name, "doubts": codes})


def _require_undoubted(row: Load) -> None:
    """What is doubted is looked at before anything is published as it is."""
    if doubts := load_steps.doubtful(row):
        raise Refused("load_is_doubted", count=len(doubts))


def _require_newest(row: Load) -> None:
    """Older rows never become the newest version by the way: who wants that brings the file again."""
    if newer := reads.overtaken_by(row):
        raise Refused("newer_file_published", file=newer.file_name)


def _again(row: Load, source: Source, by: Person) -> str:
    now = timezone.now()
    again = Load.objects.create(
        source=source,
        file_name=row.file_name,
        sha256=row.sha256,
        bytes=row.bytes,
        settings=source.settings,
        about=row.about,
        publish=row.publish,
        organisation_id=row.organisation_id,
        follows=row.id,
        by_id=by.id,
        by_name=by.name,
        at=now,
        changed=now,
    )
    _start_job(again)
    return again.id


def _source(origin: str, load_request: LoadRequest) -> Source:
    digest = hashlib.sha256(origin.encode()).hexdigest()
    source, _ = Source.objects.select_for_update().get_or_create(
        origin_digest=digest,
        defaults={
            "origin": origin,
            "dataset_id": load_request.dataset_id,
            "settings": _first_settings(origin, load_request).to_json(),
            "created": timezone.now(),
        },
    )
    return source


def _first_settings(origin: str, load_request: LoadRequest) -> SourceSettings:
    settings = _known_settings(origin, load_request.dataset_id)
    if not load_request.key:
        return settings
    known = settings.of("")
    return settings.with_table("", replace(known, hints=replace(known.hints, key=load_request.key)))


def _known_settings(origin: str, dataset_id: str | None) -> SourceSettings:
    """What people corrected in a dataset's file holds for the next file of that name, wherever either was brought."""
    name = _name_in(origin)
    for known in Source.objects.filter(dataset=dataset_id).order_by("-id") if dataset_id else ():
        if _name_in(known.origin) == name:
            return SourceSettings.from_json(known.settings)
    return SourceSettings()


def _name_in(origin: str) -> str:
    return same_name(re.split("[:/]", origin)[-1])


def _going(source: Source, stored: Stored) -> Load | None:
    """A load of these bytes that has not ended: a second start, for instance after a crash, goes on with it; nobody is
    asked twice about the same file."""
    open_ = [*RUNNING, LoadState.PUBLISHED, LoadState.HELD]
    rows = Load.objects.filter(source=source, sha256=stored.sha256, state__in=open_)
    return next((row for row in rows.order_by("id") if row.settings == source.settings and not _is_late(row)), None)


def _is_late(row: Load) -> bool:
    return row.state == LoadState.HELD and reads.overtaken_by(row) is not None


def _start_job(row: Load) -> None:
    title = Words(f"불러오기: {row.file_name}"[:200], f"Load: {row.file_name}"[:200])
    row.job_id = job_actions.start(
        "ingest.load_file",
        {"load_id": row.id},
        by=row.by_id,
        title=title,
        about=f"/ingest/loads/{row.id}/",
        ordering_key=_ordering_key(row.source),
    )
    row.save(update_fields=["job_id"])


def _ordering_key(source: Source) -> str:
    """Files of one source become versions in the order in which they came, whichever worker is faster; so do those
    brought for one dataset, whatever their names."""
    kind, _, rest = source.origin.partition(":")
    return f"dataset:{rest.partition(':')[0]}" if kind == "dataset" else f"source:{source.id}"


def _live_job(row: Load) -> str:
    """The load's job, begun anew if it failed for a reason that was not the file's."""
    state = job_reads.job(row.job_id).state
    if state in {JobState.FAILED, JobState.CANCELLED, JobState.SUCCESSFUL}:
        _start_job(row)
    return row.job_id


def require_right(load_request: LoadRequest, by: Person) -> None:
    """Raises ``Refused`` for who may not edit the dataset named, or register one where none is named."""
    if load_request.dataset_id is None:
        policy.require_register(by, load_request.organisation)
    else:
        policy.require_edit(by, catalogue_reads.dataset(load_request.dataset_id, by).rights)


def _editable(load_id: str, by: Person) -> Load:
    """The load, for whoever brought it or looks after its dataset."""
    row = reads.load_row(load_id, by)
    if row.source.dataset_id:
        policy.require_edit(by, catalogue_reads.dataset(row.source.dataset_id, by).rights)
    return row


def load_path(path: Path, load_request: LoadRequest, *, by: Person, parts: Sequence[Path] = ()) -> str:
    """Take in a file of this machine, with the other parts of its shapefile if it has some; the id of its load."""
    resolved = path.resolve()
    if parts:
        files = [(part.name, part) for part in (path, *parts)]
        stored = storage.take_together(files, f"{path.stem}.shp.zip")
    else:
        stored = content.take_file(path, path.name)
    origin = (
        f"dataset:{load_request.dataset_id}:{same_name(path.name)}" if load_request.dataset_id else f"path:{resolved}"
    )
    return start_load(stored, _known_origin(origin, stored), load_request, by=by)


def _known_origin(origin: str, stored: Stored) -> str:
    """The origin itself; or, for a path never seen, the one under which the very same file was loaded before."""
    if not origin.startswith("path:") or Source.objects.filter(origin=origin).exists():
        return origin
    before = Load.objects.filter(
        sha256=stored.sha256, file_name=stored.name, source__origin__startswith="path:", state__in=[LoadState.INDEXED]
    )
    last = before.select_related("source").order_by("-id").first()
    return last.source.origin if last else origin
