"""Files at an address: fetched through the safe client, named as their server says, loaded like any other."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from naru.base.jobs import actions as job_actions
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.ingest import fetch, reads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import LoadState

pytestmark = pytest.mark.django_db(transaction=True)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *said: Any) -> None: ...


@pytest.fixture
def address(tmp_path: Path, settings: Any) -> Iterator[str]:
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "주차장.csv").write_bytes("이름,면수\n시청,1\n남포,2\n".encode("cp949"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.NARU_FETCH_LOOPBACK = frozenset({server.server_port})
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_address_becomes_a_table_of_its_organisation(address: str, minji: Person) -> None:
    job_id = fetch.start_fetch(f"{address}/%EC%A3%BC%EC%B0%A8%EC%9E%A5.csv", LoadRequest(), by=minji)
    load_id = job_actions.run_now(job_id)
    job_actions.run_now(reads.load(load_id, minji).job_id)
    view = reads.load(load_id, minji)
    assert (view.file_name, view.state, view.rows) == ("주차장.csv", LoadState.INDEXED, 2)


def test_an_address_inside_our_own_network_is_refused(minji: Person) -> None:
    job_id = fetch.start_fetch("http://127.0.0.1:9/secret.csv", LoadRequest(), by=minji)
    with pytest.raises(Refused):
        job_actions.run_now(job_id)


def test_outsider_is_refused(outsider: Person) -> None:
    with pytest.raises(Refused, match="right"):
        fetch.start_fetch("https://example.org/a.csv", LoadRequest(), by=outsider)
