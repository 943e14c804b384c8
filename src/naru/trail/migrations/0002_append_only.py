from django.db import migrations

from naru.trail import triggers


def install(apps, editor):
    triggers.install(editor)


def uninstall(apps, editor):
    triggers.uninstall(editor)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(install, uninstall)]
