"""Uploads by tus 1.0: torn anywhere, resumed there; nobody else's, nothing past its length."""

import base64
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.data.files import content
from naru.data.ingest import actions, storage, uploads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.models import FeedRun, Upload

pytestmark = pytest.mark.django_db

BODY = ("이름,값\n" + "".join(f"가{n},{n}\n" for n in range(500))).encode("cp949")
TUS = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"


def name(text: str) -> str:
    return f"filename {base64.b64encode(text.encode()).decode()}"


def create(client: Client, length: int = len(BODY), file_name: str = "주차장.csv") -> str:
    answer = client.post(
        "/api/v1/uploads", headers={**TUS, "Upload-Length": str(length), "Upload-Metadata": name(file_name)}
    )
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"].removeprefix("http://testserver")


def send(client: Client, address: str, offset: int, body: bytes) -> int:
    answer = client.generic("PATCH", address, body, PART, headers={**TUS, "Upload-Offset": str(offset)})
    return answer.status_code


def offset(client: Client, address: str) -> int:
    return int(client.head(address, headers=TUS).headers["Upload-Offset"])


def test_a_file_arrives_in_parts_and_is_stored_by_its_hash(minji: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(minji)
    address = create(client)
    assert send(client, address, 0, BODY[:1000]) == 204
    assert offset(client, address) == 1000
    assert send(client, address, 1000, BODY[1000:]) == 204
    (stored,) = uploads.take_uploads([address.rsplit("/", 1)[-1]], by=minji)
    assert stored.path.read_bytes() == BODY
    assert stored.name == "주차장.csv"


def test_an_upload_torn_at_a_hundred_places_is_resumed(minji: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(minji)
    address = create(client)
    step = len(BODY) // 100
    while (here := offset(client, address)) < len(BODY):
        assert send(client, address, here, BODY[here : here + step]) == 204
    assert storage.upload_part(address.rsplit("/", 1)[-1]).read_bytes() == BODY


def test_a_part_at_the_wrong_place_is_refused_and_changes_nothing(
    minji: Person, visit: Callable[[Person], Client]
) -> None:
    client = visit(minji)
    address = create(client)
    send(client, address, 0, BODY[:100])
    assert send(client, address, 50, BODY[50:200]) == 409
    assert send(client, address, 100, BODY + b"more") == 400
    assert offset(client, address) == 100


def test_an_incomplete_upload_makes_no_load(minji: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(minji)
    address = create(client)
    send(client, address, 0, BODY[:100])
    answer = client.post("/api/v1/loads", {"uploads": [address.rsplit("/", 1)[-1]]}, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["code"] == "upload_incomplete"


def test_a_feed_that_was_uploaded_in_parts_is_taken_in(minji: Person, visit: Callable[[Person], Client]) -> None:
    client, feed = visit(minji), b'{"id": "1", "title": "t", "organisation": "o", "description": "d"}\n'
    address = create(client, len(feed), "city.jsonl")
    send(client, address, 0, feed[:10])
    form = {"upload": address.rsplit("/", 1)[-1]}
    assert client.post("/ingest/feeds/", form).status_code == 409
    send(client, address, 10, feed[10:])
    assert client.post("/ingest/feeds/", form).headers["Location"].startswith("/ingest/feeds/")
    [run] = FeedRun.objects.all()
    assert (run.feed.name, run.file_name) == ("city", "city.jsonl")


def test_the_api_loads_what_was_uploaded_with_a_token(
    minji: Person, client: Client, bearer: Callable[..., dict[str, str]]
) -> None:
    token = bearer(minji, Scope.READ, Scope.WRITE)
    made = client.post(
        "/api/v1/uploads", headers={**TUS, **token, "Upload-Length": str(len(BODY)), "Upload-Metadata": name("표.csv")}
    )
    address = made.headers["Location"].removeprefix("http://testserver")
    client.generic("PATCH", address, BODY, PART, headers={**TUS, **token, "Upload-Offset": "0"})
    started = client.post(
        "/api/v1/loads", {"uploads": [address.rsplit("/", 1)[-1]]}, content_type="application/json", headers=token
    )
    assert started.status_code == 202
    (load_id,) = started.json()["loads"]
    told = client.get(f"/api/v1/loads/{load_id}", headers=token).json()
    assert (told["state"], told["file"], told["bytes"]) == ("received", "표.csv", len(BODY))


def test_outsider_is_refused(minji: Person, outsider: Person, visit: Callable[[Person], Client]) -> None:
    address = create(visit(minji))
    other = visit(outsider)
    assert other.head(address, headers=TUS).status_code == 404
    assert send(other, address, 0, BODY) == 404
    assert other.delete(address, headers=TUS).status_code == 404
    assert visit(minji).delete(address, headers=TUS).status_code == 204
    assert not Upload.objects.exists()


def test_too_large_a_file_is_refused_before_it_is_sent(
    minji: Person, visit: Callable[[Person], Client], settings: object
) -> None:
    settings.NARU_FILE_BYTES = 1000  # type: ignore[attr-defined]
    answer = visit(minji).post(
        "/api/v1/uploads", headers={**TUS, "Upload-Length": "1001", "Upload-Metadata": name("큰.csv")}
    )
    assert answer.status_code == 413
    assert answer.json()["code"] == "file_too_large"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Tus-Resumable": "0.2.2", "Upload-Length": "1"},
        {**TUS},
        {**TUS, "Upload-Length": "-1"},
        {**TUS, "Upload-Length": "1e9"},
        {**TUS, "Upload-Length": "١٢"},
        {**TUS, "Upload-Length": "5", "Upload-Metadata": "filename ###"},
    ],
)
def test_a_malformed_request_is_refused(
    minji: Person, visit: Callable[[Person], Client], headers: dict[str, str]
) -> None:
    answer = visit(minji).post("/api/v1/uploads", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["code"] == "upload_malformed"


def test_a_name_cannot_lead_out_of_the_store(minji: Person, visit: Callable[[Person], Client]) -> None:
    create(visit(minji), file_name="../../../etc/cron.d/표.csv")
    assert Upload.objects.get().file_name == "표.csv"


def test_the_parts_of_a_shapefile_become_one_file(minji: Person) -> None:
    parts = [content.take_bytes(f"{ending}".encode(), f"시설.{ending}") for ending in ("shp", "dbf", "shx", "prj")]
    table = content.take_bytes(b"a,b\n1,2\n", "표.csv")
    names = [stored.name for stored in uploads.together([*parts, table])]
    assert names == ["표.csv", "시설.shp.zip"]


def test_a_wish_without_a_right_is_refused(outsider: Person, minji: Person) -> None:
    stored = content.take_bytes(b"a,b\n1,2\n", "표.csv")
    with pytest.raises(Exception, match="right"):
        actions.start_load(stored, "upload:x:표", LoadRequest(), by=outsider)


def test_what_was_taken_in_is_never_written_to_again(minji: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(minji)
    address = create(client)
    upload_id = address.rsplit("/", 1)[-1]
    send(client, address, 0, BODY)
    (stored,) = uploads.take_uploads([upload_id], by=minji)
    for place in (0, len(BODY)):
        assert send(client, address, place, b"x" * 100) == 409
    assert not storage.upload_part(upload_id).exists()
    (again,) = uploads.take_uploads([upload_id], by=minji)
    assert (again.sha256, again.path.read_bytes()) == (stored.sha256, BODY)
    assert not stored.path.stat().st_mode & 0o222


def test_a_request_that_knew_the_upload_before_it_was_taken_makes_no_second_original(
    minji: Person, monkeypatch: pytest.MonkeyPatch, visit: Callable[[Person], Client]
) -> None:
    client = visit(minji)
    address = create(client)
    upload_id = address.rsplit("/", 1)[-1]
    known = Upload.objects.get(id=upload_id)
    send(client, address, 0, BODY)
    (stored,) = uploads.take_uploads([upload_id], by=minji)
    monkeypatch.setattr("naru.data.ingest.tus.upload_of", lambda *_: known)
    assert send(client, address, 0, b"others' bytes") == 409
    uploads.take_uploads([upload_id], by=minji)
    assert stored.path.read_bytes() == BODY


def test_two_connections_never_write_to_one_upload(minji: Person, visit: Callable[[Person], Client]) -> None:
    client = visit(minji)
    address = create(client)
    upload_id = address.rsplit("/", 1)[-1]
    with storage.locked_part(upload_id):
        assert send(client, address, 0, BODY) == 423
        assert client.delete(address, headers=TUS).status_code == 423
        Upload.objects.update(expires=timezone.now() - timedelta(days=1))
        assert uploads.forget_expired_uploads() == 0
    assert uploads.forget_expired_uploads() == 1
    assert not storage.upload_part(upload_id).exists()


def test_an_original_that_was_altered_is_put_right_by_whoever_brings_it_again(minji: Person) -> None:
    stored = content.take_bytes(BODY, "표.csv")
    stored.path.chmod(0o600)
    stored.path.write_bytes(b"y" * len(BODY))
    assert content.take_bytes(BODY, "표.csv").path.read_bytes() == BODY


def test_a_load_whose_original_was_altered_is_not_read(minji: Person) -> None:
    stored = content.take_bytes(BODY, "표.csv")
    load_id = actions.start_load(stored, "upload:표", LoadRequest(), by=minji)
    stored.path.chmod(0o600)
    stored.path.write_bytes(BODY.replace(b"1", b"2"))
    with pytest.raises(Refused) as refused:
        actions.finish_load(load_id)
    assert refused.value.code == "original_is_altered"
