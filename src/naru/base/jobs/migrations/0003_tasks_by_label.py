from django.db import migrations

LABELS = {
    "naru.catalogue.jobs.mend_index": "catalogue.mend_index",
    "naru.catalogue.jobs.refresh_index": "catalogue.refresh_index",
    "naru.ingest.jobs.fetch_address": "ingest.fetch_address",
    "naru.ingest.jobs.load_file": "ingest.load_file",
    "naru.ingest.jobs.read_feed": "ingest.read_feed",
    "naru.ingest.jobs.settle_batches": "ingest.settle_batches",
    "naru.ingest.jobs.sweep": "ingest.sweep",
    "naru.ingest.jobs.tidy_uploads": "ingest.tidy_uploads",
    "naru.jobs.jobs.check_trail": "jobs.check_trail",
    "naru.jobs.jobs.sweep": "jobs.sweep",
}


def rename(apps, names):
    for before, after in names:
        apps.get_model("jobs", "Job").objects.filter(task=before).update(task=after)


def to_labels(apps, editor):
    rename(apps, LABELS.items())


def to_paths(apps, editor):
    rename(apps, ((label, path) for path, label in LABELS.items()))


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_ordering_key")]
    operations = [migrations.RunPython(to_labels, to_paths)]
