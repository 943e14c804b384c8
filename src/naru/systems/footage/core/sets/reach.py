"""What a withdrawal reaches: every derived thing, counted and named before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.base.kit.words import Words

REACH_WORDS: Mapping[str, Words] = {
    "clips": Words("영상", "clips"),
    "figures": Words("다시 세는 카메라 수치", "cameras whose figures are counted anew"),
    "events": Words("지우는 사건", "events erased"),
    "results": Words("지우는 중간 결과", "derived results erased"),
    "labellings": Words("지우거나 다시 만드는 라벨", "labellings erased or made anew"),
    "boxes": Words("사라지는 라벨 상자", "label boxes gone"),
    "sets": Words("영향을 받는 학습 데이터", "training sets"),
    "releases": Words("다시 만드는 배포판", "releases made anew"),
    "versions": Words("파기하는 데이터셋 판", "dataset versions destroyed"),
    "holders": Words("알림을 받는 이용자", "users told"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Ids of each kind, in order; ``boxes`` is a number."""

    clips: tuple[str, ...]
    cameras: tuple[str, ...]
    events: tuple[str, ...]
    results: tuple[str, ...]  # "stage/key" of the pipeline's store
    labellings: tuple[str, ...]
    boxes: int
    sets: tuple[str, ...]
    releases: tuple[str, ...]
    versions: tuple[str, ...]
    holders: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """By REACH_WORDS, in their order."""
        return {
            "clips": len(self.clips),
            "figures": len(self.cameras),
            "events": len(self.events),
            "results": len(self.results),
            "labellings": len(self.labellings),
            "boxes": self.boxes,
            "sets": len(self.sets),
            "releases": len(self.releases),
            "versions": len(self.versions),
            "holders": len(self.holders),
        }
