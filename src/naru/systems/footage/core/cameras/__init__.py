"""A camera, its zones and lines, its ground plane.

values.py    a camera as its file says
parse.py     a file's mapping → cameras; what is wrong, at its place in the file
entry.py     a camera → its entry of a camera file
fields.py    one field of a mapping at a time: text, numbers, points, hours
geometry.py  polygons that cross themselves, points outside the picture
ground.py    pixel ↔ metres on the ground, by least squares from measured points
rows.py      cameras → the tables CAMERAS and ZONES
refusals.py  what a person is told
"""
