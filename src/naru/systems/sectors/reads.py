"""Which dataset claims what and where it stands, reports, and files that were tried; each under its reader's rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset, DatasetId, Table
from naru.systems.sectors import library
from naru.systems.sectors.core.profiles import Profile, Sector
from naru.systems.sectors.core.states import Standing, standing
from naru.systems.sectors.core.values import Report, Verdict, from_json
from naru.systems.sectors.models import Check, Claim, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """``report`` is the newest one, which may be of an earlier version: then the standing is unchecked."""

    id: str
    dataset_id: DatasetId
    profile: Profile
    standing: Standing
    report: Report | None
    checked: datetime | None
    waived_until: date | None
    waived_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    id: str
    profile: Profile
    file_name: str
    report: Report
    at: datetime
    is_mended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A dataset of a sector as its page lists it."""

    dataset: Dataset
    claim: ClaimView


def claims_of(dataset_id: str, *, clock: Clock = SYSTEM_CLOCK) -> list[ClaimView]:
    """Whoever asks has read the dataset already."""
    rows = Claim.objects.filter(dataset_id=dataset_id).order_by("id")
    return [view for row in rows if (view := claim_view(row, clock=clock)) is not None]


def claim_view(row: Claim, *, clock: Clock = SYSTEM_CLOCK) -> ClaimView | None:
    """None where its profile is in force no more."""
    try:
        profile = library.profile(row.profile)
    except Refused:
        return None
    check = Check.objects.filter(claim=row).order_by("-id").first()
    live = checked_table(DatasetId(row.dataset_id))
    is_current = (
        check is not None
        and live is not None
        and live.live is not None
        and check.table_version == live.live.id
        and check.profile_digest == profile.digest
    )
    return ClaimView(
        id=row.id,
        dataset_id=DatasetId(row.dataset_id),
        profile=profile,
        standing=standing(
            Verdict(check.verdict) if check else None,
            is_current=is_current,
            waived_until=row.waived_until,
            today=clock.today(),
        ),
        report=from_json(check.report) if check else None,
        checked=check.at if check else None,
        waived_until=row.waived_until,
        waived_why=row.waived_why,
    )


def checked_table(dataset_id: DatasetId) -> Table | None:
    """The table of a dataset that a profile looks at: the first that has rows."""
    return next((table for table in catalogue.tables_of(dataset_id, SYSTEM) if table.live), None)


def claim(claim_id: str, person: Person) -> tuple[Dataset, ClaimView]:
    """Raises ``Refused``: ``not_found`` where the dataset is not theirs to read."""
    row = Claim.objects.filter(id=claim_id).first()
    if row is None:
        raise Refused("not_found")
    dataset = catalogue.dataset(row.dataset_id, person)
    view = claim_view(row)
    if view is None:
        raise Refused("not_found")
    return dataset, view


def members(sector: Sector, person: Person) -> list[Member]:
    """Datasets that claim a profile of the sector and that the person may read, published ones first."""
    names = [each.name for each in library.profiles() if each.sector is sector]
    rows = list(Claim.objects.filter(profile__in=names).order_by("id"))
    readable = catalogue.datasets({row.dataset_id for row in rows}, person)
    found = [
        Member(dataset=readable[DatasetId(row.dataset_id)], claim=view)
        for row in rows
        if DatasetId(row.dataset_id) in readable and (view := claim_view(row)) is not None
    ]
    return sorted(found, key=lambda each: (each.dataset.state is not State.PUBLISHED, each.dataset.title))


def may_see_rows(member: Dataset, person: Person) -> bool:
    """A report shows values of rows: to those in charge, and to anyone where the data are open."""
    return policy.may_edit(person, member.rights) or (
        member.state is State.PUBLISHED and policy.may_read(person, member.rights) and not person.is_anonymous
    )


def count_conforming() -> int:
    """Published datasets that keep to the profile they claim, as anyone may know it."""
    rows = Claim.objects.all()
    published = catalogue.datasets({row.dataset_id for row in rows}, SYSTEM)
    return sum(
        1
        for row in rows
        if (dataset := published.get(DatasetId(row.dataset_id))) is not None
        and dataset.state is State.PUBLISHED
        and (view := claim_view(row)) is not None
        and view.standing.opens
    )


def conforming(profiles: Iterable[str]) -> list[tuple[Dataset, ClaimView]]:
    """Published, open to everyone, and conforming: what an indicator may count."""
    from naru.base.kit.person import ANONYMOUS

    rows = list(Claim.objects.filter(profile__in=list(profiles)).order_by("id"))
    readable = catalogue.datasets({row.dataset_id for row in rows}, ANONYMOUS)
    found = []
    for row in rows:
        dataset = readable.get(DatasetId(row.dataset_id))
        view = claim_view(row) if dataset is not None else None
        if dataset is not None and view is not None and view.standing in (Standing.CONFORMING, Standing.NOTICES):
            found.append((dataset, view))
    return found


def trial(trial_id: str, person: Person) -> TrialView:
    """The person's own. Raises ``Refused``: ``not_found``."""
    row = Trial.objects.filter(id=trial_id, person=person.id).first() if not person.is_anonymous else None
    if row is None:
        raise Refused("not_found")
    return trial_view(row)


def trial_view(row: Trial) -> TrialView:
    return TrialView(
        id=row.id,
        profile=library.profile(row.profile),
        file_name=row.file_name,
        report=from_json(row.report),
        at=row.at,
        is_mended=bool(row.mended_from),
    )


def trial_file(trial_id: str, person: Person) -> Path:
    """Raises ``Refused``: ``not_found``, ``trial_gone``."""
    trial(trial_id, person)
    path = trials_folder() / trial_id
    if not path.is_file():
        raise Refused("trial_gone")
    return path


def trials_folder() -> Path:
    return library.home() / "trials"
