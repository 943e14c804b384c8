"""A set's plan as text: YAML without tags or aliases, read and written; an example to begin with."""

from importlib.resources import files

import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.plan_file import plan_from_mapping, plan_mapping

LARGEST = 200_000  # characters
EXAMPLE = (files("naru.systems.footage") / "sets/example-plan.yaml").read_text(encoding="utf-8")


class _Loader(yaml.BaseLoader):
    """Text, lists and mappings only."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias", mark)
        return super().compose_node(parent, index)


def read(text: str) -> SetPlan:
    """Raises ``Refused``: ``set_plan_malformed``, ``set_field_…``."""
    if len(text) > LARGEST:
        raise Refused("set_plan_malformed", problem=f"> {LARGEST}")
    try:
        mapping = yaml.load(text, Loader=_Loader)  # noqa: S506 - nothing but text, lists and mappings
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused("set_plan_malformed", problem=f"line {mark.line + 1}" if mark else "YAML") from None
    return plan_from_mapping(mapping)


def written(plan: SetPlan) -> str:
    return yaml.safe_dump(plan_mapping(plan), allow_unicode=True, sort_keys=False, width=110)
