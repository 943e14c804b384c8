"""Every protocol of the field as a door over the same catalogue: one right, decided once, obeyed in all of them.

core/ is pure: what is said, in each protocol's words
core/addresses.py       this site's addresses; core/parameters.py those of a request, read
core/plain_text.py      texts and IRIs fit for any format
core/entry.py           what all of them say of a dataset: when it changed, the ways to its data
core/vocabularies.py    the EU's and IANA's code lists
core/rdf.py             RDF as trees; core/turtle.py core/rdf_xml.py core/json_ld.py its writers; core/rdf_stream.py documents
core/dcat.py            DCAT-AP 3.0.1
core/schema_org.py      schema.org in pages
core/data_json.py       data.json of DCAT-US
core/data_package.py    Frictionless data packages
core/croissant.py       Croissant 1.1
core/ckan_packages.py   CKAN's packages; core/ckan_queries.py its searches; core/ckan_rows.py rows; core/ckan_written.py writes
core/oai.py             OAI-PMH 2.0
core/ogc.py             OGC API Features and Records; core/ogc_crs.py coordinate systems
core/stac.py            STAC
core/feeds.py           Atom and RSS; core/sitemap.py sitemaps
core/open_lineage.py    OpenLineage
core/mcp_protocol.py    the Model Context Protocol's messages
core/protocol_list.py   which protocols there are; core/connect.py lines to copy; core/conformance.py recorded checks

The shell
reads.py      datasets whole, checksums, lineage, recorded checks
features.py   rows with places, a page at a time
ckan/         CKAN's actions
mcp/          the tools for language models, and the server over standard input
doors/        one file a protocol
panels.py     parts of a dataset's page
refusals.py   what the protocols may have to say no to
pages.py commands.py    the doors for people and the command line

*Theory of operation.* A door asks the catalogue in the visitor's name and says what it answers; no door decides who may read
what. Doors lie under ``/api/``, where tokens are heard; well-known addresses outside it (``/data.json``, ``/catalog.ttl``) lead
there. Whole catalogues are streams over pages of the database in the order of change, so that neither the first byte nor the
memory depends on how many datasets there are.
"""
