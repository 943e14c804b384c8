from pathlib import Path

import av
import pyarrow.parquet as pq

from samples.scenes.sites import scene
from samples.scenes.video import CODEC
from samples.scenes.write import write_scene


def test_the_same_scene_makes_the_same_file_and_truth(tmp_path: Path) -> None:
    short = scene("taejongdae", seconds=12)
    clips = [write_scene(short, tmp_path / name) for name in ("first", "second")]
    assert clips[0].read_bytes() == clips[1].read_bytes()
    for table in (tmp_path / "first/truth").rglob("*.parquet"):
        assert pq.read_table(table) == pq.read_table(tmp_path / "second" / table.relative_to(tmp_path / "first")), (
            table.name
        )


def test_a_clip_has_all_its_frames_no_sound_and_its_begin(tmp_path: Path) -> None:
    clip = write_scene(scene("taejongdae", seconds=12), tmp_path)
    with av.open(str(clip)) as container:
        assert not container.streams.audio
        assert sum(1 for _ in container.decode(video=0)) == 120
        assert container.metadata["creation_time"] == "2026-05-10T00:30:00.000000Z"
        assert container.streams.video[0].codec_context.name == CODEC
