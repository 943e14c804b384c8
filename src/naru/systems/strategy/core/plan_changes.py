"""What a version of a plan changed against the one before, in sentences."""

from collections.abc import Iterator

from naru.base.kit.words import Words
from naru.systems.strategy.core.plan import Indicator, Plan, Task
from naru.systems.strategy.core.progress import figure


def plan_changes(before: Plan, after: Plan) -> list[Words]:
    return [*_of_money(before, after), *_of_tasks(before, after), *_of_indicators(before, after)]


def _of_money(before: Plan, after: Plan) -> Iterator[Words]:
    if before.budget_krw != after.budget_krw:
        old, new = _won(before.budget_krw), _won(after.budget_krw)
        yield Words(f"전체 예산: {old.ko} → {new.ko}", f"Budget: {old.en} → {new.en}")


def _of_tasks(before: Plan, after: Plan) -> Iterator[Words]:
    old, new = ({task.code: task for task in plan.tasks} for plan in (before, after))
    for code in [*new, *(code for code in old if code not in new)]:
        yield from _of_task(old.get(code), new.get(code))


def _of_task(old: Task | None, new: Task | None) -> Iterator[Words]:
    if old is None and new is not None:
        yield Words(f"새 과제: {new.code} {new.title.ko}", f"New task: {new.code} {new.title.en}")
    elif new is None and old is not None:
        yield Words(f"없앤 과제: {old.code} {old.title.ko}", f"Task dropped: {old.code} {old.title.en}")
    elif old and new:
        if old.title != new.title:
            yield Words(
                f"과제 {new.code} 이름: {old.title.ko} → {new.title.ko}",
                f"Task {new.code} renamed: {old.title.en} → {new.title.en}",
            )
        if old.sentence != new.sentence:
            yield Words(f"과제 {new.code} 문장을 고침", f"Task {new.code}: its sentence changed")


def _of_indicators(before: Plan, after: Plan) -> Iterator[Words]:
    old, new = ({each.code: each for each in plan.every_indicator()} for plan in (before, after))
    for code, each in new.items():
        if code not in old:
            yield Words(f"새 지표: {each.title.ko}", f"New indicator: {each.title.en}")
        else:
            yield from _of_indicator(old[code], each)
    for code, each in old.items():
        if code not in new:
            yield Words(f"없앤 지표: {each.title.ko}", f"Indicator dropped: {each.title.en}")


def _of_indicator(old: Indicator, new: Indicator) -> Iterator[Words]:
    if old.fact != new.fact or old.unit != new.unit:
        yield Words(
            f"{new.title.ko}: 재는 방법이 바뀌어 새 계열이 시작됩니다.",
            f"{new.title.en}: measured otherwise from now on, a new series begins.",
        )
    if old.targets != new.targets:
        yield Words(
            f"{new.title.ko} 목표: {_targets(old)} → {_targets(new)}",
            f"{new.title.en}, targets: {_targets(old)} → {_targets(new)}",
        )
    if old.baseline != new.baseline:
        yield Words(f"{new.title.ko}: 기준값이 바뀜", f"{new.title.en}: its baseline changed")


def _targets(indicator: Indicator) -> str:
    return ", ".join(f"{target.year}: {figure(target.value)}" for target in indicator.targets) or "–"


def _won(won: int | None) -> Words:
    return Words("–", "–") if won is None else Words(f"{won:,}원", f"{won:,} won")
