"""CKAN's actions that write, as the token's person may: every one is an action of the catalogue, with its rights and trail.

A package is active once it may be published: with a publisher and a licence, and where no gate holds it. Until then, and
where ``private`` or ``state: draft`` ask for it, it is a draft. ``package_delete`` withdraws; nothing is erased.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from naru.base.kit.guard import require_write
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.people import reads as people
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset, DatasetId, Description
from naru.systems.protocols.ckan.catalogue import package_show
from naru.systems.protocols.core import ckan_written
from naru.systems.protocols.core.addresses import Addresses

Given = Mapping[str, Any]
REASON = "CKAN API: package_delete"


@transaction.atomic
def package_create(person: Person, given: Given, at: Addresses) -> Any:
    require_write(person)
    organisation = _organisation(given)
    name = people.organisation(organisation).name.ko if organisation else ""
    description = ckan_written.description(given, Description(title="", publisher=name))
    distributions = tuple(ckan_written.distributions(given))
    dataset = actions.register_dataset(description, by=person, organisation=organisation, distributions=distributions)
    _publish(dataset, given, person)
    return package_show(person, {"id": dataset.id}, at)


@transaction.atomic
def package_update(person: Person, given: Given, at: Addresses) -> Any:
    """What is not given is emptied, as CKAN has it."""
    return _described(person, given, at, keep=False)


@transaction.atomic
def package_patch(person: Person, given: Given, at: Addresses) -> Any:
    """What is not given stays as it was."""
    return _described(person, given, at, keep=True)


def _described(person: Person, given: Given, at: Addresses, *, keep: bool) -> Any:
    require_write(person)
    dataset = reads.dataset(_id(given), person)
    before = dataset.description if keep else Description(title=dataset.title)
    actions.describe_dataset(dataset.id, ckan_written.description(given, before), by=person)
    if isinstance(given.get("resources"), list):
        _replace_files(dataset, given, person)
    _publish(reads.dataset(dataset.id, person), given, person)
    return package_show(person, {"id": dataset.id}, at)


@transaction.atomic
def package_delete(person: Person, given: Given, at: Addresses) -> Any:
    require_write(person)
    actions.withdraw_dataset(DatasetId(_id(given)), reason=REASON, by=person)


@transaction.atomic
def resource_create(person: Person, given: Given, at: Addresses) -> Any:
    """An address where the data can be had; rows come in by uploads."""
    require_write(person)
    dataset_id = DatasetId(_id(given, "package_id"))
    actions.add_distribution(dataset_id, ckan_written.distribution(given), by=person)
    return package_show(person, {"id": dataset_id}, at)["resources"][-1]


@transaction.atomic
def resource_delete(person: Person, given: Given, at: Addresses) -> Any:
    """``package_id`` says which dataset's: a file's id alone names none."""
    require_write(person)
    actions.remove_distribution(DatasetId(_id(given, "package_id")), _id(given), by=person)


def _publish(dataset: Dataset, given: Given, person: Person) -> None:
    is_draft = given.get("private") is True or given.get("state") == "draft"
    if dataset.state is not State.PUBLISHED and not is_draft:
        actions.publish_dataset(dataset.id, by=person)


def _replace_files(dataset: Dataset, given: Given, person: Person) -> None:
    """The addresses are those that are given; what says ``datastore_active`` is a table, and stays."""
    for each in reads.distributions(dataset.id, person):
        actions.remove_distribution(dataset.id, each.id, by=person)
    for made in ckan_written.distributions(given):
        actions.add_distribution(dataset.id, made, by=person)


def _organisation(given: Given) -> OrganisationId | None:
    """By its id or address name. Raises ``Refused``: ``ckan_argument_missing``, ``not_found``."""
    said = str(given.get("owner_org") or "").replace("\0", "")
    if not said:
        return None
    try:
        return people.organisation_by_slug(said).id
    except Refused:
        return people.organisation(said).id


def _id(given: Given, name: str = "id") -> str:
    value = str(given.get(name) or "").replace("\0", "")
    if not value:
        raise Refused("ckan_argument_missing", name=name)
    return value
