import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_roles_and_break_glass")]

    operations = [
        migrations.CreateModel(
            name="SignInTry",
            fields=[
                ("id", models.CharField(editable=False, max_length=26, primary_key=True, serialize=False)),
                ("account", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=45)),
                ("at", models.DateTimeField(db_index=True)),
                ("succeeded", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "at"], name="sign_in_account"),
                    models.Index(fields=["address", "at"], name="sign_in_address"),
                ],
            },
        ),
        migrations.AddField(
            model_name="apitoken",
            name="organisation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
            ),
        ),
    ]
