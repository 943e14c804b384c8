"""What is asked: the metric, and the columns of a truth and of a submission."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from naru.systems.challenges.core.metrics.register import metric
from naru.systems.challenges.core.metrics.values import Form, Metric

ID, PART, GROUP = "id", "part", "group"
BOX_COLUMNS = ("x", "y", "width", "height")
PRACTICE, PUBLIC, PRIVATE = "practice", "public", "private"
PARTS = (PRACTICE, PUBLIC, PRIVATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """``classes`` in their order, the second of two is the positive one; ``draws`` a row where the metric takes several."""

    metric: str
    target: str
    classes: tuple[str, ...] = ()
    draws: int = 0

    @property
    def judged_by(self) -> Metric:
        return metric(self.metric)

    @property
    def form(self) -> Form:
        return self.judged_by.form

    @property
    def is_by_picture(self) -> bool:
        """Whether an id may stand in several rows, or in none."""
        return self.form is Form.BOXES

    @property
    def answer_columns(self) -> tuple[str, ...]:
        """Of a submission, after its id."""
        match self.form:
            case Form.PROBABILITIES:
                return tuple(f"{self.target}_{each}" for each in self.classes)
            case Form.SAMPLES:
                return tuple(f"{self.target}_{n}" for n in range(1, self.draws + 1))
            case Form.BOX:
                return BOX_COLUMNS
            case Form.BOXES:
                return ("class", *BOX_COLUMNS, "score")
        return (self.target,)

    @property
    def truth_columns(self) -> tuple[str, ...]:
        """Of the truth, after id and part."""
        match self.form:
            case Form.BOX:
                return BOX_COLUMNS
            case Form.BOXES:
                return ("class", *BOX_COLUMNS)
            case Form.GRADED:
                return (GROUP, self.target)
        return (self.target,)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"classes": list(self.classes)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Task":
        return cls(**{**raw, "classes": tuple(raw["classes"])})
