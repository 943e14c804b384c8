"""Clips decoded by FFmpeg (PyAV): pictures one by one in the order shown, whatever is wrong with them.

*What is never done.* Only the demuxer that the first bytes call for is opened, with the ``file`` protocol alone; sound and other streams
are never read; frame rates and counts that the file claims decide nothing. Meant for a limited child: a picture that takes too much
memory kills the child.

*Damage.* A packet carries its number through the decoder (``opaque``), so that what the decoder complains of while it reads packet *n* is
known to be of the picture of packet *n*, however much later that is shown. The decoder has a single thread: complaints of threads of its
own could wait for Python's lock for ever. It conceals nothing: what is damaged in a picture is told, and the rest of it is left as it was
filmed, where concealment would paint over whole pictures with older ones.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import av.logging
import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.clip_bytes import open_bytes
from naru.systems.footage.core.frames import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.footage.core.frames.containers import HEAD_BYTES, Container, is_playlist, recognise

Image = NDArray[np.uint8]  # height × width × 3 in the order blue, green, red; or height × width
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the packets, whole once the last picture is out."""

    packets: int = 0
    discarded: set[int] = field(default_factory=set)  # of an edit list: stored, never shown
    faulty: set[int] = field(default_factory=set)  # the decoder complained
    shown: set[int] = field(default_factory=set)
    broke_off: bool = False

    @property
    def lost(self) -> int:
        """Packets that gave no picture because they are damaged."""
        return len(self.faulty - self.shown - self.discarded)

    @property
    def before_first(self) -> int:
        """Packets before the first one shown, which lack the picture that they build on."""
        if not self.shown:
            return 0
        return len(set(range(min(self.shown))) - self.discarded - self.faulty)


class Picture:
    """One picture of a clip as the decoder gives it; turned, square-pixelled and converted when asked."""

    __slots__ = ("_converter", "_frame", "damaged", "number", "ticks")

    def __init__(self, frame: VideoFrame, converter: "_Converter", *, number: int, ticks: int | None, damaged: bool):
        self._frame, self._converter = frame, converter
        self.number, self.ticks, self.damaged = number, ticks, damaged

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as shown."""
        width, height = self._converter.square(self._frame)
        return (height, width) if self._turn() in (90, 270) else (width, height)

    def bgr(self, size: tuple[int, int] | None = None) -> Image:
        """As shown; ``size``: width and height to scale it to."""
        return self._image("bgr24", size)

    def grey(self, size: tuple[int, int] | None = None) -> Image:
        return self._image("gray", size)

    def _image(self, pixels: str, size: tuple[int, int] | None) -> Image:
        turn = self._turn()
        width, height = size or self.size
        if turn in (90, 270):
            width, height = height, width
        image = self._converter.image(self._frame, width, height, pixels)
        return cv2.rotate(image, _TURNS[turn]).astype(np.uint8, copy=False) if turn else image

    def _turn(self) -> int:
        return round(self._frame.rotation / 90) * 90 % 360


class _Converter:
    """Shared by a clip's pictures, for it keeps its tables from one to the next."""

    def __init__(self, pixel_ratio: Fraction) -> None:
        self._reformatter, self._ratio = VideoReformatter(), pixel_ratio

    def square(self, frame: VideoFrame) -> tuple[int, int]:
        """A pixel that is not square is stretched, never shrunk."""
        if self._ratio >= 1:
            return round(frame.width * self._ratio), frame.height
        return frame.width, round(frame.height / self._ratio)

    def image(self, frame: VideoFrame, width: int, height: int, pixels: str) -> Image:
        converted = self._reformatter.reformat(
            frame, width=width, height=height, format=pixels, interpolation=Interpolation.BILINEAR
        )
        return converted.to_ndarray().astype(np.uint8, copy=False)


class Clip:
    """An open clip. ``tally`` is whole once ``pictures`` has ended."""

    def __init__(self, opened: InputContainer, stream: VideoStream, container: Container, name: str, most_pixels: int):
        self._opened, self._stream, self._name, self._most_pixels = opened, stream, name, most_pixels
        self.container = container
        self.tally = Tally()

    @property
    def codec(self) -> str:
        return self._stream.codec_context.codec.canonical_name

    @property
    def time_base(self) -> Fraction:
        return self._stream.time_base or Fraction(1, 1_000_000)

    @property
    def claimed_step_us(self) -> int | None:
        rate = self._stream.average_rate
        return round(1_000_000 / rate) if rate else None

    @property
    def listed(self) -> int:
        """Pictures that the header claims."""
        return self._stream.frames

    @property
    def sound_streams(self) -> int:
        return len(self._opened.streams.audio)

    @property
    def metadata(self) -> Mapping[str, str]:
        return {**self._stream.metadata, **self._opened.metadata}

    def pictures(self) -> Iterator[Picture]:
        """In the order shown. Raises ``Refused``: ``clip_too_large``."""
        converter, stamps = _Converter(_pixel_ratio(self._stream)), dict[int, int | None]()
        for number, (frame, damaged) in enumerate(self._decoded(stamps)):
            _check_size(frame.width, frame.height, self._name, self._most_pixels)
            ticks = frame.pts if not self.container.decode_stamps else stamps.get(_packet_of(frame), frame.dts)
            yield Picture(frame, converter, number=number, ticks=ticks, damaged=damaged)

    def _decoded(self, stamps: dict[int, int | None]) -> Iterator[tuple[VideoFrame, bool]]:
        tally = self.tally
        with self._complaints() as complaints:
            for packet in self._packets():
                number = self._numbered(packet, stamps)
                frames = self._fed(packet)
                if number is not None and (complaints or frames is None):
                    tally.faulty.add(number)
                complaints.clear()
                for frame in frames or ():
                    shown = _packet_of(frame)
                    tally.shown.add(shown)
                    yield frame, shown in tally.faulty
                    stamps.pop(shown, None)
                    complaints.clear()

    @contextmanager
    def _complaints(self) -> Iterator[list[tuple[int, str, str]]]:
        av.logging.set_level(av.logging.ERROR)
        try:
            with av.logging.Capture(local=False) as complaints:
                yield complaints
        finally:
            av.logging.set_level(None)

    def _numbered(self, packet: "av.Packet[VideoStream] | None", stamps: dict[int, int | None]) -> int | None:
        if packet is None:
            return None
        number = self.tally.packets
        packet.opaque, stamps[number] = number, packet.dts
        self.tally.packets += 1
        if packet.is_discard:
            self.tally.discarded.add(number)
        return number

    def _packets(self) -> "Iterator[av.Packet[VideoStream] | None]":
        """Those of the pictures, then None: the decoder's last pictures are asked for whatever happened."""
        try:
            for packet in self._read():
                if packet.size:
                    self.tally.broke_off = packet.is_corrupt
                    yield packet
        except av.FFmpegError:
            self.tally.broke_off = True
        yield None

    def _read(self) -> "Iterator[av.Packet[VideoStream]]":
        while True:
            try:
                yield from self._opened.demux(self._stream)
            except (
                IndexError
            ):  # a packet of a stream that began after the file was opened, which PyAV does not look for
                continue
            return

    def _fed(self, packet: "av.Packet[VideoStream] | None") -> list[VideoFrame] | None:
        try:
            return self._stream.codec_context.decode(packet)
        except av.FFmpegError:
            return None


@contextmanager
def open_clip(path: Path, *, name: str, most_pixels: int, key: str = "") -> Iterator[Clip]:
    """``key``: of a sealed clip. Raises ``Refused``: ``clip_is_empty``, ``clip_is_a_playlist``, ``clip_is_no_video``, ``clip_is_broken``,
    ``clip_has_no_pictures``, ``clip_codec_unknown``, ``clip_too_large``."""
    with open_bytes(path, key) as file:
        container = _container(file, name)
        with _opened(file if key else f"file:{path}", container, name) as opened:
            yield _clip(opened, container, name, most_pixels)


def _opened(source: BinaryIO | str, container: Container, name: str) -> InputContainer:
    av.logging.set_skip_repeated(False)
    try:
        return av.open(
            source, "r", format=container.demuxer, options={"protocol_whitelist": "file"}, metadata_errors="replace"
        )
    except (av.FFmpegError, ValueError):
        raise Refused("clip_is_broken", file=name) from None


def _clip(opened: InputContainer, container: Container, name: str, most_pixels: int) -> Clip:
    stream = _picture_stream(opened, name)
    context = stream.codec_context
    _check_size(context.width, context.height, name, most_pixels)
    stream.thread_count, stream.thread_type = 1, "NONE"
    context.copy_opaque = True
    context.options = {"max_pixels": str(most_pixels), "ec": "0"}
    return Clip(opened, stream, container, name, most_pixels)


def _container(file: BinaryIO, name: str) -> Container:
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head:
        raise Refused("clip_is_empty", file=name)
    if is_playlist(head):
        raise Refused("clip_is_a_playlist", file=name)
    container = recognise(head)
    if container is None:
        raise Refused("clip_is_no_video", file=name)
    return container


def _picture_stream(opened: InputContainer, name: str) -> VideoStream:
    """The largest; a cover picture is none."""
    streams = [stream for stream in opened.streams.video if not stream.disposition & av.stream.Disposition.attached_pic]
    if not streams:
        raise Refused("clip_has_no_pictures", file=name)
    decodable = [stream for stream in streams if stream.codec_context is not None]
    if not decodable:
        raise Refused("clip_codec_unknown", file=name)
    return max(decodable, key=lambda stream: stream.codec_context.width * stream.codec_context.height)


def _check_size(width: int, height: int, name: str, most: int) -> None:
    if width * height > most:
        raise Refused("clip_too_large", file=name, width=width, height=height, most=most)


def _packet_of(frame: VideoFrame) -> int:
    return frame.opaque if isinstance(frame.opaque, int) else -1


def _pixel_ratio(stream: VideoStream) -> Fraction:
    """Width to height of a stored pixel; one that nobody could mean is a square."""
    ratio = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    return Fraction(ratio) if ratio and Fraction(1, 4) <= ratio <= 4 else Fraction(1)
