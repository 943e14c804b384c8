from django.db import migrations

TABLES = ("terms_version", "terms_signature")
FUNCTION = """
CREATE OR REPLACE FUNCTION terms_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what was proposed or signed never changes' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION terms_refuse()
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'what was proposed or signed never changes'); END
"""
EVENTS = ("update", "delete")


def install(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRESQL.format(table=table))
            continue
        for event in EVENTS:
            editor.execute(SQLITE.format(table=table, event=event))


def uninstall(apps, editor):
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            continue
        for event in EVENTS:
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("terms", "0001_initial")]
    operations = [migrations.RunPython(install, uninstall)]
