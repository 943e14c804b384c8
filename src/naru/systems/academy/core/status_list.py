"""Which credentials were taken back: a bit each in a list that is a credential itself.

Source: https://www.w3.org/TR/vc-bitstring-status-list/. Bits are counted from the left of the first byte; a list has at least
131,072 of them, so that who asks for one tells nobody which credential they hold.
"""

import gzip
import io
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

LENGTH = 131_072
LARGEST = 16 << 20  # bytes of a foreign list once unpacked


def encoded(revoked: Iterable[int], length: int = LENGTH) -> str:
    """Multibase (base64url) of the gzipped bits; the same bits give the same text."""
    bits = bytearray(length // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def is_set(text: str, index: int) -> bool:
    """Raises ``ValueError``: no such list, no such bit."""
    bits = _unpacked(text)
    if not 0 <= index < len(bits) * 8:
        raise ValueError("the list has no such bit")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def _unpacked(text: str) -> bytes:
    """Never more than ``LARGEST``, whatever a stranger packed."""
    digits = text.removeprefix("u")
    packed = urlsafe_b64decode(digits + "=" * (-len(digits) % 4))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
            bits = file.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise ValueError("not a status list") from error
    if len(bits) > LARGEST:
        raise ValueError("the list is too long")
    return bits
