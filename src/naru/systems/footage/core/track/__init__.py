"""Detections become tracks; tracks are joined over gaps and clips.

kinds.py     classes that are one kind of thing to a tracker
kalman.py    where a box will be: many filters at once, in seconds
pool.py      the tracks alive at one picture
tracker.py   detections → tracks: two-stage association
sizes.py     what moves without a model, told by its size on the ground
fill.py      boxes between two sights of a track
tracklets.py a track's two ends, with their motion
stitch.py    tracks joined over gaps and clip edges, with a report
still.py     things that stand for hours
density.py   how crowded a picture is, where tracks stop being valid
withdrawn.py people who were withdrawn, kept out of all that follows

*Theory of operation.* Times are seconds of the frames' clock, never counts of pictures, so that ten pictures a second and a hole in a clip
behave alike. A track is tentative until it was seen three times; then it gets the next id, and its first boxes are written too. Boxes of
a sure detector are matched first, doubtful ones only to tracks that are left over (ByteTrack, Zhang et al. 2022); where
pictures are far apart boxes of new tracks are widened first (C-BIoU, Yang et al. 2023). Joining is done afterwards over all tracks at once and only
where nothing else fits nearly as well: a join refused costs one count too many, a wrong one falsifies a way.
"""
