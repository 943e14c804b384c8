"""A sealed clip is decoded out of its envelope exactly as the plain one is: whatever container, whatever is wrong with it."""

import secrets
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.data.files.core.envelope import KEY_BYTES, SALT_BYTES, Header, Unsealable, seal
from naru.systems.footage.adapters.clip_bytes import open_bytes, sha256_of, size_of
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.pipeline.frame_stages import probe
from samples.scenes.sites import scene
from samples.scenes.write import write_scene

CLIPS = Path(__file__).resolve().parents[3].parent / "shared/data/footage/clips"
SEVERAL = (
    "numbered/editlist.mp4",  # the index at the end, an edit list
    "numbered/fragmented.mp4",
    "numbered/trunc_faststart.mp4",  # broken off
    "numbered/bitrot.mp4",  # damaged inside
    "numbered/packed.avi",
    "numbered/mid_start.ts",
    "numbered/wrap33.ts",
    "numbered/odd_size.mkv",
    "numbered/vp9.webm",
    "numbered/rotate90.mp4",
)
REFUSED = {
    "numbered/playlist.mp4": "clip_is_a_playlist",
    "numbered/picture.mp4": "clip_is_no_video",
    "numbered/trunc_no_moov.mp4": "clip_is_broken",
}


def sealed(path: Path, to: Path, *, chunk_bytes: int = 4096) -> tuple[Path, str]:
    """Small chunks: every demuxer seeks and reads over their edges."""
    key, header = secrets.token_bytes(KEY_BYTES), Header(key_id="k", salt=bytes(SALT_BYTES), chunk_bytes=chunk_bytes)
    target = to / path.name
    with path.open("rb") as plain:
        target.write_bytes(b"".join(seal(plain, key, header)))
    return target, key.hex()


def test_a_rendered_clip_comes_out_of_its_envelope_as_it_went_in(tmp_path: Path) -> None:
    plain = write_scene(scene("jagalchi", seconds=1.0), tmp_path)
    (folder := tmp_path / "sealed").mkdir()
    path, key = sealed(plain, folder)
    assert b"ftyp" not in path.read_bytes()
    assert (sha256_of(path, key), size_of(path, key)) == (sha256_of(plain), plain.stat().st_size)
    of_plain = probe(ClipFile(path=plain, name="a.mp4", camera_id="c", start_us=0), ProbeConfig())
    of_sealed = probe(ClipFile(path=path, name="a.mp4", camera_id="c", start_us=0, key=key), ProbeConfig())
    assert of_sealed.clips.equals(of_plain.clips)
    assert of_sealed.frames.equals(of_plain.frames)
    with pytest.raises(Unsealable), open_bytes(path, "00" * KEY_BYTES) as file:
        file.read()


@pytest.mark.skipif(not CLIPS.is_dir(), reason="no ../shared/data/footage/clips beside this checkout")
def test_clips_of_every_container_and_fault_say_the_same_sealed(tmp_path: Path) -> None:
    faults = []
    for name in SEVERAL:
        path, key = sealed(CLIPS / name, tmp_path)
        of_plain = probe(ClipFile(path=CLIPS / name, name=name, camera_id="c", start_us=0), ProbeConfig())
        of_sealed = probe(ClipFile(path=path, name=name, camera_id="c", start_us=0, key=key), ProbeConfig())
        if not (of_sealed.clips.equals(of_plain.clips) and of_sealed.frames.equals(of_plain.frames)):
            faults.append((name, of_plain.clips.to_pylist(), of_sealed.clips.to_pylist()))
    for name, code in REFUSED.items():
        path, key = sealed(CLIPS / name, tmp_path)
        try:
            probe(ClipFile(path=path, name=name, camera_id="c", start_us=0, key=key), ProbeConfig())
            faults.append((name, code, "read"))
        except Refused as refused:
            if refused.code != code:
                faults.append((name, code, refused.code))
    assert faults == []
