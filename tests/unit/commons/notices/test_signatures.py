"""Webhooks signed as https://www.standardwebhooks.com says, by the example of its specification."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.commons.notices.core.signatures import is_signed, new_secret, signed_headers

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'


def test_the_specifications_own_example() -> None:
    assert signed_headers(SECRET, message_id=MESSAGE, at=AT, body=BODY) == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_secrets_differ_and_hold_24_bytes() -> None:
    first, second = new_secret(), new_secret()
    assert first != second
    assert len(first) == len("whsec_") + 32


@pytest.mark.parametrize(("off", "believed"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_a_message_is_believed_for_five_minutes(off: int, believed: bool) -> None:
    secret, body = new_secret(), b'{"a":1}'
    headers = signed_headers(secret, message_id="m", at=AT, body=body)
    assert is_signed(secret, headers, body, at=AT + timedelta(seconds=off)) is believed
    assert not is_signed(new_secret(), headers, body, at=AT)
    assert is_signed(secret, {**headers, "webhook-signature": f"v1,x {headers['webhook-signature']}"}, body, at=AT)


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_message_that_lacks_a_header_is_not_believed(missing: str) -> None:
    secret = new_secret()
    headers = dict(signed_headers(secret, message_id="m", at=AT, body=b""))
    assert is_signed(secret, headers, b"", at=AT)
    del headers[missing]
    assert not is_signed(secret, headers, b"", at=AT)
