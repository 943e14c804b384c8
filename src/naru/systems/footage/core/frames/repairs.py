"""What was put right in a clip, said in words. In CLIPS a repair reads ``code:frames``."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True)
class Repair:
    """``frames``: how many it concerns; of sound: how many streams."""

    code: str
    frames: int

    def __str__(self) -> str:
        return f"{self.code}:{self.frames}"

    @property
    def words(self) -> Words:
        return WORDS[self.code]


def read_repair(text: str) -> Repair:
    """``code:frames`` as CLIPS holds it."""
    code, _, frames = text.rpartition(":")
    return Repair(code, int(frames))


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "stamps_reordered": Words(
            "디코딩 순서의 시각을 표시 순서로 바로잡음", "times of decoding sorted into the order shown"
        ),
        "stamps_missing": Words(
            "시각이 없는 장면을 앞뒤 사이에 놓음", "frames without a time placed between their neighbours"
        ),
        "stamps_repeated": Words(
            "시각이 되풀이된 장면을 앞뒤 사이에 놓음", "frames of a repeated time placed between their neighbours"
        ),
        "stamps_stepped_back": Words(
            "시각이 뒤로 간 장면을 앞뒤 사이에 놓음", "frames whose time steps back placed between their neighbours"
        ),
        "stamps_leapt": Words(
            "시각이 앞으로 튄 장면을 앞뒤 사이에 놓음", "frames whose time leaps ahead placed between their neighbours"
        ),
        "clock_set": Words(
            "촬영 중 시계가 바뀌어 앞 장면에 이어 붙임", "the clock was set anew: time goes on from the frame before"
        ),
        "size_changed": Words("촬영 중 화면 크기가 바뀜", "the picture's size changes within the clip"),
        "begins_mid_group": Words(
            "앞이 잘려 첫 장면들을 복원할 수 없음", "cut at its begin: its first pictures cannot be restored"
        ),
        "pictures_lost": Words("깨져서 복원하지 못한 장면", "pictures too damaged to be restored"),
        "cut_short": Words("파일이 중간에 잘려 없는 장면", "pictures missing because the file ends early"),
        "sound_ignored": Words("소리는 읽지 않음", "sound is not read"),
    }
)
