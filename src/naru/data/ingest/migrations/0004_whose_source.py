"""Feeds and addresses belong to an organisation, or to the city: each has a key of its own."""

import hashlib
from typing import Any

from django.db import migrations, models
from django.db.models import F


def keep_sources(apps: Any, _: Any) -> None:
    """Feeds stay what they are in the catalogue; an organisation's addresses become its own."""
    apps.get_model("ingest", "Feed").objects.update(source=F("name"))
    owned = apps.get_model("ingest", "Source").objects.filter(
        origin__startswith="url:", dataset__organisation__isnull=False
    )
    for row in owned.select_related("dataset").iterator():
        row.origin = f"url:{row.dataset.organisation_id}:{row.origin.removeprefix('url:')}"
        row.origin_digest = hashlib.sha256(row.origin.encode()).hexdigest()
        row.save(update_fields=["origin", "origin_digest"])


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0003_source_settings"),
        ("catalogue", "0009_erased_versions"),
    ]

    operations = [
        migrations.AddField(model_name="feed", name="source", field=models.CharField(default="", max_length=100)),
        migrations.AlterField(model_name="feed", name="name", field=models.CharField(max_length=100)),
        migrations.RunPython(keep_sources, migrations.RunPython.noop),
        migrations.AlterField(model_name="feed", name="source", field=models.CharField(max_length=100, unique=True)),
        migrations.AddField(
            model_name="load",
            name="decider_id",
            field=models.CharField(blank=True, default="", max_length=26),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="feed_once_an_organisation"),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", True)), fields=("name",), name="feed_once_in_the_city"
            ),
        ),
    ]
