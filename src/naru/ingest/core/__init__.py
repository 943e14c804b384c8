"""Reading tables as people wrote them, pure and without Django; runs inside the limited child.

values.py     hints, grids, findings, the report
read.py       the three ways in: read_delimited, read_grid, read_records
"""
