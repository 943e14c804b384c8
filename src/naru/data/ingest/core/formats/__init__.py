"""Files as they come, by their first bytes and (but for web pages) never by their name.

sniff.py               which format the bytes are
workbook.py            XLS and XLSX: every sheet as a grid, its dimensions checked before it is opened
sheet_scan.py          what an XLSX's sheets hide, and cells far from all others
number_formats.py      which cells of an XLSX people see otherwise than they are kept: percentages, months
digit_masks.py         number formats that write codes: 00000
number_formats_xls.py  the same of an XLS, which lies in a container
compound.py            that container's streams
web_tables.py          tables of a web page under a workbook's name
tags.py                its tags and the text between them
sheet_xml.py           a workbook as one XML document of 2003
cell_spans.py          cells with spans laid out in rows, for both
json_records.py        JSON and JSON lines: records wherever they hide
json_lines.py          the lines of JSON lines, whatever they hold
geo.py                 GeoJSON, SHP, GPKG: features with geometry in EPSG:4326
korea.py               Korea's coordinate systems, and which of them puts coordinates on Korean land
parquet.py             Parquet, its schema brought to the lake's types
"""
