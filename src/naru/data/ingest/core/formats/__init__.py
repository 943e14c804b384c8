"""Files as they come, by their first bytes and (but for web pages) never by their name.

register.py            every format that is known, with its marks and its reader
sniff.py               which format the bytes are
workbook.py            XLS, XLSX and ODS: every sheet as a grid, its dimensions checked before it is opened
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
geo.py                 GeoJSON, SHP, GPKG, DBF: features with geometry in EPSG:4326
kml.py                 KML: the places of its folders
systems.py             which coordinate system shapes are in, and the shapes in degrees
curves.py              curved shapes as straight ones
korea.py               Korea's coordinate systems, and which of them puts coordinates on Korean land
country.py             which places lie in the country
dbf.py                 a dBASE table by its bytes, and its encoding
parquet.py             Parquet, its schema brought to the lake's types
geoparquet.py          which column of a Parquet holds shapes
"""
