from django.db import migrations, models

KINDS = ("person", "organisation", "service")
ACCESS = ("open", "signed_in", "granted", "sealed")


def from_grants(apps, schema_editor):
    """A grant let an organisation read the whole dataset, without end; its note is all that is known of its basis."""
    entitlement = apps.get_model("catalogue", "Entitlement")
    for grant in apps.get_model("catalogue", "Grant").objects.order_by("id").iterator():
        entitlement.objects.create(
            id=grant.id,
            dataset_id=grant.dataset_id,
            holder_kind="organisation",
            holder_id=grant.organisation_id,
            starts=grant.at,
            basis_text=grant.note,
            by_id=grant.by_id,
            by_name=grant.by_name,
            at=grant.at,
        )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_disclosures")]

    operations = [
        migrations.CreateModel(
            name="Entitlement",
            fields=[
                ("id", models.CharField(editable=False, max_length=26, primary_key=True, serialize=False)),
                ("holder_kind", models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=12)),
                ("holder_id", models.CharField(max_length=60)),
                ("tables", models.JSONField(null=True)),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField(null=True)),
                ("basis_kind", models.CharField(blank=True, default="", max_length=40)),
                ("basis_id", models.CharField(blank=True, default="", max_length=60)),
                ("basis_text", models.CharField(blank=True, default="", max_length=500)),
                ("purpose", models.CharField(blank=True, default="", max_length=500)),
                ("by_id", models.CharField(max_length=26)),
                ("by_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by_id", models.CharField(blank=True, default="", max_length=26)),
                ("revoked_by_name", models.CharField(blank=True, default="", max_length=200)),
                ("revoked_reason", models.CharField(blank=True, default="", max_length=500)),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="entitlements", to="catalogue.dataset"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")),
                        name="entitlement_term",
                    )
                ],
                "indexes": [
                    models.Index(fields=["holder_kind", "holder_id", "dataset"], name="entitlement_holder"),
                    models.Index(fields=["basis_kind", "basis_id"], name="entitlement_basis"),
                ],
            },
        ),
        migrations.RunPython(from_grants, migrations.RunPython.noop),
        migrations.DeleteModel(name="Grant"),
        migrations.AlterField(
            "dataset",
            "access",
            models.CharField(choices=[(each, each) for each in ACCESS], default="open", max_length=10),
        ),
    ]
