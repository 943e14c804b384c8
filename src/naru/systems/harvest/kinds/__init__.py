"""Kinds of sources. Each is one file: what it fits, how it walks over the source's records, what it understood of them.

session.py     how a kind asks its source, and what comes back
offsets.py     walks by offset: pages that a server caps, repeats or cannot send for one bad record
register.py    all kinds, and which of them an address is
described.py   a description made of what any kind found
dcat_graph.py  datasets in an RDF graph
json_ld.py      contexts of JSON-LD, shipped
ckan.py dcat.py data_json.py oai_pmh.py ogc_api.py csw.py wfs.py
frictionless.py rss.py json_lines.py web_folder.py korean_api.py database.py    the kinds
"""
