"""Sex, age band and means of movement of a track, with abstention.

values.py  what is asked of a track's pictures
"""
