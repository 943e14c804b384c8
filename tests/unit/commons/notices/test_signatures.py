"""Webhooks signed as https://www.standardwebhooks.com says, by the example of its specification."""

from datetime import UTC, datetime

from naru.commons.notices.core.signatures import new_secret, signed_headers

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
