"""Sharing's chapter of the sample city: a market-research laboratory is given the taxi fares, and reads them with its own tools."""

import click

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.base.people.core.values import Organisation
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Dataset
from naru.systems.sharing import actions, entitlements

LABORATORY = ("suyeong-lab", "수영연구소", "Suyeong Lab")


def bring(*, as_json: bool, again: bool) -> bool:
    """Give the newest dataset with a table to the laboratory, once; again changes nothing."""
    laboratory = _laboratory()
    holder = entitlements.organisation_holder(laboratory.id)
    if not entitlements.entitled_tables(holder, SYSTEM_CLOCK.now()):
        dataset = _dataset()
        if dataset is None:
            return False
        catalogue.set_access(dataset.id, Access.GRANTED, by=SYSTEM)
        catalogue.grant_dataset(dataset.id, laboratory.id, by=SYSTEM)
    shared = actions.name_tables(holder)
    if not as_json:
        said = f"{laboratory.name.ko}에 공유한 테이블: {len(shared)} · Tables shared with {laboratory.name.en}: {len(shared)}"
        click.echo(said)
    return True


def _laboratory() -> Organisation:
    slug, ko, en = LABORATORY
    try:
        return people_reads.organisation_by_slug(slug)
    except Refused:
        return people.create_organisation(slug=slug, name_ko=ko, name_en=en, by=SYSTEM)


def _dataset() -> Dataset | None:
    """One that the city computed or published with rows; the choice is the same every time."""
    tables = reads.tables_readable(SYSTEM)
    return reads.dataset(tables[-1].dataset_id, SYSTEM) if tables else None
