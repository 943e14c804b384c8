"""The whole API, asked everything its own document allows and much it does not: it refuses, and never breaks."""

import json
from urllib.parse import urlencode

import httpx
import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja import Schema

from naru.portal.api import api
from tests.personas import bearer_of
from tests.tables import publish_table

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

EXAMPLES = 15


@pytest.fixture
def known(minji):
    """Something real for addresses to name, and an officer's token."""
    table = publish_table("부산 공영주차장")
    return {"name": table.sql_name, "dataset_id": table.dataset_id}, bearer_of(minji)


def operations():
    document = orjson.loads(orjson.dumps(api.get_openapi_schema(), default=str, option=orjson.OPT_NON_STR_KEYS))
    return [found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()]


def test_no_two_shapes_of_the_api_share_a_name():
    """The document names a shape by its class alone: of two with one name it would show the same for both."""
    mine = [shape for shape in shapes(Schema) if shape.__module__.startswith("naru.")]
    names = [shape.__name__ for shape in mine]
    assert sorted(names) == sorted(set(names))


def shapes(root: type) -> set[type]:
    return {each for kind in root.__subclasses__() for each in ({kind} | shapes(kind))}


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
def test_no_request_makes_the_api_break(operation, known, client):
    names, token = known
    client.raise_request_exception = False

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(), real=st.booleans(), as_officer=st.booleans())
    def ask(case, real, as_officer):
        for name in set(names) & set(case.path_parameters or {}) if real else ():
            case.path_parameters[name] = names[name]
        response = send(client, case, token if as_officer else {})
        assert response.status_code < 500, response.content

    ask()


def send(client, case, headers):
    asked = case.as_transport_kwargs(base_url="http://testserver")
    address = httpx.URL(asked["url"]).raw_path.decode("ascii")
    body = json.dumps(asked["json"]).encode() if "json" in asked else asked.get("data") or b""
    content_type = asked["headers"].get("Content-Type", "application/json")
    return client.generic(
        asked["method"],
        f"{address}?{urlencode(asked.get('params') or {}, doseq=True, errors='replace')}",
        body if isinstance(body, bytes) else str(body).encode(),
        content_type=content_type,
        headers=headers,
    )


def test_the_document_says_how_everything_is_asked_and_refused(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert operation["summary"]
        assert "_" not in operation["operationId"], operation["operationId"]
        assert "application/problem+json" in operation["responses"]["4XX"]["content"]
