"""HOTA, CLEAR, IDF1 and average precision, equal to the field's reference programs.

boxes.py       overlap of boxes
sequence.py    a truth beside a tracker's answer: dense ids, and every pair of boxes in one picture
hota.py        HOTA, DetA, AssA, LocA (TrackEval)
clear.py       MOTA, MOTP, switches, fragments (TrackEval)
identity.py    IDF1 (TrackEval)
evaluate.py    all three over one sequence or several
precision.py   average precision of detections (pycocotools)
mot.py         MOT text ↔ tables
refusals.py    what a person is told when a truth and an answer cannot be compared
"""
