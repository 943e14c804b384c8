from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ingest", "0002_overtaken")]
    operations = [
        migrations.RenameField("source", "wishes", "settings"),
        migrations.RenameField("load", "wishes", "settings"),
    ]
