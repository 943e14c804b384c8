from django.db import migrations

LABELS = {
    "naru.catalogue.jobs.mend_index": "catalogue.mend_index",
    "naru.catalogue.jobs.refresh_index": "catalogue.refresh_index",
    "naru.ingest.jobs.fetch_address": "ingest.fetch_address",
    "naru.ingest.jobs.load_file": "ingest.load_file",
    "naru.ingest.jobs.read_feed": "ingest.read_feed",
    "naru.ingest.jobs.settle_batches": "ingest.index_batches",
    "naru.ingest.jobs.sweep": "ingest.sweep",
    "naru.ingest.jobs.tidy_uploads": "ingest.tidy_uploads",
    "naru.jobs.jobs.check_trail": "jobs.check_trail",
    "naru.jobs.jobs.sweep": "jobs.sweep",
}

KEYWORDS = {"wish": "load_request"}  # of ingest.fetch_address

SCHEDULES = {"ingest.settle_batches": "ingest.index_batches"}


def rename_schedules(apps, names):
    for before, after in names.items():
        apps.get_model("jobs", "Job").objects.filter(schedule=before).update(schedule=after)


def rename_keywords(apps, names):
    for row in apps.get_model("jobs", "Job").objects.filter(task="ingest.fetch_address"):
        row.keywords = {names.get(name, name): value for name, value in row.keywords.items()}
        row.save(update_fields=["keywords"])


def rename(apps, names):
    for before, after in names:
        apps.get_model("jobs", "Job").objects.filter(task=before).update(task=after)


def to_labels(apps, editor):
    rename(apps, LABELS.items())
    rename_keywords(apps, KEYWORDS)
    rename_schedules(apps, SCHEDULES)


def to_paths(apps, editor):
    rename_schedules(apps, {after: before for before, after in SCHEDULES.items()})
    rename_keywords(apps, {after: before for before, after in KEYWORDS.items()})
    rename(apps, ((label, path) for path, label in LABELS.items()))


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_ordering_key")]
    operations = [migrations.RunPython(to_labels, to_paths)]
