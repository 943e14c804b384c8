"""A world in which every text that people write is naughty: what the pages are opened on.

The texts are found in the models, so that a new one is naughty without being asked. Addresses stay addresses: they are checked
when they are taken in.
"""

import json

from django.apps import apps
from django.db import models
from django.urls import reverse

from naru.base.people.reads import person
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.values import Description
from tests.spec.doors import DOORS, World, make_world

NAUGHTY = "</script>\"'><b data-naughty>{{7*7}}"
ADDRESS = "https://naughty.example/\"'><b data-naughty>"
ADDRESSES = {"landing_page", "url"}
CODES = {
    *("password", "format", "licence", "frequency", "encoding", "start", "task", "queue", "worker", "schedule", "once"),
    *("consumer_pid", "hold", "account"),
    *(
        "ordering_key",
        "about",
        "asked_by",
        "state",
        "decision",
        "follows",
        "same_as",
        "verb",
        "run",
        "source",
        "topic",
        "profile",
    ),
}


def make() -> None:
    """Print the world's pages as JSON: their names, addresses and who may see them, the sessions, the spoiled fields."""
    world = make_world()
    pages = [
        (name, reverse(name, kwargs=dict(door.args(world))) + door.query(world), sorted(door.who))
        for name, doors in DOORS.items()
        for door in doors
        if door.method == "GET" and not name.startswith("api:")
    ]
    print(json.dumps({"pages": pages, "cookies": dict(world.cookies), "written": spoil(world)}))


APPEND_ONLY = {"trail", "ledger", "rates", "terms"}  # whose rows the database itself keeps as they are


def spoil(world: World) -> list[str]:
    written = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("naru.") and model._meta.app_label not in APPEND_ONLY
        for field in model._meta.concrete_fields
        if _is_written_by_people(field) and model.objects.update(**{field.name: _naughty(field)})  # type: ignore[attr-defined]
    ]
    versions = apps.get_model("catalogue.TableVersion").objects
    for row in versions.all():
        versions.filter(pk=row.pk).update(
            columns=[{**column, "name": NAUGHTY, "unit": NAUGHTY} for column in row.columns]
        )
    publishers = apps.get_model("catalogue.Publisher").objects
    for number, publisher in enumerate(publishers.order_by("id")):
        publishers.filter(pk=publisher.pk).update(name=f"{NAUGHTY}{number or ''}")
    about = Description(title=NAUGHTY, description=NAUGHTY, publisher=NAUGHTY, keywords=(NAUGHTY,), contact=NAUGHTY)
    catalogue.describe_dataset(world.open.dataset_id, about, by=person(world.people["officer"].id))
    return written


def _naughty(field: "models.Field[str, str]") -> str:
    asked = dict.fromkeys(("text", "sql"), f"SELECT 1 -- {NAUGHTY}")
    return {**dict.fromkeys(ADDRESSES, ADDRESS), **asked}.get(field.name, NAUGHTY)


def _is_written_by_people(field: "models.Field[str, str]") -> bool:
    constraints = (each for each in field.model._meta.constraints if isinstance(each, models.UniqueConstraint))
    identifies = field.primary_key or field.unique or any(field.name in each.fields for each in constraints)
    is_code = identifies or field.choices or field.name in CODES or field.name.endswith("_id")
    fits = field.max_length is None or (field.max_length >= len(ADDRESS) and field.max_length != 64)  # 64: a hash
    return isinstance(field, models.CharField | models.TextField) and not is_code and fits
