"""A camera, its zones and lines, its ground plane.

values.py  a camera as its file says
"""
