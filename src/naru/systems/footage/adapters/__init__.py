"""The outside world of footage: video files, models, camera files.

camera_files.py  camera files read, what is wrong named with its line
clip_bytes.py    a clip's bytes, sealed or not
video.py         clips decoded, picture by picture
video_writer.py  masked clips written
rule_files.py    event rules as a city's file has them
cards.py         model cards as files; cards/ holds those built in
models.py        models run
probing.py       a clip decoded once, to its end
detecting.py     a clip's pictures searched by a model, or for what moves
masking.py       a clip masked
judging.py       models asked about crops of person tracks
pictures.py      the empty scene, heat, the ground and events as pictures
video_frames.py  single frames of a masked clip
clip_child.py    the child's side of the stages that look at pictures
label_files.py    label files in a folder or an archive; label_reading.py reads strangers' in a child, label_child.py is its side
set_pictures.py   what a small model sees of a masked clip
"""
