from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a transfer never changes' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER ledger_transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transfer
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS ledger_transfer_no_{event} BEFORE {event} ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'a transfer never changes'); END
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
        editor.execute("DROP TRIGGER IF EXISTS ledger_transfer_append_only ON ledger_transfer")
    else:
        for event in EVENTS:
            editor.execute(f"DROP TRIGGER IF EXISTS ledger_transfer_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, uninstall)]
