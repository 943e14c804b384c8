"""A released table at the city: a sealed dataset that its applicant may read by entitlement, while its term lasts.

The bytes never lie in clear: they stay as the agency sealed them, under the key of the site's folder of the case. So neither
an index, nor the lake, nor a backup holds them, and destroying that key ends every copy.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, Person, Scope, service
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.cases import reads as cases
from naru.commons.duties import actions as duties
from naru.commons.duties import reads as duty_reads
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation
from naru.commons.papers import actions as papers
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.entitlement import Holder, Terms
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description
from naru.data.usage.core.values import Use
from naru.data.usage.recording import record as record_use
from naru.systems.combination import portal_folder, reads
from naru.systems.combination.core import rights
from naru.systems.combination.crypto.sealed_files import opening
from naru.systems.combination.folder import CaseFolder
from naru.systems.combination.models import Release
from naru.systems.combination.notices import RELEASE as RELEASE_TOPIC
from naru.systems.combination.paper_templates import RELEASE as RELEASE_PAPER
from naru.systems.combination.receiving import check_unchanged, note_received, receive

COMBINATION = service("combination", called="가명정보 결합")
NO_REIDENTIFICATION = Words(
    "특정 개인을 알아보려 하지 않고, 알아보게 되면 곧바로 멈추고 알립니다.",
    "Re-identify nobody; should somebody be recognised, stop at once and say so.",
)
DESTRUCTION = Words("반출받은 결과를 파기하고 확인서를 냅니다.", "Destroy what was released, and confirm it.")
PIECE_BYTES = 1 << 20


@transaction.atomic
def take_release(case_id: str, file: Path, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Release:
    """The file that the agency sealed to this site, granted to the applicant for the days that it applied for.

    Raises ``Refused``: ``not_found``, ``kind_not_for_role``, ``role_card_missing``, ``sent_twice``, ``sealed_file_altered``, …
    """
    require(rights.may_run(by), by, scope=Scope.ADMIN)
    case, asked = reads.application(case_id, by)
    with portal_folder.open_portal(asked.case_name, clock) as folder:
        header, new = receive(folder, file, kinds=("release",))
        if new:
            _check_opens(folder, str(header.about.get("digest")))
            note_received(folder, header)
    if (known := reads.release_of(case.id)) is not None:
        return known
    made = _released(case, header.about, clock=clock)
    _owe(made, by=by, clock=clock)
    until = f"{in_city(made.ends):%Y-%m-%d}"
    facts = {"digest": made.digest, "until": until}
    record(by.actor, "combination_application.released", case.id, facts=facts, clock=clock)
    _tell_released(case, until, by=by, clock=clock)
    values: dict[str, JSON] = {
        "firm": case.name.ko,
        "digest": made.digest,
        "rows": made.rows,
        "until": until,
        "case": asked.case_name,
    }
    papers.issue(RELEASE_PAPER, values, about=Ref(reads.APPLICATION, case.id), by=by, clock=clock)
    return made


def _released(case: cases.Case, facts: Mapping[str, Any], *, clock: Clock) -> reads.Release:
    days = case.answers.get("days")
    assert isinstance(days, int), "an application is filed with its days of use"
    ends = clock.now() + timedelta(days=days)
    title = f"결합 결과 {case.name.ko} {clock.today():%Y-%m-%d}"
    dataset = catalogue.register_dataset(
        Description(title=title, publisher=case.name.ko, description=str(case.answers.get("purpose") or "")),
        by=COMBINATION,
        access=Access.SEALED,
        source="combination",
        source_id=case.id,
        clock=clock,
    )
    catalogue.grant_entitlement(
        dataset.id,
        Holder.organisation(case.organisation),
        terms=Terms(
            ends=ends,
            basis=Ref(reads.APPLICATION, case.id),
            basis_text="반출 심사 승인",
            purpose=str(case.answers.get("purpose") or ""),
        ),
        by=COMBINATION,
        clock=clock,
    )
    row = Release.objects.create(
        case_id=case.id,
        dataset_id=dataset.id,
        organisation_id=case.organisation,
        digest=str(facts["digest"]),
        format=str(facts["form"]),
        rows=int(facts["rows"]),
        ends=ends,
        taken=clock.now(),
    )
    return reads.release_value(Release.objects.select_related("organisation").get(id=row.id))


def _owe(made: reads.Release, *, by: Person, clock: Clock) -> None:
    about, day = Ref(reads.APPLICATION, made.case_id), in_city(made.ends).date()
    for name, what, source in (
        ("reidentification", NO_REIDENTIFICATION, "개인정보 보호법 28-5"),
        ("destruction", DESTRUCTION, "개인정보 보호법 21, 28-3"),
    ):
        duties.owe(
            f"combination:{made.id}:{name}",
            what=what,
            due=day,
            about=about,
            source=source,
            organisation=made.organisation,
            by=by,
            clock=clock,
        )


def _tell_released(case: cases.Case, until: str, *, by: Person, clock: Clock) -> None:
    tell(
        ToOrganisation(case.organisation),
        topic=RELEASE_TOPIC,
        title=Words(f"결합 결과를 {until}까지 쓸 수 있습니다", f"Your combined table is yours until {until}"),
        about=Ref(reads.APPLICATION, case.id),
        key="released",
        by=by.actor,
        clock=clock,
    )


def content(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> tuple[reads.Release, Iterator[bytes]]:
    """The released bytes, to whom the dataset is granted now; counted as a read.

    Raises ``Refused``: ``not_found``, ``release_over``, ``release_not_yours``.
    """
    case, asked = reads.application(case_id, by)
    made = reads.release_of(case.id)
    if made is None:
        raise Refused("not_found")
    if made.destroyed is not None or made.ends <= clock.now():
        raise Refused("release_over", until=f"{in_city(made.ends):%Y-%m-%d}")
    if not catalogue_reads.dataset_scope(by, made.dataset_id, clock.now()):
        raise Refused("release_not_yours")
    plain = _opened(portal_folder.look(asked.case_name, clock))
    record(by.actor, "combination_application.read", case.id, facts={"digest": made.digest}, clock=clock)
    use = Use(
        door="download",
        dataset=made.dataset_id,
        rows=made.rows,
        bytes=len(plain),
        reader=by.id,
        holder=made.organisation,
    )
    record_use(use, clock=clock)
    return made, (plain[start : start + PIECE_BYTES] for start in range(0, len(plain), PIECE_BYTES))


@transaction.atomic
def destroy(case_id: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """End the entitlement and destroy the key that opens the released bytes; answers the certificate's head.

    The applicant's people may, and officers. Raises ``Refused``: ``not_found``, ``forbidden``, ``release_over``.
    """
    case, asked = reads.application(case_id, by)
    may = rights.may_run(by) or rights.may_apply_for(by, case.organisation)
    require(may, by, scope=Scope.WRITE)
    row = Release.objects.select_for_update().filter(case_id=case.id).first()
    if row is None:
        raise Refused("not_found")
    if row.destroyed is not None:
        raise Refused("release_over", until=f"{in_city(row.destroyed):%Y-%m-%d}")
    row.destroyed = clock.now()
    row.save()
    about = Ref(reads.APPLICATION, case.id)
    catalogue.end_entitlements(about, reason=reason, by=COMBINATION, clock=clock)
    record(by.actor, "combination_application.destroyed", case.id, facts={"reason": reason}, clock=clock)
    with portal_folder.open_portal(asked.case_name, clock) as folder:
        if not folder.entries("destroy"):
            folder.destroy_key()
        head = folder.entries("destroy")[-1].digest
    for duty in duty_reads.duties_about(about):
        if duty.ended is None:
            duties.fulfil(duty.key, evidence=head, by=by, clock=clock)
    return head


def destroy_expired(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Every release whose term has ended; how many. Done by the clock, and again whenever it was cut short."""
    over = (
        Release.objects.filter(destroyed=None, ends__lte=clock.now()).order_by("id").values_list("case_id", flat=True)
    )
    for case_id in list(over):
        destroy(case_id, "이용 기간 끝", by=SYSTEM, clock=clock)
    return len(over)


def _check_opens(folder: CaseFolder, digest: str) -> None:
    """That the bytes inside are those whose digest the header names. Raises ``Refused("sealed_file_altered")``."""
    if sha256_of(_opened(folder)) != digest:
        raise Refused("sealed_file_altered", file="release.sealed")


def _opened(folder: CaseFolder) -> bytes:
    agency = folder.card_of("agency")
    place = folder.path / "inbox" / f"{agency.name}-release.sealed"
    if folder.entries("received"):
        check_unchanged(folder, agency.name, "release")
    with opening(place, by=folder.identity, sender=agency, kind="release", spec=folder.spec.digest) as (_, reader):
        return bytes(reader.read())
