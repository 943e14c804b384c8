"""The streets of the sample city's paid work: pictures drawn here, with boxes that a program would have set, some of them wrong."""

import io
import json
import random
import zipfile
from typing import Any

import cv2
import numpy as np

from naru.base.kit.words import Words
from naru.systems.work.core.boxes import Box
from naru.systems.work.core.job_rules import LabelKind
from samples.work_jobs import KNOWN, LEARNT, Plan, job_rules

WIDE, HIGH, PICTURES = 320, 180, 40
LANES = (96, 126, 156)
PAINT = {"car": (190, 90, 40), "bus": (60, 170, 210)}
SIZES = {"car": (46, 20), "bus": (84, 30)}
LABELS = {"car": ("차", "Car"), "bus": ("버스", "Bus")}


def streets(dice: random.Random) -> Plan:
    """The first to learn by, the next hidden gold; of the others the boxes are to be checked."""
    guide = Words(
        "차와 버스마다 상자가 하나씩 꼭 맞게 있는지 봅니다. 어긋난 상자는 옮기고, 없으면 그립니다.",
        "Each car and bus has one box that fits. Move what is off, draw what is missing.",
    )
    right = {_key(number): {"boxes": _traffic(dice)} for number in range(PICTURES)}
    return Plan(
        kind=LabelKind.IMAGE_BOX,
        title=Words("거리 그림의 차와 버스", "Cars and buses in streets"),
        guide=guide,
        rules=job_rules(LABELS, Words("상자가 모두 꼭 맞나요?", "Does every box fit?"), 150, batch_size=8),
        tasks=[],
        right=right,
    )


def _key(number: int) -> str:
    folder = "training" if number < LEARNT else "gold" if number < KNOWN else "street"
    return f"{folder}/{number:04}.png"


def _traffic(dice: random.Random) -> list[Box]:
    found: list[Box] = []
    for lane in LANES:
        name = dice.choice(list(SIZES))
        wide, high = SIZES[name]
        x = dice.randint(0, WIDE - wide)
        found.append([x, lane - high // 2, x + wide, lane - high // 2 + high, name])
    return sorted(found)


def packed(plan: Plan) -> io.BytesIO:
    """The pictures, and COCO beside them: exact in what is known, of the others every third box off its place."""
    archive, dice = io.BytesIO(), random.Random(7)
    with zipfile.ZipFile(archive, "w") as target:
        for key, said in plan.right.items():
            target.writestr(key, _drawn(said["boxes"]))
        target.writestr("annotations.json", json.dumps(_coco(plan, dice)))
    archive.seek(0)
    return archive


def _drawn(boxes: list[Box]) -> bytes:
    picture = np.full((HIGH, WIDE, 3), (150, 150, 146), np.uint8)
    picture[:80] = (196, 180, 150)
    for lane in LANES[1:]:
        picture[lane - 16 : lane - 14, ::3] = (235, 235, 235)
    for x1, y1, x2, y2, name in boxes:
        cv2.rectangle(picture, (x1, y1), (x2 - 1, y2 - 1), PAINT[name], -1)
        cv2.rectangle(picture, (x1 + 4, y1 + 3), (x2 - 5, y1 + (y2 - y1) // 2), (245, 240, 230), -1)
    return bytes(cv2.imencode(".png", picture)[1])


def _coco(plan: Plan, dice: random.Random) -> dict[str, Any]:
    names = list(LABELS)
    drawn = [
        {"image_id": number, "category_id": names.index(box[4]), "bbox": _guessed(box, dice, exact=number < KNOWN)}
        for number, said in enumerate(plan.right.values())
        for box in said["boxes"]
    ]
    return {
        "images": [{"id": number, "file_name": key} for number, key in enumerate(plan.right)],
        "categories": [{"id": place, "name": name} for place, name in enumerate(names)],
        "annotations": drawn,
    }


def _guessed(box: Box, dice: random.Random, *, exact: bool) -> list[int]:
    """COCO's x, y, width, height; too narrow where the program was wrong."""
    x1, y1, x2, y2, _ = box
    off = 0 if exact or dice.random() > 1 / 3 else 14
    return [x1 + off, y1, x2 - x1 - off, y2 - y1]
