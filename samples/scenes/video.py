"""Pictures → an H.264 file without sound, the same bytes for the same pictures on one build of FFmpeg."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import av

from samples.scenes.pen import Picture

QUALITY = "23"  # x264's constant rate factor


def encode(pictures: Iterable[Picture], file: Path, *, fps: int, start: datetime) -> None:
    """``pictures``: blue, green, red, all of one size with even sides. ``start`` is written as the file's creation time."""
    with av.open(str(file), "w", format="mp4") as container:
        container.metadata["creation_time"] = start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        stream = container.add_stream(
            "libx264", rate=fps, options={"preset": "superfast", "crf": QUALITY, "g": str(2 * fps)}
        )
        stream.thread_count = 1  # slices of several threads would differ from machine to machine
        stream.pix_fmt = "yuv420p"
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode(None))
