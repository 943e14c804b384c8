"""The Korean test's files, read and written: ``KisaLibraryIndex`` with one clip each, times as ``HH:MM:SS``."""

import re
from xml.etree import ElementTree

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.events.kisa import Alarm, KisaClip

CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
LARGEST_BYTES = 4 * 1024 * 1024


def read_kisa(text: bytes, *, file: str) -> tuple[KisaClip, ...]:
    """The clips of a truth or an answer. A file that declares types or entities is not read.

    Raises ``Refused``: ``kisa_unreadable`` with the file and what is wrong.
    """
    if len(text) > LARGEST_BYTES or DECLARES.search(text):
        raise Refused("kisa_unreadable", file=file, what="DOCTYPE")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  nothing is declared in it
    except ElementTree.ParseError:
        raise Refused("kisa_unreadable", file=file, what="XML") from None
    if root.tag != "KisaLibraryIndex":
        raise Refused("kisa_unreadable", file=file, what="KisaLibraryIndex")
    return tuple(_clip(clip, file) for clip in root.iter("Clip"))


def _clip(clip: ElementTree.Element, file: str) -> KisaClip:
    alarms = tuple(
        Alarm(
            description=_text(alarm, "AlarmDescription", file),
            start_s=_seconds(alarm, "StartTime", file),
            duration_s=_seconds(alarm, "AlarmDuration", file),
        )
        for alarm in clip.iter("Alarm")
    )
    if int(_text(clip, "Header/AlarmEvents", file)) != len(alarms):
        raise Refused("kisa_unreadable", file=file, what="AlarmEvents")
    return KisaClip(name=_text(clip, "Header/Filename", file), alarms=alarms)


def _text(of: ElementTree.Element, path: str, file: str) -> str:
    text = (of.findtext(path) or "").strip()
    if not text or (path.endswith("AlarmEvents") and not text.isdecimal()):
        raise Refused("kisa_unreadable", file=file, what=path.rpartition("/")[2])
    return text


def _seconds(of: ElementTree.Element, path: str, file: str) -> int:
    clock = CLOCK.fullmatch(_text(of, path, file))
    if not clock:
        raise Refused("kisa_unreadable", file=file, what=path)
    hours, minutes, seconds = (int(part) for part in clock.groups())
    return hours * 3600 + minutes * 60 + seconds


def write_kisa(clip: KisaClip) -> bytes:
    """An answer as the test takes it; no alarm is ``AlarmEvents`` 0 and an empty ``Alarms``."""
    root = ElementTree.Element("KisaLibraryIndex")
    of = ElementTree.SubElement(ElementTree.SubElement(root, "Library"), "Clip")
    header = ElementTree.SubElement(of, "Header")
    ElementTree.SubElement(header, "AlarmEvents").text = str(len(clip.alarms))
    ElementTree.SubElement(header, "Filename").text = clip.name
    alarms = ElementTree.SubElement(of, "Alarms")
    for alarm in clip.alarms:
        written = ElementTree.SubElement(alarms, "Alarm")
        ElementTree.SubElement(written, "StartTime").text = clock(alarm.start_s)
        ElementTree.SubElement(written, "AlarmDescription").text = alarm.description
        ElementTree.SubElement(written, "AlarmDuration").text = clock(alarm.duration_s)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True, short_empty_elements=False))


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
