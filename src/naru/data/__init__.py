"""Data: ``ingest | query`` → ``tables`` → ``catalogue`` → ``lake | files | usage``, each importing only what stands after it.

ingest/     files and addresses become typed tables
query/      rows, SQL behind walls, downloads, charts, maps
tables/     what makes a version meaningful
catalogue/  described, found, granted
lake/       tables with versions: Delta and Arrow
usage/      who read what, counted
files/      bytes by their hash, downloads, assets of a thing of any system
"""
