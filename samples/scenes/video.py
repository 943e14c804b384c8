"""Pictures → an H.264 file (VP9 where FFmpeg has no x264) without sound, the same bytes for the same pictures on one build of FFmpeg."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import av
from av.codec import codecs_available
from av.video.stream import VideoStream

from samples.scenes.pen import Picture

CODEC, ENCODER, OPTIONS = (
    ("h264", "libx264", {"preset": "superfast", "crf": "23"})
    if "libx264" in codecs_available
    else ("vp9", "libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "crf": "30", "b": "0"})
)


def encode(pictures: Iterable[Picture], file: Path, *, fps: int, start: datetime) -> None:
    """``pictures``: blue, green, red, all of one size with even sides. ``start`` is written as the file's creation time."""
    with av.open(str(file), "w", format="mp4") as container:
        container.metadata["creation_time"] = start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        stream = container.add_stream(ENCODER, rate=fps, options={**OPTIONS, "g": str(2 * fps)})
        assert isinstance(stream, VideoStream)
        stream.thread_count = 1  # slices of several threads would differ from machine to machine
        stream.pix_fmt = "yuv420p"
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode(None))
