"""The plan of a training set, as its file says it."""

from typing import Any


def set_plan(**changes: Any) -> dict[str, Any]:
    """A plan's mapping with thresholds that the small clips reach."""
    return {
        "id": "walkers",
        "title": {"ko": "거리 보행자", "en": "Walkers in streets"},
        "purpose": {"ko": "보행자와 차를 찾는 모델을 가르칩니다.", "en": "Teaches a model to find walkers and cars."},
        "publisher": "부산광역시",
        "licence": "kogl-1",
        "access": "open",
        "legal_basis": "개인정보 보호법 제28조의2",
        "keep_until": "2029-12-31",
        "classes": [
            {"name": "person", "ko": "사람", "en": "Person", "attributes": [{"name": "pose", "values": ["stand", "walk"]}]},
            {"name": "car", "ko": "자동차", "en": "Car"},
        ],
        "quotas": {"class": {"person": 0.4, "car": 0.2}},
        "thresholds": {
            "diversity": 0.5,
            "syntactic": 0.4,
            "semantic": 0.1,
            "validity": 0.1,
            "confidence": 0.95,
            "overlap": 0.5,
            "near_bits": 4,
            "shortcut": 0.5,
        },
        "splits": {"train": 0.6, "validation": 0.2, "test": 0.2},
        "gold_share": 0.2,
        "guideline": {"ko": "보이는 몸 전체를 감쌉니다.", "en": "Box all of the body that is seen."},
        **changes,
    }  # fmt: skip
