"""A dataset as CKAN's action API says it: packages, resources, organisations, groups and tags (CKAN 2.11)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from naru.data.catalogue.core.listing import Listed, TableSummary
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import Dataset, Distribution
from naru.data.catalogue.core.vocabulary import LICENCES, THEMES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import plain, web_iri
from naru.systems.protocols.core.vocabularies import media_type

STATES = {State.PUBLISHED: "active", State.WITHDRAWN: "deleted"}

PackageFacet = tuple[str, str, Sequence[tuple[str, str, int]]]  # field, title, (value, name, count) of each value


def package(listed: Listed, at: Addresses) -> dict[str, Any]:
    it, said = listed.dataset, listed.dataset.description
    resources = resources_of(listed, at)
    licence = LICENCES.get(said.licence)
    return {
        "id": it.id,
        "name": it.id,
        "title": plain(said.title),
        "title_translated": {"ko": plain(said.title), "en": plain(said.title_en)},
        "notes": plain(said.description),
        "notes_translated": {"ko": plain(said.description), "en": plain(said.description_en)},
        "type": "dataset",
        "state": STATES.get(it.state, "draft"),
        "private": it.access is not Access.OPEN,
        "isopen": it.access is Access.OPEN and bool(licence and licence.commercial and licence.derivatives),
        "license_id": said.licence,
        "license_title": licence.words.ko if licence else "",
        "license_url": licence.url if licence else "",
        "author": None,
        "author_email": None,
        "maintainer": plain(said.contact) or None,
        "maintainer_email": None,
        "url": web_iri(entry.landing_page(it, at)) or at.dataset(it.id),
        "version": str(max(table.version for table in listed.tables)) if listed.tables else None,
        "owner_org": it.publisher_slug or None,
        "organization": organisation(it.publisher_slug, it.publisher.ko, it.publisher.en)
        if it.publisher_slug
        else None,
        "groups": [group(code) for code in said.themes if code in THEMES],
        "tags": [tag(keyword) for keyword in said.keywords],
        "num_tags": len(said.keywords),
        "resources": resources,
        "num_resources": len(resources),
        "extras": [{"key": key, "value": value} for key, value in _extras(listed).items() if value],
        "metadata_created": instant(it.created),
        "metadata_modified": instant(it.changed),
        "relationships_as_object": [],
        "relationships_as_subject": [],
    }


def instant(moment: datetime) -> str:
    """UTC without saying so, as CKAN writes it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _extras(listed: Listed) -> dict[str, str]:
    """Under the keys of ckanext-dcat, which harvesters know."""
    it, said = listed.dataset, listed.dataset.description
    changed = entry.modified(listed)
    return {
        "identifier": it.id,
        "issued": entry.issued(listed).isoformat(),
        "modified": changed.isoformat() if changed else "",
        "frequency": said.frequency,
        "spatial_text": plain(said.place),
        "temporal_start": said.period_start.isoformat() if said.period_start else "",
        "temporal_end": said.period_end.isoformat() if said.period_end else "",
        "language": "ko",
    }


def resources_of(listed: Listed, at: Addresses) -> list[dict[str, Any]]:
    """A table is one resource, named by its SQL name, which the datastore's actions take; then files at the source."""
    it = listed.dataset
    found = [
        *(_table(each, it, at) for each in listed.tables),
        *(_file(each, it, at) for each in listed.distributions),
    ]
    return [{**each, "position": position} for position, each in enumerate(found)]


def _table(table: TableSummary, it: Dataset, at: Addresses) -> dict[str, Any]:
    return {
        "id": table.sql_name,
        "package_id": it.id,
        "name": plain(table.name),
        "description": "",
        "format": "CSV",
        "mimetype": "text/csv",
        "url": at.download(table.sql_name, "csv"),
        "url_type": "datastore",
        "datastore_active": True,
        "state": "active",
        "size": None,
        "hash": "",
        "created": instant(it.created),
        "last_modified": instant(table.at),
        "metadata_modified": instant(table.at),
        "version": str(table.version),
    }


def _file(each: Distribution, it: Dataset, at: Addresses) -> dict[str, Any]:
    return {
        "id": each.id,
        "package_id": it.id,
        "name": plain(each.title or it.title),
        "description": "",
        "format": each.format.upper(),
        "mimetype": media_type(each.format.lower()) or None,
        "url": web_iri(each.url) or at.dataset(it.id),
        "url_type": None,
        "datastore_active": False,
        "state": "active",
        "size": each.bytes,
        "hash": "",
        "created": instant(it.created),
        "last_modified": None,
        "metadata_modified": instant(it.changed),
    }


def organisation(slug: str, ko: str, en: str, count: int | None = None) -> dict[str, Any]:
    """A publisher; ``count`` are its datasets that whoever asks may read."""
    counted = {} if count is None else {"package_count": count}
    return {
        "id": slug,
        "name": slug,
        "title": plain(ko),
        "display_name": plain(ko),
        "title_translated": {"ko": plain(ko), "en": plain(en)},
        "description": "",
        "type": "organization",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
        "image_url": "",
        **counted,
    }


def group(code: str, count: int | None = None) -> dict[str, Any]:
    """A theme."""
    words = THEMES[code].words
    counted = {} if count is None else {"package_count": count}
    return {
        "id": code,
        "name": code,
        "title": words.ko,
        "display_name": words.ko,
        "title_translated": {"ko": words.ko, "en": words.en},
        "description": "",
        "type": "group",
        "is_organization": False,
        "state": "active",
        "image_display_url": "",
        **counted,
    }


def tag(keyword: str) -> dict[str, Any]:
    name = plain(keyword)
    return {"id": name, "name": name, "display_name": name, "state": "active", "vocabulary_id": None}


def licences() -> list[dict[str, Any]]:
    return [
        {
            "id": each.code,
            "title": each.words.ko,
            "title_en": each.words.en,
            "url": each.url,
            "status": "active",
            "domain_content": True,
            "domain_data": True,
            "domain_software": False,
            "family": "",
            "maintainer": "",
            "od_conformance": "approved" if each.commercial and each.derivatives else "rejected",
            "osd_conformance": "not reviewed",
            "is_generic": False,
        }
        for each in LICENCES.values()
    ]


def facets(found: Sequence[PackageFacet]) -> dict[str, Any]:
    """In both of CKAN's forms."""
    return {
        "facets": {field: {value: count for value, _, count in values} for field, _, values in found},
        "search_facets": {
            field: {
                "title": title,
                "items": [{"name": value, "display_name": name, "count": count} for value, name, count in values],
            }
            for field, title, values in found
        },
    }
