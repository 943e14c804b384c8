"""A key that makes itself, and a migration that names none of our code."""

from naru.base.kit.fields import IdField
from naru.base.kit.ids import is_id


def test_an_id_field_is_a_key_of_its_length_that_makes_itself_and_is_never_edited() -> None:
    field = IdField()
    assert (field.primary_key, field.max_length, field.editable) == (True, 26, False)
    assert is_id(field.get_default())


def test_what_is_asked_for_stands_before_what_is_usual() -> None:
    assert IdField(primary_key=False, max_length=30).primary_key is False
    assert IdField(max_length=30).max_length == 30


def test_a_migration_sees_a_plain_column() -> None:
    field = IdField()
    field.set_attributes_from_name("id")
    name, path, _, options = field.deconstruct()
    assert (name, path) == ("id", "django.db.models.CharField")
    assert options == {"primary_key": True, "max_length": 26, "editable": False}
