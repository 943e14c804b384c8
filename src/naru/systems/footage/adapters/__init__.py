"""The outside world of footage: video files, models, camera files.

video.py       clips decoded, picture by picture
probing.py     a clip decoded once, to its end
clip_child.py  the child's side of the stages that look at pictures
"""
