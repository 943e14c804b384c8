"""The whole database as lines of JSON, the same for SQLite and PostgreSQL, so that a backup opens in either.

Theory of operation: a header line names the migrations applied; then each table's rows follow in the order of their
primary key as ``{"m": "app.model", "r": [...]}`` after one ``{"m": …, "f": [field names]}`` line. Values are written with
Django's own ``value_to_string`` and read with ``to_python``. The dump is taken from one snapshot. Loading brings an
empty database to exactly those migrations first, inserts raw (no defaults, no signals), and then migrates to today.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps as current_apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from naru.base.kit.databases import snapshot
from naru.base.kit.refusals import Refused

LEFT_OUT = {"sessions.session"}  # visitors sign in again
BATCH = 500


def write_dump(path: Path) -> int:
    """Write every row into a gzipped file at ``path``; how many rows there were."""
    rows = 0
    with snapshot(), path.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as file:
        file.write(_line({"migrations": sorted(MigrationRecorder(connection).applied_migrations())}))
        for model in _models(current_apps):
            names = [field.attname for field in model._meta.local_concrete_fields]
            file.write(_line({"m": model._meta.label_lower, "f": names}))
            for instance in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
                file.write(_line({"m": model._meta.label_lower, "r": _values(instance)}))
                rows += 1
    return rows


def load_dump(path: Path) -> None:
    """Fill an empty database from a dump and bring it to this version.

    All rows come in one transaction: a database that is not empty got them from a first try, which is carried on.
    Raises ``Refused`` (``backup_from_newer_version``)."""
    if is_empty():
        with gzip.open(path, "rt") as file:
            lines = map(json.loads, file)
            state_apps = _migrate_to([(app, name) for app, name in next(lines)["migrations"]])
            with connection.constraint_checks_disabled(), transaction.atomic():
                for batch in _batches(lines, state_apps):
                    _insert(batch)
                connection.check_constraints()
    _restart_sequences()
    call_command("migrate", interactive=False, verbosity=0)


def migrations_of(path: Path) -> list[tuple[str, str]]:
    """The migrations that a dump's database had had."""
    with gzip.open(path, "rt") as file:
        return [(app, name) for app, name in json.loads(next(file))["migrations"]]


def is_empty() -> bool:
    """Whether nothing was ever put into this database."""
    return not any(
        model._base_manager.exists() for model in _known() if model._meta.app_label not in {"auth", "contenttypes"}
    )


def _known() -> list[type[models.Model]]:
    """The models whose tables this database has already."""
    tables = set(connection.introspection.table_names())
    return [model for model in _models(current_apps) if model._meta.db_table in tables]


def _models(known: Any) -> list[type[models.Model]]:
    found = [
        model for model in known.get_models(include_auto_created=True) if not model._meta.proxy and model._meta.managed
    ]
    return sorted(
        (model for model in found if model._meta.label_lower not in LEFT_OUT), key=lambda model: model._meta.label_lower
    )


def _values(instance: models.Model) -> list[Any]:
    return [_value(field, instance) for field in instance._meta.local_concrete_fields]


def _value(field: "models.Field[Any, Any]", instance: models.Model) -> Any:
    value = field.value_from_object(instance)
    return (
        value
        if value is None or isinstance(value, bool | int) or isinstance(field, models.JSONField)
        else field.value_to_string(instance)
    )


def _migrate_to(applied: list[tuple[str, str]]) -> Any:
    """Bring the database to the dump's migrations; the models as they were then."""
    executor = MigrationExecutor(connection)
    unknown = [f"{app}.{name}" for app, name in applied if (app, name) not in executor.loader.graph.nodes]
    if unknown:
        raise Refused("backup_from_newer_version", migration=unknown[0])
    apps = {app for app, _ in applied}
    targets = [max(node for node in applied if node[0] == app) for app in sorted(apps)]
    state = executor.migrate(targets)
    for model in _models(state.apps):
        if model._base_manager.exists():  # what migrations themselves put in comes with the dump
            model._base_manager.all()._raw_delete(connection.alias)
    return state.apps


def _batches(
    lines: Iterable[dict[str, Any]], state_apps: Any
) -> Iterator[tuple[type[models.Model], list[Any], list[models.Model]]]:
    fields: list[Any] = []
    model: type[models.Model] | None = None
    stream = iter(lines)
    held: list[models.Model] = []
    for line in stream:
        if "f" in line:
            if model is not None and held:
                yield model, fields, held
            model, held = state_apps.get_model(line["m"]), []
            fields = [_field(model, name) for name in line["f"]]
            continue
        assert model is not None
        held.append(
            model(**{field.attname: _read(field, value) for field, value in zip(fields, line["r"], strict=True)})
        )
        if len(held) == BATCH:
            yield model, fields, held
            held = []
    if model is not None and held:
        yield model, fields, held


def _field(model: type[models.Model], attname: str) -> Any:
    return next(field for field in model._meta.local_concrete_fields if field.attname == attname)


def _read(field: Any, value: Any) -> Any:
    return value if value is None or isinstance(field, models.JSONField) else field.to_python(value)


def _insert(batch: tuple[type[models.Model], list[Any], list[models.Model]]) -> None:
    model, fields, held = batch
    size = (
        max(1, connection.ops.bulk_batch_size([field.attname for field in fields], held))
        if connection.vendor == "sqlite"
        else BATCH
    )
    rest = iter(held)
    while part := list(islice(rest, size)):
        manager: Any = model._base_manager
        manager._insert(part, fields=fields, raw=True, using=connection.alias)


def _restart_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), _known())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
