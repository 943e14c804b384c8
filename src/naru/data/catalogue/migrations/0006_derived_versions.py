import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_withdrawn_versions")]

    operations = [
        migrations.AlterField("tableversion", "file_name", models.CharField(blank=True, max_length=500)),
        migrations.AddField("tableversion", "derivation", models.JSONField(null=True)),
        migrations.CreateModel(
            name="VersionInput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                (
                    "input",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outputs",
                        to="catalogue.tableversion",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inputs",
                        to="catalogue.tableversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="version_input_once"),
                ],
            },
        ),
    ]
