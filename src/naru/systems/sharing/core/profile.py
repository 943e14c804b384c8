"""The profile file that a recipient's tools open: where the server is, with what token, until when.

Source: Delta Sharing protocol, "Profile File Format", version 1, which every client reads.
"""

from datetime import UTC, datetime

import orjson

FILE_NAME = "naru.share"
MEDIA_TYPE = "application/json"


def profile(*, endpoint: str, token: str, expires: datetime) -> bytes:
    """Without a slash at the address's end, as old clients want it."""
    said = {
        "shareCredentialsVersion": 1,
        "endpoint": endpoint.rstrip("/"),
        "bearerToken": token,
        "expirationTime": expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    }
    return orjson.dumps(said, option=orjson.OPT_INDENT_2)
