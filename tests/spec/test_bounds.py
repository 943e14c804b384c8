"""Work has bounds that are looked at before it: bodies, uploads, questions; and who is refused is told when to come again."""

import base64
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.files import content
from naru.data.ingest import actions, uploads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.models import Load, Upload
from naru.data.query import actions as query
from naru.data.query.reads import MOUNTS, tables_named_in
from naru.portal.middleware import FORM_BYTES
from tests.personas import Organisations

pytestmark = pytest.mark.django_db

TUS = {"Tus-Resumable": "1.0.0", "Upload-Metadata": f"filename {base64.b64encode(b'a.csv').decode()}"}
MIB = 1 << 20


def large() -> dict[str, SimpleUploadedFile]:
    """A form with a file that no page asks for."""
    return {"other": SimpleUploadedFile("a.bin", b"x" * (FORM_BYTES + 1))}


def disk(free: int) -> Callable[[Any], SimpleNamespace]:
    return lambda _: SimpleNamespace(free=free)


@pytest.mark.parametrize(
    "address", ["/me/", "/sql/", "/break-glass/", "/notices/settings/", "/accounts/password/change/"]
)
def test_a_form_takes_no_more_than_a_form_has(address: str, minji: Person, visit: Callable[[Person], Client]) -> None:
    answer = visit(minji).post(address, large())
    assert answer.status_code in {404, 413}
    if answer.status_code == 413:
        assert "MB" in answer.content.decode()


def test_a_page_for_files_takes_them_of_those_alone_who_may_send_them(
    minji: Person, outsider: Person, visit: Callable[[Person], Client]
) -> None:
    assert visit(outsider).post("/ingest/start/", large()).status_code == 403
    assert visit(minji).post("/ingest/start/", large()).status_code == 422  # read: no file in it


def test_no_body_is_read_that_the_disk_has_no_room_for(
    minji: Person, visit: Callable[[Person], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("naru.portal.middleware.shutil.disk_usage", disk(content.ROOM_BYTES + FORM_BYTES))
    assert visit(minji).post("/ingest/start/", large()).status_code == 507


def test_room_is_kept_for_what_was_promised(minji: Person, junho: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naru.data.files.content.shutil.disk_usage", disk(content.ROOM_BYTES + 100 * MIB))
    uploads.create_upload("a.csv", 60 * MIB, by=minji)
    with pytest.raises(Refused) as refused:
        uploads.create_upload("b.csv", 60 * MIB, by=junho)
    assert refused.value.code == "disk_is_full"
    uploads.create_upload("b.csv", 40 * MIB, by=junho)


def test_nobody_promises_more_than_their_share(minji: Person, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NARU_FILE_BYTES = 10 * MIB
    for _ in range(uploads.UPLOADS_MAX_FILES):
        uploads.create_upload("a.csv", 10 * MIB, by=minji)
    with pytest.raises(Refused) as refused:
        uploads.create_upload("a.csv", 1, by=minji)
    assert refused.value.code == "too_many_uploads"
    Upload.objects.all().delete()
    monkeypatch.setattr(uploads, "UPLOADS_MAX", 2)
    for length in (0, 0):
        uploads.create_upload("a.csv", length, by=minji)
    with pytest.raises(Refused):
        uploads.create_upload("a.csv", 0, by=minji)


def test_a_disk_that_fills_while_bytes_arrive_refuses_and_loses_nothing(
    minji: Person, visit: Callable[[Person], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(minji)
    made = client.post("/api/v1/uploads", headers={**TUS, "Upload-Length": "20"})
    address = made.headers["Location"].removeprefix("http://testserver")
    part = "application/offset+octet-stream"
    assert (
        client.generic("PATCH", address, b"0123456789", part, headers={**TUS, "Upload-Offset": "0"}).status_code == 204
    )
    with monkeypatch.context() as full:
        full.setattr("naru.data.files.content.shutil.disk_usage", disk(0))
        refused = client.generic("PATCH", address, b"0123456789", part, headers={**TUS, "Upload-Offset": "10"})
        assert refused.json()["code"] == "disk_is_full"
    assert client.head(address, headers=TUS).headers["Upload-Offset"] == "10"
    assert (
        client.generic("PATCH", address, b"0123456789", part, headers={**TUS, "Upload-Offset": "10"}).status_code == 204
    )


def test_an_organisation_has_a_quota_that_the_same_bytes_do_not_use_twice(
    junho: Person, organisations: Organisations, settings: Any
) -> None:
    settings.NARU_ORGANISATION_GB = 1
    request = LoadRequest(organisation=organisations.seller.id)
    first = content.take_bytes(b"a,b\n1,2\n", "a.csv")
    actions.start_load(first, "upload:a", request, by=junho)
    Load.objects.update(bytes=1 << 30)
    actions.start_load(first, "upload:again", request, by=junho)
    with pytest.raises(Refused) as refused:
        actions.start_load(content.take_bytes(b"a,b\n3,4\n", "b.csv"), "upload:b", request, by=junho)
    assert refused.value.code == "organisation_quota"


def test_a_question_that_cites_too_many_versions_is_refused_before_one_is_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(catalogue, "table", lambda name, _: looked.append(name) or 1 / 0)
    text = " ".join(f'"a@{number}"' for number in range(MOUNTS + 1))
    with pytest.raises(Refused) as refused:
        tables_named_in(text, ANONYMOUS)
    assert refused.value.code == "sql_too_many_tables"
    assert not looked


def test_a_question_of_many_names_that_are_none_is_answered_by_few_lookups(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    text = "SELECT " + ", ".join(f'"a{number}@1"' for number in range(MOUNTS))
    with django_assert_max_num_queries(2 * MOUNTS + 10):
        assert tables_named_in(text, ANONYMOUS) == {}


def test_who_is_one_too_many_is_told_at_once_when_to_come_again(client: Client) -> None:
    held = [query._visitors_turns.turn("") for _ in range(query.VISITORS_AT_ONCE)]
    for turn in held:
        turn.__enter__()
    try:
        answer = client.post("/api/v1/sql", {"sql": "select 1"}, content_type="application/json")
    finally:
        for turn in held:
            turn.__exit__(None, None, None)
    assert (answer.status_code, answer.json()["code"]) == (503, "sql_busy")
    assert int(answer.headers["Retry-After"]) > 0
