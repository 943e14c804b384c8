from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION rates_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a rate never changes' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER rates_rate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rates_rate
FOR EACH STATEMENT EXECUTE FUNCTION rates_refuse()
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS rates_rate_no_{event} BEFORE {event} ON rates_rate
BEGIN SELECT RAISE(ABORT, 'a rate never changes'); END
"""
EVENTS = ("update", "delete")


def install(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        editor.execute(POSTGRESQL)
        return
    for event in EVENTS:
        editor.execute(SQLITE.format(event=event))


def uninstall(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER IF EXISTS rates_rate_append_only ON rates_rate")
    else:
        for event in EVENTS:
            editor.execute(f"DROP TRIGGER IF EXISTS rates_rate_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("rates", "0001_initial")]
    operations = [migrations.RunPython(install, uninstall)]
