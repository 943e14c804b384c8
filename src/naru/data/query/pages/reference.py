"""The API, readable: every operation of our OpenAPI document with what it takes, what it gives and a command to copy."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from naru.base.kit.api_words import ApiWords
from naru.base.kit.guard import person_of
from naru.base.kit.installed import collected
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.data.query.core.reference_words import ANSWERS

METHODS = ("get", "post", "put", "patch", "delete")


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """Rendered from the document itself, so that it can say nothing that the API does not do."""
    path = reverse("api:openapi-json")
    view = resolve(path)
    document = json.loads(view.func(request, *view.args, **view.kwargs).content)
    origin = request.build_absolute_uri("/").rstrip("/")
    groups: dict[str, list[dict[str, Any]]] = {}
    examples = _examples(person_of(request))
    for operation in operations(document, origin):
        operation["inputs"] = [_input(one, examples) for one in operation["parameters"]] if operation["try"] else []
        groups.setdefault(operation["group"], []).append(operation)
    return render(
        request,
        "query/api.html",
        {
            "groups": [(words_of(group).title, groups[group]) for group in sorted(groups, key=_place)],
            "openapi": path,
        },
    )


def words_of(group: str) -> ApiWords:
    """What the package whose operations have this tag says of them."""
    known = (words for words in collected("api_words") if words.tag == group)
    return next(known, ApiWords(tag=group, title=Words(group, group)))


def _place(group: str) -> int:
    return words_of(group).order


def _examples(person: Person) -> dict[str, str]:
    """What may stand in a path here, so that a question can be tried without looking for a name first."""
    tables = catalogue.table_names(person, limit=1)
    datasets = catalogue.newest(person, limit=1)
    organisations = people.organisations()
    return {
        **({"name": tables[0][0]} if tables else {}),
        **({"dataset_id": datasets[0].id} if datasets else {}),
        **({"slug": organisations[0].slug} if organisations else {}),
        "limit": "5",
    }


def _input(parameter: dict[str, Any], examples: dict[str, str]) -> dict[str, Any]:
    """A parameter as a field of the form; one with a default stays empty but for how much to bring."""
    wanted = parameter["required"] or parameter["name"] == "limit"
    return {**parameter, "value": examples.get(parameter["name"], parameter["default"] or "") if wanted else ""}


def operations(document: dict[str, Any], origin: str) -> Iterator[dict[str, Any]]:
    """Each operation of an OpenAPI document as the page shows it, in the document's order; its curl asks ``origin``."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(document, origin, path, method, item[method])


def _operation(document: dict[str, Any], origin: str, path: str, method: str, said: dict[str, Any]) -> dict[str, Any]:
    group = (said.get("tags") or ["Naru"])[0]
    words = words_of(group)
    parameters = [_parameter(document, one, words) for one in said.get("parameters", ())]
    body = _body(document, said, words)
    return {
        "id": said.get("operationId", f"{method}-{path}"),
        "group": group,
        "method": method.upper(),
        "path": path,
        "summary": _summary(said, words),
        "description": said.get("description", ""),
        "parameters": parameters,
        "body": body,
        "answers": [(code, _answer_words(one)) for code, one in said.get("responses", {}).items()],
        "needs_token": bool(said.get("security")),
        "curl": _curl(origin, path, method, parameters, body),
        "try": method == "get",
    }


def _parameter(document: dict[str, Any], said: dict[str, Any], words: ApiWords) -> dict[str, Any]:
    said = _resolved(document, said)
    schema = _resolved(document, said.get("schema", {}))
    return {
        "name": said["name"],
        "in": said["in"],
        "required": said.get("required", False),
        "description": words.parameters.get(said["name"]) or said.get("description") or schema.get("description", ""),
        "type": _type(document, schema),
        "default": _default(schema.get("default")),
        "choices": schema.get("enum", ()),
    }


def _default(value: Any) -> Any:
    """As it is written in an address; an empty list is no default."""
    return str(value).lower() if isinstance(value, bool) else None if value == [] else value


def _answer_words(said: dict[str, Any]) -> Words:
    english = str(said.get("description", ""))
    return ANSWERS.get(english, Words(english, english))


def _summary(said: dict[str, Any], words: ApiWords) -> Words:
    english = str(said.get("summary", ""))
    return Words(words.operations.get(said.get("operationId", ""), english), english)


def _field_words(name: str, english: str, words: ApiWords) -> Words:
    """What a field of a body means; where English only lists what may stand there, so does Korean."""
    choices = english.removeprefix("One of ").removeprefix("Of ").removesuffix(".")
    return Words(words.fields[name].format(choices=choices) if english and name in words.fields else english, english)


def _body(document: dict[str, Any], said: dict[str, Any], words: ApiWords) -> dict[str, Any] | None:
    content = said.get("requestBody", {}).get("content", {})
    if not content:
        return None
    media, one = next(iter(content.items()))
    schema = _resolved(document, one.get("schema", {}))
    return {
        "media": media,
        "fields": [
            {
                "name": name,
                "required": name in schema.get("required", ()),
                "type": _type(document, _resolved(document, field)),
                "description": _field_words(name, _resolved(document, field).get("description", ""), words),
            }
            for name, field in schema.get("properties", {}).items()
        ],
        "example": json.dumps(_example(document, schema), ensure_ascii=False),
    }


def _example(document: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> Any:
    schema = _resolved(document, schema)
    if "example" in schema or schema.get("examples"):
        return schema.get("example", (schema.get("examples") or [None])[0])
    if schema.get("type") == "object" or "properties" in schema:
        wanted = schema.get("required", list(schema.get("properties", {}))[:3])
        return {name: _example(document, schema["properties"][name], depth + 1) for name in wanted if depth < 4}
    if "enum" in schema:
        return schema["enum"][0]
    return {"integer": 1, "number": 1.0, "boolean": True, "array": []}.get(str(schema.get("type")), "…")


def _curl(origin: str, path: str, method: str, parameters: list[dict[str, Any]], body: dict[str, Any] | None) -> str:
    for one in parameters:
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", _path_example(one))
    query = "&".join(
        f"{one['name']}={quote(str(one['default'] or '…'))}"
        for one in parameters
        if one["in"] == "query" and one["required"]
    )
    lines = [f"curl {'' if method == 'get' else f'-X {method.upper()} '}'{origin}{path}{'?' + query if query else ''}'"]
    if body is not None:
        lines += [f"  -H 'Content-Type: {body['media']}'", f"  --data '{body['example']}'"]
    return " \\\n".join(lines)


def _path_example(parameter: dict[str, Any]) -> str:
    return str(parameter["choices"][0]) if parameter["choices"] else "{" + parameter["name"] + "}"


def _type(document: dict[str, Any], schema: dict[str, Any]) -> str:
    schema = _resolved(document, schema)
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(document, one) for one in schema["anyOf"] if one.get("type") != "null"))
    if schema.get("type") == "array":
        return f"{_type(document, schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type") or schema.get("title") or "")


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference inside the document points at."""
    seen = 0
    while "$ref" in schema and seen < 20:
        target: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema, seen = target, seen + 1
    if "allOf" in schema and len(schema["allOf"]) == 1:
        return {**_resolved(document, schema["allOf"][0]), **{k: v for k, v in schema.items() if k != "allOf"}}
    return schema
