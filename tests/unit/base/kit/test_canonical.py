"""One text of a value, and its hash (RFC 8785)."""

import hashlib
import json

import pytest

from naru.base.kit.canonical import SAFE_INTEGER, canonical_json, sha256_of, sha256_of_file


def test_keys_are_sorted_by_utf16_and_no_space_is_spent() -> None:
    # RFC 8785, 3.2.3
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7}
    assert [*json.loads(canonical_json(value))] == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]
    assert canonical_json({"b": [1, 2.0, 1.5], "a": "한글\n"}) == '{"a":"한글\\n","b":[1,2,1.5]}'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, b"null"),
        (True, b"true"),
        ("", b'""'),
        ((1, "a"), b'[1,"a"]'),
        ({"a": {"c": 1, "b": 2}}, b'{"a":{"b":2,"c":1}}'),
        (SAFE_INTEGER, b"9007199254740992"),
        (-SAFE_INTEGER, b"-9007199254740992"),
        (1.5, b"1.5"),
        (-0.0, b"0"),
        (float(2**53), b"9007199254740992"),
        (float(2**53 + 2), b"9007199254740994.0"),
    ],
)
def test_every_value_has_one_text(value: object, text: bytes) -> None:
    assert canonical_json(value) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), -float("inf"), 2**53 + 1, -(2**53) - 1, [2**53 + 1], {"a": object()}, "\ud800"],
)
def test_what_has_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical_json(value)  # type: ignore[arg-type]


def test_hashes_are_of_bytes_values_and_files(tmp_path) -> None:
    (tmp_path / "f").write_bytes(b"abc")
    assert sha256_of(b"abc") == sha256_of_file(tmp_path / "f") == hashlib.sha256(b"abc").hexdigest()
    assert sha256_of({"a": 1, "b": 2}) == sha256_of({"b": 2, "a": 1}) == hashlib.sha256(b'{"a":1,"b":2}').hexdigest()
