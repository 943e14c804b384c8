"""What a format has no place for about clips (frames, speed, step) in a file of ours beside it; who does not know it reads on without."""

from collections.abc import Iterable
from dataclasses import asdict

import orjson

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.formats.files import Sink, Source
from naru.systems.footage.core.labels.values import Media, MediaKind

FILE = "naru-media.json"


def write_media(media: Iterable[Media], sink: Sink) -> None:
    with sink.file(FILE) as file:
        file.write(orjson.dumps([asdict(each) for each in media]))


def read_media(source: Source, *, format: str) -> dict[tuple[str, str], Media]:
    """By (subset, name), in the order of the file; empty where there is none."""
    if FILE not in source.names():
        return {}
    with source.open(FILE) as file:
        try:
            found = [Media(**{**each, "kind": MediaKind(each["kind"])}) for each in orjson.loads(file.read())]
        except (orjson.JSONDecodeError, TypeError, KeyError, ValueError):
            raise Refused("labels_unreadable", file=FILE, format=format, place="", problem="JSON") from None
    return {(each.subset, each.name): each for each in found}
