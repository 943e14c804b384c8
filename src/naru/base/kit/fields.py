"""Columns that several packages have."""

from typing import TYPE_CHECKING, Any

from django.db import models

from naru.base.kit.ids import LENGTH, new_id

if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:
    TextField = models.CharField


class IdField(TextField):
    """A primary key made by ``new_id``. Migrations see a plain column: they must not name code, which moves."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"primary_key": True, "max_length": LENGTH, "default": new_id, "editable": False, **options})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, _, args, options = super().deconstruct()
        del options["default"]
        return name, "django.db.models.CharField", args, options
