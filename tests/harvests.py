"""Runs, records and pairs of records as they stand after a harvest, for what is tested about them."""

from django.utils import timezone

from naru.base.kit.person import SYSTEM
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.values import Description
from naru.systems.harvest.core.states import RunState
from naru.systems.harvest.core.values import Harvested
from naru.systems.harvest.models import Pair, Record, Run, RunFinding, Source
from naru.systems.harvest.said import said_of


def make_run(source_id: str, state: RunState = RunState.COMPLETE) -> str:
    """With something to know about it."""
    now = timezone.now()
    row = Run.objects.create(source_id=source_id, state=state, by_id=SYSTEM.id, by_name=SYSTEM.name, at=now, ended=now)
    RunFinding.objects.create(run=row, remote_id="a", code="no_title", where="a")
    return row.id


def make_record(source_id: str, title: str) -> str:
    """Of a published dataset of its source's organisation."""
    source, now = Source.objects.get(id=source_id), timezone.now()
    description = Description(title=title, publisher="시험 기관", licence="cc-by-4.0")
    dataset = catalogue.register_dataset(
        description, by=SYSTEM, organisation=source.organisation_id, source=source.slug, source_id=title
    )
    catalogue.publish_dataset(dataset.id, by=SYSTEM)
    said = said_of(Harvested(remote_id=title, description=description))
    row = Record.objects.create(
        source=source,
        remote_id=title,
        key=title,
        title=title,
        said=said,
        dataset_id=dataset.id,
        first_at=now,
        changed_at=now,
    )
    return row.id


def make_pair(first: str, second: str) -> str:
    return Pair.objects.create(first_id=first, second_id=second, reasons=["same_title"], at=timezone.now()).id
