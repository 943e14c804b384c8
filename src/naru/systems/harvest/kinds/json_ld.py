"""Contexts of JSON-LD, shipped: whatever address a document names for its context, nothing is fetched for it."""

from typing import Any

import orjson

from naru.systems.harvest.core.json_text import read_json

DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "adms": "http://www.w3.org/ns/adms#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "schema": "http://schema.org/",
}
SCHEMA_CONTEXT = {"@vocab": "http://schema.org/"}


def local_context(body: bytes, where: str) -> bytes:
    """The document with contexts that lie elsewhere replaced by ours. Raises ``Refused`` as ``read_json``."""
    return orjson.dumps(_local(read_json(body, where)))


def _local(value: Any) -> Any:
    match value:
        case dict():
            return {key: _context(each) if key == "@context" else _local(each) for key, each in value.items()}
        case list():
            return [_local(each) for each in value]
    return value


def _context(value: Any) -> Any:
    match value:
        case str():
            return SCHEMA_CONTEXT if "schema.org" in value else DCAT_CONTEXT
        case list():
            return [_context(each) for each in value]
        case dict():
            return {key: each for key, each in value.items() if key != "@import"}
    return value
