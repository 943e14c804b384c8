"""What a sample is: how it would be described, and the file that would be sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One dataset of the sample city. ``make`` is given a random source of its own and returns the file's bytes."""

    file: str
    title: str
    title_en: str
    description: str
    description_en: str
    publisher: str
    theme: str
    keywords: tuple[str, ...]
    frequency: str
    licence: str = "kogl-1"
    key: tuple[str, ...] = ()
    is_personal: bool = False
    revises: str = ""  # the file of an earlier edition: this one becomes the next version of its table
    kept_by: str = ""  # the slug of the organisation that looks after it; "" is the city itself
    shared_with: str = ""  # the slug of the one organisation that may read it; "" is open to everyone
    make: Callable[[Random], bytes] = field(repr=False)

    def content(self) -> bytes:
        return self.make(Random(self.file))


SAMPLES: list[Sample] = []


def sample(
    *,
    file: str,
    title: str,
    title_en: str,
    description: str,
    description_en: str,
    publisher: str,
    theme: str,
    keywords: str,
    frequency: str,
    licence: str = "kogl-1",
    key: tuple[str, ...] = (),
    is_personal: bool = False,
    revises: str = "",
    kept_by: str = "",
    shared_with: str = "",
) -> Callable[[Callable[[Random], bytes]], Callable[[Random], bytes]]:
    """Register the function below as the maker of one sample's file; ``keywords`` are separated by spaces."""

    def register(make: Callable[[Random], bytes]) -> Callable[[Random], bytes]:
        SAMPLES.append(
            Sample(
                file=file,
                title=title,
                title_en=title_en,
                description=description,
                description_en=description_en,
                publisher=publisher,
                theme=theme,
                keywords=tuple(keywords.split()),
                frequency=frequency,
                licence=licence,
                key=key,
                is_personal=is_personal,
                revises=revises,
                kept_by=kept_by,
                shared_with=shared_with,
                make=make,
            )
        )
        return make

    return register
