"""All actions by name, those that read apart from those that write."""

from collections.abc import Callable, Mapping
from typing import Any

from naru.base.kit.person import Person
from naru.systems.protocols.ckan import catalogue, datastore, writing
from naru.systems.protocols.core.addresses import Addresses

Action = Callable[[Person, Mapping[str, Any], Addresses], Any]


def _named(*actions: Action) -> dict[str, Action]:
    return {action.__name__: action for action in actions}


READING: Mapping[str, Action] = {
    **_named(
        catalogue.status_show,
        catalogue.site_read,
        catalogue.package_search,
        catalogue.package_show,
        catalogue.package_list,
        catalogue.current_package_list_with_resources,
        catalogue.package_autocomplete,
        catalogue.resource_show,
        catalogue.organization_list,
        catalogue.organization_show,
        catalogue.group_list,
        catalogue.group_show,
        catalogue.tag_list,
        catalogue.license_list,
        datastore.datastore_search,
        datastore.datastore_search_sql,
        datastore.datastore_info,
    ),
    "dataset_search": catalogue.package_search,
    "dataset_show": catalogue.package_show,
}
WRITING: Mapping[str, Action] = _named(
    writing.package_create,
    writing.package_update,
    writing.package_patch,
    writing.package_delete,
    writing.resource_create,
    writing.resource_delete,
)


def help_of(name: str) -> str:
    action = READING.get(name) or WRITING.get(name)
    return (action.__doc__ or name) if action else name
