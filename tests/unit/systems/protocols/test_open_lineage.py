"""Lineage as OpenLineage events: from a file, from other versions, as far as the reader may see."""

from dataclasses import replace

from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DatasetId, Derived, Lineage, LineageStep, VersionId
from naru.systems.protocols.core import open_lineage
from tests.listed import AT, table, written

STEP = LineageStep(
    version_id=VersionId("v1"),
    number=4,
    table_name="구",
    sql_name="구_표",
    dataset_id=DatasetId("d9"),
    dataset=Words("구", "Districts"),
)


def test_a_loaded_table_names_its_file() -> None:
    assert open_lineage.event(table(), Lineage(), AT) == written("open_lineage.json")["loaded"]


def test_a_computed_table_names_the_versions_it_was_computed_from() -> None:
    made = table()
    assert made.live is not None
    derived = Derived(inputs=(VersionId("v1"),), by="query", digest="cd" * 32)
    computed = replace(made, live=replace(made.live, provenance=derived))
    event = open_lineage.event(computed, Lineage(inputs=(STEP,)), AT)
    assert event["job"]["name"] == "query/공영_주차장"
    assert event["job"]["facets"]["jobType"]["jobType"] == "DERIVATION"
    (source,) = event["inputs"]
    assert (source["namespace"], source["name"]) == (AT.site, "구_표")
    assert source["facets"]["version"]["datasetVersion"] == "4"
    assert open_lineage.event(computed, Lineage(unseen_inputs=1), AT)["inputs"] == []


def test_a_version_has_one_run_for_ever() -> None:
    made = table()
    assert made.live is not None
    again = open_lineage.event(made, Lineage(), AT)["run"]
    other = replace(made, live=replace(made.live, id=VersionId("v4")))
    assert open_lineage.event(made, Lineage(), AT)["run"] == again
    assert open_lineage.event(other, Lineage(), AT)["run"] != again
