"""What a source's rows become: a dataset of the catalogue with one table, and each complete run a version of it."""

from naru.base.jobs.attempt import Attempt
from naru.base.kit import crash
from naru.base.kit.person import OrganisationId
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.values import DatasetId, Description
from naru.data.files import content
from naru.data.ingest import actions as ingest
from naru.data.ingest.actions import LoadRequest
from naru.systems.harvest import row_files
from naru.systems.harvest.intake import Intake
from naru.systems.harvest.models import Run, Source


def publish_rows(intake: Intake, attempt: Attempt) -> None:
    """Start the load of what a complete run brought; the same bytes as before make no new version. May be done again."""
    file = row_files.whole(intake.run.id)
    if file is None:
        return
    source = intake.source
    stored = content.take_file(file, f"{source.name}{file.suffix}")
    crash.point("harvest.rows_stored")
    with attempt.fenced():
        dataset_id = _dataset(source, intake)
        request = LoadRequest(
            dataset_id=dataset_id,
            organisation=_organisation(source),
            publish=True,
            key=tuple(source.options.get("key") or ()),
        )
        load_id = ingest.start_load(stored, f"harvest:{source.id}", request, by=intake.by)
        Run.objects.filter(id=intake.run.id).update(load_id=load_id)
    crash.point("harvest.rows_given")


def _dataset(source: Source, intake: Intake) -> DatasetId:
    description = Description(title=source.name, publisher=source.options.get("publisher", ""))
    dataset = catalogue.register_dataset(
        description, by=intake.by, organisation=_organisation(source), source=source.slug, source_id="rows"
    )
    return dataset.id


def _organisation(source: Source) -> OrganisationId | None:
    return OrganisationId(source.organisation_id) if source.organisation_id else None
