"""The doors, one file a protocol: parse, ask the catalogue in the visitor's name, say it in the protocol's words.

answering.py     what they have in common
dcat.py          DCAT-AP in three syntaxes, whole or paged
files.py         data.json, data packages, Croissant, lineage, feeds, sitemaps
ckan.py          CKAN's action API
oai.py           OAI-PMH
ogc_features.py  OGC API Features; ogc_records.py Records
stac.py          STAC
mcp.py           the Model Context Protocol
"""
