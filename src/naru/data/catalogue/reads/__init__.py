"""What the catalogue holds, as frozen values, under the reader's rights.

datasets.py   datasets, their distributions and history
public_cards.py  what of a closed dataset everybody may see; blocks.py how the others are turned away
entitlements.py  who may read what of which table, and until when
listing.py    the whole catalogue in the order in which it changed
tables.py     tables, versions, and which of them a person may ask
disclosures.py  personal data as it is: who asked, who said yes
preview.py    a version's first rows, straight from its file
rights.py     a row's rights as a value
engines.py    the lake and the engine of this installation
"""

from naru.data.catalogue.reads.datasets import (
    count_published,
    dataset,
    dataset_by_source,
    datasets,
    distributions,
    distributions_of,
    fingerprints,
    granted_to,
    harvested_since,
    history,
    ids_of_records,
    kept_by,
    latest,
    newest,
    unpublished,
)
from naru.data.catalogue.reads.disclosures import DisclosureView, disclosure_of, disclosures_for
from naru.data.catalogue.reads.engines import engine, lake
from naru.data.catalogue.reads.entitlements import (
    dataset_scope,
    entitlement,
    entitlement_used,
    entitlements_of,
    entitlements_on,
    holder_words,
    read_scope,
    require_still,
)
from naru.data.catalogue.reads.listing import (
    count_listed,
    first_change,
    listed,
    listed_at,
    listed_places,
    summary_of,
    tables_with_places,
    walked,
)
from naru.data.catalogue.reads.public_cards import public_card
from naru.data.catalogue.reads.tables import (
    count_rows,
    figures,
    lineage,
    table,
    table_names,
    tables_of,
    tables_readable,
    version,
    version_by_id,
    version_with_bytes,
    versions,
)

__all__ = [
    "DisclosureView",
    "count_listed",
    "count_published",
    "count_rows",
    "dataset",
    "dataset_by_source",
    "dataset_scope",
    "datasets",
    "disclosure_of",
    "disclosures_for",
    "distributions",
    "distributions_of",
    "engine",
    "entitlement",
    "entitlement_used",
    "entitlements_of",
    "entitlements_on",
    "figures",
    "fingerprints",
    "first_change",
    "granted_to",
    "harvested_since",
    "history",
    "holder_words",
    "ids_of_records",
    "kept_by",
    "lake",
    "latest",
    "lineage",
    "listed",
    "listed_at",
    "listed_places",
    "newest",
    "public_card",
    "read_scope",
    "require_still",
    "summary_of",
    "table",
    "table_names",
    "tables_of",
    "tables_readable",
    "tables_with_places",
    "unpublished",
    "version",
    "version_by_id",
    "version_with_bytes",
    "versions",
    "walked",
]
