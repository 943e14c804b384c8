"""Which regions are covered, and how.

values.py    what is covered, and how
paths.py     where every track is in every frame, both ways in time
labelled.py  people and vehicles that only labels show
regions.py   heads and plates of tracks, faces and plates that models find: MASKS
mosaic.py    a region covered for good
refusals.py  why a clip cannot be masked as asked
"""
