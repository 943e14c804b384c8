from django.db import migrations, models

UNKNOWN = [{"column": "?", "kind": "unknown", "is_identity": True, "table": ""}]
STATES = ("asked", "approved", "declined", "lapsed")


def hold_what_is_not_known(apps, schema_editor):
    """A version was held for personal data whose kinds nobody wrote down: there may be numbers of identity in it."""
    apps.get_model("catalogue", "TableVersion").objects.filter(state="held").update(personal=UNKNOWN)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_derived_versions")]

    operations = [
        migrations.AddField("tableversion", "personal", models.JSONField(default=list)),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.CharField(editable=False, max_length=26, primary_key=True, serialize=False)),
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_id", models.CharField(max_length=26)),
                (
                    "state",
                    models.CharField(
                        choices=[(state, state) for state in STATES], db_index=True, default="asked", max_length=10
                    ),
                ),
                ("personal", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("basis", models.CharField(max_length=20)),
                ("basis_text", models.TextField()),
                ("asked_by_id", models.CharField(max_length=26)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("ended_by_id", models.CharField(blank=True, default="", max_length=26)),
                ("ended_by_name", models.CharField(blank=True, default="", max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["subject_kind", "subject_id", "-id"], name="disclosure_of_subject")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(state="asked"),
                        fields=("subject_kind", "subject_id"),
                        name="disclosure_asked_once",
                    )
                ],
            },
        ),
        migrations.RunPython(hold_what_is_not_known, migrations.RunPython.noop),
    ]
