"""Keys and signatures as text: base58btc of multibase, and Ed25519 public keys as ``did:key``.

Sources: https://www.w3.org/TR/cid-1.0/#multibase-0, https://w3c-ccg.github.io/did-key-spec/.
"""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUBLIC = b"\xed\x01"  # multicodec ed25519-pub
KEY_BYTES, SIGNATURE_BYTES = 32, 64


def encode_base58(content: bytes) -> str:
    """``z`` and the base58btc digits."""
    number, digits = int.from_bytes(content, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = ALPHABET[digit] + digits
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + "1" * zeros + digits


def decode_base58(text: str) -> bytes:
    """Raises ``ValueError`` for what is not multibase base58btc."""
    if not text.startswith("z"):
        raise ValueError("not base58btc")
    number = 0
    for letter in text[1:]:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multikey(public: bytes) -> str:
    return encode_base58(ED25519_PUBLIC + public)


def public_key(text: str) -> bytes:
    """The 32 bytes of an Ed25519 multikey. Raises ``ValueError``."""
    content = decode_base58(text)
    if content[:2] != ED25519_PUBLIC or len(content) != KEY_BYTES + 2:
        raise ValueError("not an Ed25519 key")
    return content[2:]


def did_of(public: bytes) -> str:
    return f"did:key:{multikey(public)}"


def method_of(public: bytes) -> str:
    """The verification method that a proof names: the one key of its ``did:key``."""
    return f"{did_of(public)}#{multikey(public)}"


def key_of_method(method: str) -> bytes:
    """The key that a ``did:key`` method names in itself. Raises ``ValueError`` for any other."""
    controller, _, fragment = method.partition("#")
    if not controller.startswith("did:key:"):
        raise ValueError("not did:key")
    named = controller.removeprefix("did:key:")
    if fragment and fragment != named:
        raise ValueError("another key than the did's")
    return public_key(named)
