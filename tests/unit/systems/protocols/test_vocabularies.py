"""Formats and openness in the lists of the EU and IANA."""

import pytest

from naru.data.catalogue.core.states import Access
from naru.systems.protocols.core import vocabularies

EU = "http://publications.europa.eu/resource/authority"


@pytest.mark.parametrize(
    ("name", "file_type", "media_type", "iana"),
    [
        ("csv", f"{EU}/file-type/CSV", "text/csv", "https://www.iana.org/assignments/media-types/text/csv"),
        ("hwp", "", "application/x-hwp", ""),
        ("ttl", f"{EU}/file-type/RDF_TURTLE", "", ""),
        ("zzz", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_format(name: str, file_type: str, media_type: str, iana: str) -> None:
    assert vocabularies.file_type(name) == file_type
    assert vocabularies.media_type(name) == media_type
    assert vocabularies.iana(name) == iana


def test_every_openness_is_a_right() -> None:
    said = {access: vocabularies.access_right(access).removeprefix(f"{EU}/access-right/") for access in Access}
    assert said == {
        Access.OPEN: "PUBLIC",
        Access.SIGNED_IN: "RESTRICTED",
        Access.GRANTED: "RESTRICTED",
        Access.SEALED: "NON_PUBLIC",
    }
