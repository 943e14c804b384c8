"""The catalogue's verbs, each one transaction: lock, decide, save, record, return.

datasets.py   register, describe, and the way from draft to published and withdrawn
access.py     how open a dataset is and who is entitled to it
tables.py     tables and their versions
erasure.py    versions destroyed for good
records.py    many records of a source at once
disclosures.py  personal data as it is: asked by one, approved by another
publishers.py what a publisher is called, and whose name that is
rows.py       what every action does to rows: lock, note what changed, tell the index
"""

from naru.data.catalogue.actions.access import end_entitlements, grant_entitlement, revoke_entitlement, set_access
from naru.data.catalogue.actions.datasets import (
    add_distribution,
    describe_dataset,
    publish_dataset,
    register_dataset,
    remove_distribution,
    return_dataset,
    submit_dataset,
    withdraw_dataset,
)
from naru.data.catalogue.actions.disclosures import ask_disclosure, end_disclosure, lapse_disclosures
from naru.data.catalogue.actions.erasure import erase_version
from naru.data.catalogue.actions.publishers import assign_publisher, name_publisher
from naru.data.catalogue.actions.records import lock_datasets, upsert_records
from naru.data.catalogue.actions.tables import (
    ask_version_disclosure,
    end_version_disclosure,
    ensure_table,
    publish_version,
    reject_version,
    release_version,
    withdraw_version,
)

__all__ = [
    "add_distribution",
    "ask_disclosure",
    "ask_version_disclosure",
    "assign_publisher",
    "describe_dataset",
    "end_disclosure",
    "end_entitlements",
    "end_version_disclosure",
    "ensure_table",
    "erase_version",
    "grant_entitlement",
    "lapse_disclosures",
    "lock_datasets",
    "name_publisher",
    "publish_dataset",
    "publish_version",
    "register_dataset",
    "reject_version",
    "release_version",
    "remove_distribution",
    "return_dataset",
    "revoke_entitlement",
    "set_access",
    "submit_dataset",
    "upsert_records",
    "withdraw_dataset",
    "withdraw_version",
]
