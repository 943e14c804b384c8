"""Label formats, both ways, streaming: a clip (or a picture) at a time in memory.

files.py         where a format's files are read from and written to
register.py      the formats there are, by name
coco.py          COCO, and its cousins for videos (CocoVID, YouTube-VIS, TAO)
yolo.py          YOLO: a text file a picture, shares of the picture's sides
mot.py           MOTChallenge: a text file a clip
cvat.py          CVAT 1.1 for images and for video, XML
label_studio.py  Label Studio's JSON: keyframes in percent
voc.py           Pascal VOC: an XML file a picture
kitti.py         KITTI's tracking text files; tracklets are read for what their boxes in the picture say
datumaro.py      Datumaro's JSON
aihub.py         AI-Hub's JSON, as a schema file says; aihub_schemas.py the schemas that are known
media_file.py    what a format cannot say of a clip, beside it; picture_size.py how large a picture is
names.py         how frames and clips are named as files, and found again
xml_events.py    XML as it comes, without entities
json_stream.py   JSON arrays element by element
text_lines.py    lines of text files, with their places
"""
