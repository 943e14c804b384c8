"""The jobs of the sample city's paid work: complaints, reviews, shops in two lists, pictures of parks that are drawn here."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from naru.base.kit.words import Words
from naru.systems.work.actions.jobs import NewTask
from naru.systems.work.core.job_rules import LabelKind

COMPLAINTS = Words("민원 나누기", "Complaints by kind")
SAID = {
    "road": (
        "{place} 도로가 패여 차가 덜컹거립니다",
        "{place} 보도블록이 깨져 걷기 어렵습니다",
        "{place} 건널목 신호가 너무 짧습니다",
    ),
    "noise": (
        "{place} 공사장이 새벽부터 시끄럽습니다",
        "{place} 가게 음악 소리가 밤늦게까지 큽니다",
        "{place} 오토바이 소리에 잠을 못 잡니다",
    ),
    "waste": (
        "{place}에 쓰레기가 며칠째 쌓여 있습니다",
        "{place} 재활용품을 가져가지 않습니다",
        "{place} 골목에서 냄새가 심합니다",
    ),
    "park": (
        "{place} 공원 의자가 부서졌습니다",
        "{place} 산책로 등이 꺼져 있습니다",
        "{place} 놀이터 바닥이 벗겨졌습니다",
    ),
}
PLACES = ("해운대 우동", "서면 부전동", "남포동", "광안리", "동래 온천장", "사하 하단", "영도 남항동", "기장 정관")
KIND_WORDS = {
    "road": ("도로·교통", "Roads"),
    "noise": ("소음", "Noise"),
    "waste": ("쓰레기", "Waste"),
    "park": ("공원", "Parks"),
}
LEARNT, KNOWN = 4, 8  # the first to learn by, then hidden gold
SHOPS = ("자갈치횟집", "남포문구", "서면국밥", "광안커피", "동래파전집", "영도어묵", "해운대약국", "기장칼국수")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A job, its tasks and what is right of each, by key."""

    kind: LabelKind
    title: Words
    guide: Words
    rules: dict[str, Any]
    tasks: list[NewTask]
    right: dict[str, dict[str, Any]]
    people: int = 2  # engaged for it


def plans(dice: random.Random) -> list[Plan]:
    return [_complaints(dice), _reviews(dice), _shops(dice), _parks(dice)]


def job_rules(labels: dict[str, tuple[str, str]], question: Words, won: int, **more: Any) -> dict[str, Any]:
    return {
        "labels": [{"name": name, "ko": ko, "en": en} for name, (ko, en) in labels.items()],
        "question": {"ko": question.ko, "en": question.en},
        "pay": {"by": "piece", "won": won},
        "contract": "freelance",
        "batch_size": 12,
        "lease_minutes": 120,
        "rework_days": 3,
        "doubled_share": "0.25",
        "gold_in_batch": 2,
        "training": {"size": 4, "pass_share": "0.75", "tries": 3, "won": 2000},
        "idle_seconds": 60,
        "pay_weekday": 4,
    } | more


def _planned(
    kind: LabelKind,
    title: Words,
    guide: Words,
    rules: dict[str, Any],
    listed: list[tuple[dict[str, Any], dict[str, Any]]],
) -> Plan:
    """The first four to learn by, the next four hidden gold."""
    tasks = [
        NewTask(key=f"{n:04}", content=content, gold=right if n < KNOWN else None, is_training=n < LEARNT)
        for n, (content, right) in enumerate(listed)
    ]
    right = {f"{n:04}": right for n, (_, right) in enumerate(listed)}
    return Plan(kind=kind, title=title, guide=guide, rules=rules, tasks=tasks, right=right)


def _complaints(dice: random.Random) -> Plan:
    guide = Words(
        "민원이 무엇을 고쳐 달라는 것인지 하나만 고릅니다. 두 가지가 있으면 먼저 적은 것을 고릅니다.",
        "Choose the one thing that the complaint wants mended; of two, the first.",
    )
    listed: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for number in range(240):
        label = dice.choice(list(SAID))
        text = dice.choice(SAID[label]).format(place=f"{dice.choice(PLACES)} {number + 1}번지")
        listed.append(({"text": text}, {"label": label}))
    rules = job_rules(KIND_WORDS, Words("무엇에 대한 민원인가요?", "What is it about?"), 40)
    return replace(_planned(LabelKind.TEXT_CLASS, COMPLAINTS, guide, rules, listed), people=5)


def _reviews(dice: random.Random) -> Plan:
    guide = Words(
        "후기에서 가게 이름과 동네 이름을 표시합니다. 조사는 빼고 표시합니다.",
        "Mark shops and places; leave particles out.",
    )
    listed: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for number in range(96):
        place, shop = dice.choice(PLACES).split()[0], dice.choice(SHOPS)
        text = f"{place}에서 {shop}에 들렀어요. {number % 7 + 1}명이 갔는데 친절했습니다."
        at = text.index(shop)
        listed.append(({"text": text}, {"spans": [[0, len(place), "place"], [at, at + len(shop), "shop"]]}))
    labels = {"shop": ("가게", "Shop"), "place": ("동네", "Place")}
    rules = job_rules(labels, Words("가게와 동네를 표시하세요.", "Mark shops and places."), 120)
    title = Words("후기에서 가게 찾기", "Shops in reviews")
    return _planned(LabelKind.TEXT_SPAN, title, guide, rules, listed)


def _shops(dice: random.Random) -> Plan:
    guide = Words(
        "두 목록의 가게가 같은 곳인지 봅니다. 이름이 조금 달라도 주소가 같으면 같은 가게입니다.",
        "Same address, same shop.",
    )
    listed: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for number in range(120):
        shop, place = dice.choice(SHOPS), dice.choice(PLACES)
        same = dice.random() < 0.5
        street = f"{place} {number + 10}"
        other = street if same else f"{dice.choice(PLACES)} {number + 200}"
        rows = [
            {"상호": shop, "주소": street, "업종": "음식점"},
            {"상호": shop[:2] + " " + shop[2:], "주소": other, "업종": "일반음식점"},
        ]
        listed.append(({"rows": rows}, {"label": "same" if same else "different"}))
    labels = {"same": ("같은 가게", "Same"), "different": ("다른 가게", "Different"), "unsure": ("모르겠음", "Unsure")}
    rules = job_rules(labels, Words("같은 가게인가요?", "Is this the same shop?"), 50)
    return _planned(LabelKind.TABLE_CHECK, Words("같은 가게인지 확인", "Is it the same shop?"), guide, rules, listed)


DRAWN: dict[str, tuple[tuple[str, str], Callable[[Any, random.Random], None]]] = {}


def _parks(dice: random.Random) -> Plan:
    guide = Words("그림에 무엇이 보이는지 고릅니다.", "Choose what is seen.")
    names = list(DRAWN)
    listed = [({"image": "", "caption": ""}, {"label": names[n % len(names)]}) for n in range(60)]
    rules = job_rules(
        {name: words for name, (words, _) in DRAWN.items()}, Words("무엇이 보이나요?", "What is seen?"), 40
    )
    plan = _planned(LabelKind.IMAGE_CLASS, Words("공원 그림 나누기", "Pictures of parks"), guide, rules, listed)
    right = {_picture_key(each.key, plan.right[each.key]["label"], each): plan.right[each.key] for each in plan.tasks}
    return replace(plan, right=right)


def _picture_key(key: str, label: str, task: NewTask) -> str:
    folder = "training" if task.is_training else "gold" if task.gold else "work"
    return f"{folder}/{label if task.gold else 'park'}/{key}.png"


def zipped(plan: Plan) -> io.BytesIO:
    """A drawn picture for each task, in the folder that says whether its answer is known."""
    packed, dice = io.BytesIO(), random.Random(5)
    with zipfile.ZipFile(packed, "w") as archive:
        for key, right in plan.right.items():
            archive.writestr(key, _drawn(right["label"], dice))
    packed.seek(0)
    return packed


def _drawn(label: str, dice: random.Random) -> bytes:
    """Grass under a sky, with one thing on it."""
    picture = np.full((180, 240, 3), (205, 170, 120), np.uint8)
    picture[100:] = (70 + dice.randint(0, 30), 150, 80)
    DRAWN[label][1](picture, dice)
    return bytes(cv2.imencode(".png", picture)[1])


def _bench(picture: Any, dice: random.Random) -> None:
    x = dice.randint(30, 130)
    cv2.rectangle(picture, (x, 110), (x + 80, 122), (40, 70, 110), -1)
    for leg in (x + 6, x + 68):
        cv2.rectangle(picture, (leg, 122), (leg + 6, 145), (30, 50, 80), -1)


def _tree(picture: Any, dice: random.Random) -> None:
    x = dice.randint(60, 180)
    cv2.rectangle(picture, (x - 6, 90), (x + 6, 150), (40, 60, 90), -1)
    cv2.circle(picture, (x, 70), 36, (50, 120, 40), -1)


def _pond(picture: Any, dice: random.Random) -> None:
    cv2.ellipse(picture, (dice.randint(90, 150), 140), (70, 24), 0, 0, 360, (190, 140, 60), -1)


DRAWN.update(
    bench=(("의자", "Bench"), _bench),
    tree=(("나무", "Tree"), _tree),
    pond=(("연못", "Pond"), _pond),
)
