"""Files as they come, by their first bytes and (but for web pages) never by their name.

sniff.py         which format the bytes are
workbook.py      XLS and XLSX: every sheet as a grid, its dimensions checked before it is opened
shown.py         which cells of an XLSX people see otherwise than they are kept: percentages, months
shown_old.py     the same of an XLS, which lies in a container
compound.py      that container's streams
web_tables.py    tables of a web page under a workbook's name
tags.py          its tags and the text between them
sheet_xml.py     a workbook as one XML document of 2003
laying.py        cells with spans laid out in rows, for both
json_records.py  JSON and JSON lines: records wherever they hide
geo.py           GeoJSON, SHP, GPKG: features with geometry in EPSG:4326
parquet.py       Parquet, its schema brought to the lake's types
"""
