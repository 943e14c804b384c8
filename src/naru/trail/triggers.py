"""The triggers by which the database itself refuses to change or delete what happened."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("trail_record", "trail_checkpoint")

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'restrict_violation'; END $$
"""


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Safe to call again."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_POSTGRESQL_FUNCTION)
        for table in TABLES:
            editor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()"
            )
        return
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{event.lower()} BEFORE {event} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
            )


def uninstall(editor: BaseDatabaseSchemaEditor) -> None:
    """For the way back of a migration and for tests that empty their database; the product never calls it."""
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        else:
            for event in ("update", "delete"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}")
