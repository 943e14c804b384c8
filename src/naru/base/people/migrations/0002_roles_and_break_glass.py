from django.db import migrations, models

STATES = ("asked", "open", "declined", "shut")
HOLDERS = ("person", "token")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.CharField(editable=False, max_length=26, primary_key=True, serialize=False)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(choices=[(state, state) for state in STATES], default="asked", max_length=10),
                ),
                ("asked_by_id", models.CharField(max_length=26)),
                ("asked_at", models.DateTimeField()),
                ("ended_by_id", models.CharField(blank=True, default="", max_length=26)),
                ("until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["subject_kind", "subject_id", "asked_by_id"], name="glass_subject")],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.CharField(editable=False, max_length=26, primary_key=True, serialize=False)),
                ("held_by", models.CharField(choices=[(kind, kind) for kind in HOLDERS], max_length=10)),
                ("holder_id", models.CharField(max_length=26)),
                ("role", models.CharField(max_length=60)),
                ("over_kind", models.CharField(blank=True, default="", max_length=40)),
                ("over_id", models.CharField(blank=True, default="", max_length=60)),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("by_id", models.CharField(max_length=26)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["held_by", "holder_id"], name="role_holder"),
                    models.Index(fields=["role", "over_kind", "over_id"], name="role_over"),
                ],
            },
        ),
    ]
