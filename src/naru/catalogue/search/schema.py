"""The index's fields. A change here or in the analysis raises ``FORMAT``, and the index is rebuilt on the next use.

``*_m`` hold morphemes and rank; ``all_b`` holds character bigrams of everything in their order and ``pairs`` those inside
words: they decide what matches. ``title_b`` lifts titles that say the query literally. ``keys``, ``starts`` and ``letters`` serve suggestions and typos. The rest
are exact values: rights and facets.
"""

import tantivy

FORMAT = "3"
OURS = "ours"  # our tokens, separated by spaces
FACETS = ("publisher", "theme", "format", "licence", "year", "region", "access", "state")
LISTS = ("readers", "keys", "starts", "letters")


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("formats", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stamp", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title_exact", tokenizer_name="raw", index_option="basic")
    for name in ("title_m", "tags_m", "publisher_m", "body_m"):
        builder.add_text_field(name, tokenizer_name=OURS, index_option="freq")
    for name in ("title_b", "all_b"):
        builder.add_text_field(name, tokenizer_name=OURS, index_option="position")
    builder.add_text_field("pairs", tokenizer_name=OURS, index_option="basic")
    for name in LISTS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field(
        "changed", indexed=False, fast=True
    )  # seconds: when it last changed, here or at its source
    builder.add_integer_field("issued", indexed=False, fast=True)
    return builder.build()


def analyser() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
