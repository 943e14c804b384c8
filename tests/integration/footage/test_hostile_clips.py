"""Clips that somebody, or a failing disk, has changed: read or refused, never anything else (`../shared/data/footage/clips`)."""

import random
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.probing import look_at
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig

NUMBERED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "footage" / "clips" / "numbered"
CLIPS = ["cfr_bframes.mp4", "vp9.webm", "wrap33.ts", "packed.avi", "fragmented.mp4", "hevc.mp4", "size_change.ts"]
TRIALS = 25

pytestmark = pytest.mark.skipif(not NUMBERED.is_dir(), reason="no ../shared/data/footage beside this checkout")


def changed(whole: bytes, dice: random.Random) -> bytes:
    """Cut off, or a piece of another length in the middle, or bytes flipped: in the whole, and more of them at the begin."""
    content = bytearray(whole)
    match dice.randrange(3):
        case 0:
            del content[dice.randrange(1, len(content)) :]
        case 1:
            at = dice.randrange(len(content))
            content[at : at + dice.randrange(1, 4000)] = dice.randbytes(dice.randrange(1, 4000))
    for _ in range(dice.choice((1, 5, 40))):
        content[dice.randrange(len(content))] = dice.randrange(256)
    for _ in range(dice.choice((0, 8))):
        content[dice.randrange(min(len(content), 1500))] = dice.randrange(256)
    return bytes(content)


@pytest.mark.parametrize("name", CLIPS)
def test_a_changed_clip_is_read_or_refused_by_its_name(tmp_path: Path, name: str) -> None:
    dice, path, read = random.Random(name), tmp_path / "clip", 0
    for _ in range(TRIALS):
        path.write_bytes(changed((NUMBERED / name).read_bytes(), dice))
        clip = ClipFile(path=path, name=name, camera_id="c", start_us=0)
        outcome = pictures_or_refusal(clip)
        if isinstance(outcome, Refused):
            assert outcome.code.startswith("clip_")
            assert outcome.facts["file"] == name
        else:
            read += outcome
    assert read > 0


def pictures_or_refusal(clip: ClipFile) -> int | Refused:
    try:
        return len(look_at(clip, ProbeConfig()).sizes)
    except Refused as refused:
        return refused


def test_a_stream_that_begins_after_the_file_was_opened_does_not_end_it(tmp_path: Path) -> None:
    """A second recording glued on, whose pictures have a number of their own: those of the first one are read."""
    first = (NUMBERED / "wrap33.ts").read_bytes()
    second = bytearray((NUMBERED / "clock_jump.ts").read_bytes())
    for at in range(0, len(second), 188):
        if second[at + 1] & 0x1F == 1 and second[at + 2] == 0:  # the pictures' packets, 0x100 → 0x123
            second[at + 2] = 0x23
    path = tmp_path / "glued.ts"
    path.write_bytes(first + bytes(second))
    seen = look_at(ClipFile(path=path, name="glued.ts", camera_id="c", start_us=0), ProbeConfig())
    assert len(seen.sizes) >= 100
