"""A small plan for the tests."""

from typing import Any


def words(text: str) -> dict[str, str]:
    return {"ko": text, "en": text}


def indicator(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": words(code), "unit": words("개")} | more


def line(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": words(code), "year": 2026, "source": words("시비")} | more


def task(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": words(code)} | more


def plan(*tasks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "title": words("시험 계획"),
        "said": words("발표"),
        "source": "시험",
        "reporter": words("시험시"),
        "reporter_id": "KR-GOV-0000000",
        "announced": "2021-08-05",
        "starts": "2021-08-05",
        "ends": "2024-08-04",
        "strategies": [{"code": "s", "title": words("전략"), "tasks": list(tasks)}],
    } | more
