"""What is wrong with a clip's time stamps and pictures, and what is done about it.

values.py      a clip as it is brought; what may be taken to read it
containers.py  what kind of file it is, by its first bytes
stamps.py      its time stamps put right
starts.py      when it begins
repairs.py     what was put right, in words
clips.py       what it is found to be: its row of CLIPS, its FRAMES
refusals.py    why a clip cannot be used
"""
