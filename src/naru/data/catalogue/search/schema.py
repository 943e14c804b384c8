"""The index's fields. A change here or in the analysis raises ``FORMAT``, and the index is rebuilt on the next use.

``*_m`` hold morphemes and rank. ``triples`` hold runs of three syllables of everything, spaces ignored, and ``pairs``
those of two inside words: they decide what matches. ``scope`` holds the district, province or nation they are of. ``title_g`` holds both of the titles and lifts those that say the
query literally. ``keys``, ``starts`` and ``letters`` serve suggestions and typos. The rest are exact values: rights and
facets. Every facet is a field to choose by; ``PACKED`` lays several side by side in one value a document, so that two
columns are counted and not eight.
"""

from collections.abc import Mapping, Sequence

import tantivy

FORMAT = "7"
OURS = "ours"  # our tokens, separated by spaces
FACETS = ("publisher", "theme", "format", "licence", "year", "region", "access", "state")
PACKED = {"who": ("publisher", "region"), "what": ("theme", "format", "licence", "year", "access", "state")}
LISTS = ("readers", "scope", "keys", "starts", "letters")
BETWEEN_FACETS, BETWEEN_VALUES = "\x1e", "\x1f"


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "formats", "tables", "stamp"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title_exact", tokenizer_name="raw", index_option="basic")
    for name in ("title_m", "tags_m", "publisher_m", "body_m", "title_g"):
        builder.add_text_field(name, tokenizer_name=OURS, index_option="freq")
    for name in ("pairs", "triples"):
        builder.add_text_field(name, tokenizer_name=OURS, index_option="basic")
    for name in LISTS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, *PACKED):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("changed", "issued"):  # seconds: when it last changed, or was first issued, here or at its source
        builder.add_integer_field(name, indexed=False, fast=True)
    return builder.build()


def packed(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A document's facet values, several facets in one text."""
    return {
        field: BETWEEN_FACETS.join(BETWEEN_VALUES.join(values[name]) for name in names)
        for field, names in PACKED.items()
    }


def unpacked(field: str, text: str) -> tuple[tuple[str, str], ...]:
    """(facet, value) of every value in a packed text."""
    lists = zip(PACKED[field], text.split(BETWEEN_FACETS), strict=True)
    return tuple((name, value) for name, values in lists if values for value in values.split(BETWEEN_VALUES))


def analyser() -> tantivy.TextAnalyzer:
    """Cuts at spaces alone: tokens are made before they come here."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
