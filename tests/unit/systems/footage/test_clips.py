"""What decoding saw becomes a row of CLIPS and its FRAMES."""

from naru.systems.footage.core.frames.clips import Seen, clip_row, frame_rows, size_changes
from naru.systems.footage.core.frames.repairs import WORDS, Repair, read_repair
from naru.systems.footage.core.frames.stamps import Repaired

SEEN = Seen(
    camera_id="gijang-1",
    name="a.mp4",
    sha256="0123456789abcdef" * 4,
    bytes=7,
    codec="h264",
    sizes=[(320, 180), (480, 270), (480, 270)],
    damaged=[False, True, False],
    start_us=1000,
    times=Repaired(offsets_us=(0, 40, 90), step_us=45, repairs=(Repair("clock_set", 1),)),
    repairs=[Repair("size_changed", 1)],
)


def test_a_clip_has_its_first_size_and_ends_with_its_last_frame() -> None:
    assert clip_row(SEEN).to_pylist() == [
        {
            "clip_id": "0123456789abcdef",
            "camera_id": "gijang-1",
            "name": "a.mp4",
            "sha256": "0123456789abcdef" * 4,
            "bytes": 7,
            "codec": "h264",
            "width": 320,
            "height": 180,
            "start_us": 1000,
            "end_us": 1135,
            "frames": 3,
            "damaged": 1,
            "repairs": ["clock_set:1", "size_changed:1"],
        }
    ]


def test_frames_are_numbered_and_timed() -> None:
    assert frame_rows(SEEN).to_pylist() == [
        {"clip_id": "0123456789abcdef", "frame": 0, "t_us": 1000, "damaged": False},
        {"clip_id": "0123456789abcdef", "frame": 1, "t_us": 1040, "damaged": True},
        {"clip_id": "0123456789abcdef", "frame": 2, "t_us": 1090, "damaged": False},
    ]


def test_a_change_of_size_is_at_the_first_frame_of_the_new_one() -> None:
    assert size_changes([(1, 2), (1, 2), (2, 1), (2, 1), (1, 2)]) == [2, 4]


def test_a_repair_is_read_as_it_was_written_and_has_words() -> None:
    for code in WORDS:
        repair = read_repair(str(Repair(code, 12)))
        assert repair == Repair(code, 12)
        assert repair.words.ko
        assert repair.words.en
