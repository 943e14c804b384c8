"""Masked clips written: pictures at their own times, without sound or anything else of the original.

H.264 in MP4; VP9 in MP4 where a side is odd, which H.264 cannot hold; H.264 in a transport stream where the size changes, which MP4 cannot.
Where FFmpeg was built without x264 it is VP9 throughout, in Matroska where the size changes. Times are kept to the microsecond in MP4,
to the 90 kHz clock's tick in a transport stream and to the millisecond in Matroska. No frame refers to a later one.
"""

from collections.abc import Container
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.codec import codecs_available
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

MICROSECONDS = Fraction(1, 1_000_000)
GROUP = 50  # frames between key frames
H264, VP9 = "libx264", "libvpx-vp9"
NOMINAL_RATE = 30  # what encoders choose their level by; the frames' own times count
_OPTIONS = {
    H264: {"preset": "veryfast", "crf": "23", "bf": "0"},
    VP9: {"deadline": "realtime", "cpu-used": "8", "crf": "30", "b": "0", "lag-in-frames": "0"},
}


def _codec_and_container(sizes: set[tuple[int, int]], encoders: Container[str]) -> tuple[str, str]:
    changes = len(sizes) > 1
    if H264 not in encoders:
        return VP9, "matroska" if changes else "mp4"
    if changes:
        return H264, "mpegts"
    return (VP9 if any(side % 2 for size in sizes for side in size) else H264), "mp4"


class ClipWriter:
    """``sizes``: all that the pictures have (width, height); ``encoders``: those that FFmpeg has."""

    def __init__(self, path: Path, sizes: set[tuple[int, int]], *, encoders: Container[str] = codecs_available) -> None:
        self._codec, container = _codec_and_container(sizes, encoders)
        self._opened = av.open(f"file:{path}", "w", format=container)
        self._reformatter = VideoReformatter()
        self._stream: VideoStream | None = None
        self._encoder: VideoCodecContext | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._encode(None)
        self._opened.close()

    def write(self, image: NDArray[np.uint8], offset_us: int) -> None:
        """``image``: height × width × 3 in blue, green, red; ``offset_us``: from the first picture, growing."""
        height, width = image.shape[:2]
        if self._encoder is None or (self._encoder.width, self._encoder.height) != (width, height):
            self._encode(None)  # all that the last encoder holds
            self._encoder = self._begun(width, height)
        given = VideoFrame.from_ndarray(image, format="bgr24")
        frame = self._reformatter.reformat(given, format="yuv420p")
        frame.pts, frame.time_base = offset_us, MICROSECONDS
        self._encode(frame)

    def _begun(self, width: int, height: int) -> VideoCodecContext:
        """An encoder of this size; the first one is that of the file's stream."""
        if self._stream is None:
            stream = self._opened.add_stream(self._codec, rate=NOMINAL_RATE)
            assert isinstance(stream, VideoStream)
            self._stream, encoder = stream, stream.codec_context
        else:
            another = VideoCodecContext.create(self._codec, "w")
            assert isinstance(another, VideoCodecContext)
            encoder = another
            encoder.framerate = Fraction(NOMINAL_RATE)
        encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
        encoder.time_base, encoder.gop_size, encoder.thread_count = MICROSECONDS, GROUP, 1
        encoder.options = _OPTIONS[self._codec]
        return encoder

    def _encode(self, frame: VideoFrame | None) -> None:
        if self._encoder is None or self._stream is None:
            return
        for packet in self._encoder.encode(frame):
            packet.stream = self._stream
            self._opened.mux(packet)
