"""Claim a profile, check, waive; try a file and mend it; register profiles of the city's own."""

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_signed_in, require_write
from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import DatasetId
from naru.data.lake import TableRef
from naru.systems.sectors import child_parser, library, reads
from naru.systems.sectors.core.profiles import Profile, ProfileError, profile_of
from naru.systems.sectors.core.states import PROFILE_STATES, ProfileState
from naru.systems.sectors.core.trial import try_rules
from naru.systems.sectors.core.values import Report, to_json
from naru.systems.sectors.models import Check, Claim, ProfileVersion, Trial

TRIALS_LAST = timedelta(days=1)
WHY_LENGTH = 300


@transaction.atomic
def claim_profile(dataset_id: DatasetId, name: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """From now on the dataset is published, and sold, only while it conforms. The claim's id.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``profile_unknown``, ``profile_not_claimable``, ``profile_claimed_already``.
    """
    _require_edit(dataset_id, by)
    profile = library.profile(name)
    if not profile.is_claimable:
        raise Refused("profile_not_claimable", name=name)
    if Claim.objects.filter(dataset_id=dataset_id, profile=name).exists():
        raise Refused("profile_claimed_already", name=name)
    row = Claim.objects.create(dataset_id=dataset_id, profile=profile.name, at=clock.now(), by=by.name)
    record(by.actor, "conformance.claimed", row.id, facts={"dataset": dataset_id, "profile": profile.name}, clock=clock)
    return row.id


@transaction.atomic
def drop_claim(claim_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> DatasetId:
    """The dataset no longer says that it keeps to the profile. Raises ``Refused``: ``not_found``, ``forbidden``."""
    row = _locked(claim_id, by)
    facts = {"dataset": row.dataset_id, "profile": row.profile}
    record(by.actor, "conformance.dropped", row.id, facts=facts, clock=clock)
    row.delete()
    return DatasetId(row.dataset_id)


def check_claim(claim_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Report:
    """Check the dataset's live version now. The same version and profile give the report that is there.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``profile_needs_a_table``, and as ``child_parser.check_version``.
    """
    row = Claim.objects.filter(id=claim_id).first()
    if row is None:
        raise Refused("not_found")
    _require_edit(DatasetId(row.dataset_id), by)
    table = reads.checked_table(DatasetId(row.dataset_id))
    if table is None or table.live is None:
        raise Refused("profile_needs_a_table")
    definition = library.definition(row.profile)
    profile = profile_of(definition)
    before = Check.objects.filter(claim=row).exclude(table_version=table.live.id).order_by("-id").first()
    report = child_parser.check_version(
        catalogue.lake().local_files(TableRef(table.id, table.live.lake_version)),
        {column.alias: column.name for column in table.live.columns},
        definition,
        profile,
        sha256=sha256_of({"table": table.id, "version": table.live.lake_version}),
        before=before.report["statistics"] if before else None,
    )
    with transaction.atomic():
        row = _locked(claim_id, by)
        Check.objects.create(
            claim=row,
            profile_version=profile.version,
            profile_digest=profile.digest,
            table_version=table.live.id,
            sha256=report.sha256,
            verdict=report.verdict.value,
            report=to_json(report),
            at=clock.now(),
        )
        facts = {"dataset": row.dataset_id, "profile": profile.label, "verdict": report.verdict.value}
        record(by.actor, "conformance.checked", row.id, facts=facts, clock=clock)
    return report


@transaction.atomic
def waive(claim_id: str, *, until: date | None, why: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """An officer lets the dataset be published until a day although it does not conform; the reason is public.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``waiver_needs_reason``.
    """
    require_officer(by)
    require_write(by)
    row = _locked(claim_id, by)
    said = why.strip()[:WHY_LENGTH]
    if not said or until is None or until <= clock.today():
        raise Refused("waiver_needs_reason")
    row.waived_until, row.waived_by, row.waived_why = until, by.name, said
    row.save(update_fields=["waived_until", "waived_by", "waived_why"])
    facts = {"dataset": row.dataset_id, "profile": row.profile, "until": until.isoformat(), "why": said}
    record(by.actor, "conformance.waived", row.id, facts=facts, clock=clock)


def _require_edit(dataset_id: DatasetId, by: Person) -> None:
    require_write(by)
    policy.require_edit(by, catalogue.dataset(dataset_id, by).rights)


def _locked(claim_id: str, by: Person) -> Claim:
    row = Claim.objects.select_for_update().filter(id=claim_id).first()
    if row is None:
        raise Refused("not_found")
    _require_edit(DatasetId(row.dataset_id), by)
    return row


# --- files that are tried before they are brought ---


def try_file(path: Path, name: str, profile_name: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Check a file that nobody has brought; it is moved and lies for a day, for its person alone. The trial's id.

    Raises ``Refused``: ``profile_unknown``, and as ``child_parser.check_file``.
    """
    require_signed_in(by)
    definition = library.definition(profile_name)
    report = child_parser.check_file(path, name, definition, profile_of(definition))
    return _keep_trial(path, name, report, by=by, clock=clock)


def mend_trial(trial_id: str, cause: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """A new trial of the file with one cause mended. Raises as ``try_file``, and ``trial_gone``, ``cause_cannot_be_mended``."""
    before = reads.trial(trial_id, by)
    path = reads.trial_file(trial_id, by)
    definition = library.definition(before.profile.name)
    profile = profile_of(definition)
    name = f"{Path(before.file_name).stem.removesuffix('-mended')}-mended.csv"
    out = reads.trials_folder() / new_id()
    child_parser.mend_file(path, before.file_name, definition, profile, cause=cause, out=out)
    report = child_parser.check_file(out, name, definition, profile)
    return _keep_trial(out, name, report, by=by, clock=clock, mended_from=trial_id)


def _keep_trial(path: Path, name: str, report: Report, *, by: Person, clock: Clock, mended_from: str = "") -> str:
    folder = reads.trials_folder()
    folder.mkdir(parents=True, exist_ok=True)
    row = Trial.objects.create(
        person=by.id,
        profile=report.profile,
        file_name=name[-200:],
        report=to_json(report),
        mended_from=mended_from,
        at=clock.now(),
    )
    shutil.move(path, folder / row.id)
    return row.id


def forget_trials(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Files and reports that are older than a day; how many."""
    old = list(Trial.objects.filter(at__lt=clock.now() - TRIALS_LAST).values_list("id", flat=True))
    for trial_id in old:
        (reads.trials_folder() / trial_id).unlink(missing_ok=True)
    Trial.objects.filter(id__in=old).delete()
    return len(old)


# --- profiles of the city's own ---


@transaction.atomic
def register_profile(definition: Mapping[str, Any], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """A draft whose every rule was tried on ten rows; its row's id.

    Raises ``Refused``: ``forbidden``, ``profile_refused``, ``profile_version_exists``.
    """
    require_officer(by)
    profile = _tried(definition)
    if ProfileVersion.objects.filter(name=profile.name, version=profile.version).exists():
        raise Refused("profile_version_exists", name=profile.name, version=profile.version)
    row = ProfileVersion.objects.create(
        name=profile.name, version=profile.version, definition=dict(definition), by=by.name, at=clock.now()
    )
    record(by.actor, "sector_profile.registered", row.id, facts={"label": profile.label}, clock=clock)
    return row.id


def _tried(definition: Mapping[str, Any]) -> Profile:
    try:
        profile = profile_of(definition)
        try_rules(profile)
    except ProfileError as error:
        raise Refused("profile_refused", what=f"{error}"[:400]) from None
    return profile


@transaction.atomic
def move_profile(profile_id: str, state: ProfileState, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Draft → trial → in force → retired; the version that was in force before retires.

    Raises ``Refused``: ``forbidden``, ``not_found``, ``profile_refused``.
    """
    require_officer(by)
    row = ProfileVersion.objects.select_for_update().filter(id=profile_id).first()
    if row is None:
        raise Refused("not_found")
    if state not in PROFILE_STATES[ProfileState(row.state)]:
        raise Refused("profile_refused", what=f"{row.state} → {state.value}")
    if state is ProfileState.IN_FORCE:
        ProfileVersion.objects.filter(name=row.name, state=ProfileState.IN_FORCE).update(state=ProfileState.RETIRED)
    row.state = state
    row.save(update_fields=["state"])
    facts = {"label": f"{row.name} {row.version}", "state": state.value}
    record(by.actor, "sector_profile.moved", row.id, facts=facts, clock=clock)


def recheck(dataset_id: DatasetId, *, clock: Clock = SYSTEM_CLOCK) -> int:
    """Check all that the dataset claims anew, as the system; how many claims."""
    claims = list(Claim.objects.filter(dataset_id=dataset_id).values_list("id", flat=True))
    for claim_id in claims:
        check_claim(claim_id, by=SYSTEM, clock=clock)
    return len(claims)
