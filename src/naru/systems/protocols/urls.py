"""Addresses of the protocols. Those under ``api/`` hear tokens; well-known ones outside lead there."""

from django.urls import URLPattern, path, register_converter

from naru.systems.protocols import pages
from naru.systems.protocols.doors import ckan, dcat, files, mcp, oai, ogc_features, ogc_records, stac

register_converter(ckan.ReadingAction, "ckan_reading")
app_name = "protocols"
FEATURES, RECORDS, STAC = "api/ogc/features", "api/ogc/records", "api/stac"
urlpatterns: list[URLPattern] = [
    path("connect/", pages.connect, name="connect"),
    path("connect/conformance/", pages.conformance, name="conformance"),
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", files.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", files.sitemap_file, name="sitemap_file"),
    path("data.json", files.data_json_well_known, name="data_json_well_known"),
    path("catalog.<str:ending>", dcat.well_known, name="dcat_well_known"),
    path("api/data.json", files.data_json, name="data_json"),
    path("api/dcat/catalog.<str:ending>", dcat.catalogue_document, name="dcat"),
    path("api/dcat/datasets/<str:dataset_id>.<str:ending>", dcat.dataset_document, name="dcat_dataset"),
    path("api/packages/<str:dataset_id>/datapackage.json", files.data_package, name="data_package"),
    path("api/croissant/<str:dataset_id>.json", files.croissant, name="croissant"),
    path("api/openlineage/<str:dataset_id>.json", files.lineage, name="lineage"),
    path("api/feeds/datasets.<str:kind>", files.feed, name="feed"),
    path("api/oai", oai.oai_pmh, name="oai"),
    path("api/mcp", mcp.mcp, name="mcp"),
    path("api/3/action/help_show", ckan.help_show, name="ckan_help"),
    path("api/3/action/<ckan_reading:action>", ckan.reading, name="ckan_reading"),
    path("api/3/action/<str:action>", ckan.writing, name="ckan_writing"),
    path("api/action/<ckan_reading:action>", ckan.reading, name="ckan_reading_unnumbered"),
    path("api/action/<str:action>", ckan.writing, name="ckan_writing_unnumbered"),
    path(FEATURES, ogc_features.landing, name="features"),
    path(f"{FEATURES}/conformance", ogc_features.conformance, name="features_conformance"),
    path(f"{FEATURES}/api", ogc_features.open_api, name="features_api"),
    path(f"{FEATURES}/collections", ogc_features.collections, name="features_collections"),
    path(f"{FEATURES}/collections/<str:name>", ogc_features.collection, name="features_collection"),
    path(f"{FEATURES}/collections/<str:name>/queryables", ogc_features.queryables, name="features_queryables"),
    path(f"{FEATURES}/collections/<str:name>/items", ogc_features.items, name="features_items"),
    path(f"{FEATURES}/collections/<str:name>/items/<int:number>", ogc_features.item, name="features_item"),
    path(RECORDS, ogc_records.landing, name="records"),
    path(f"{RECORDS}/conformance", ogc_records.conformance, name="records_conformance"),
    path(f"{RECORDS}/api", ogc_records.open_api, name="records_api"),
    path(f"{RECORDS}/collections", ogc_records.collections, name="records_collections"),
    path(f"{RECORDS}/collections/datasets", ogc_records.collection, name="records_collection"),
    path(f"{RECORDS}/collections/datasets/items", ogc_records.items, name="records_items"),
    path(f"{RECORDS}/collections/datasets/items/<str:dataset_id>", ogc_records.item, name="records_item"),
    path(STAC, stac.landing, name="stac"),
    path(f"{STAC}/conformance", stac.conformance, name="stac_conformance"),
    path(f"{STAC}/api", stac.open_api, name="stac_api"),
    path(f"{STAC}/search", stac.search, name="stac_search"),
    path(f"{STAC}/collections", stac.collections, name="stac_collections"),
    path(f"{STAC}/collections/<str:dataset_id>", stac.collection, name="stac_collection"),
    path(f"{STAC}/collections/<str:dataset_id>/items", stac.items, name="stac_items"),
    path(f"{STAC}/collections/<str:dataset_id>/items/<str:item_id>", stac.item, name="stac_item"),
]
