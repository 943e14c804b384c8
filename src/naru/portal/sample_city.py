"""The sample city's chapters: what the installed packages bring, at once or behind the open site."""

from collections.abc import Callable
from pkgutil import resolve_name

from naru.base.jobs import actions as jobs
from naru.base.jobs.attempt import Attempt
from naru.base.kit.installed import systems
from naru.base.kit.words import Words

Chapter = Callable[..., bool]  # (*, as_json, again) → whether all of it came in


def chapters(*, long: bool | None) -> list[Chapter]:
    """In the packages' order: the long ones, the others, or (None) all."""
    return [
        resolve_name(each.sample) for each in systems() if each.sample and (long is None or each.sample_is_long is long)
    ]


def queue_long_chapters(*, again: bool) -> bool:
    """One job for all of them, since some stand on those before; whether there are any."""
    if not any(each.sample and each.sample_is_long for each in systems()):
        return False
    jobs.start("portal.bring_long_chapters", {"again": again}, once="portal.bring_long_chapters")
    return True


def bring_long_chapters(attempt: Attempt, *, again: bool) -> int:
    """How many came in whole. One that fails keeps none of the others out; raises ``ExceptionGroup`` once all had their turn."""
    todo, whole, errors = chapters(long=True), 0, []
    for number, bring in enumerate(todo):
        name = bring.__module__.rpartition(".")[2]
        attempt.progress(number, len(todo), Words(f"견본 도시: {name}", f"Sample city: {name}"))
        try:
            whole += bring(as_json=False, again=again)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("chapters of the sample city", errors)
    return whole
