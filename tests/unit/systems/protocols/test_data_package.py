"""Data packages: tables of a fixed version with their columns, and files elsewhere as they are."""

from naru.data.catalogue.core.columns import ColumnType
from naru.systems.protocols.core import data_package
from tests.listed import AT, everything, little, table, written


def test_every_field_and_as_few_as_can_be() -> None:
    expected = written("data_package.json")
    assert data_package.package(everything(), (table(),), AT) == expected["everything"]
    assert data_package.package(little(), (), AT) == expected["little"]


def test_a_key_of_columns_that_a_version_has_lost_is_not_said() -> None:
    (said, _file) = data_package.package(everything(), (table(key=("ireum", "gone")),), AT)["resources"]
    assert "primaryKey" not in said["schema"]
    (said, _file) = data_package.package(everything(), (table(key=()),), AT)["resources"]
    assert "primaryKey" not in said["schema"]


def test_every_type_of_column_has_a_field_type() -> None:
    assert set(data_package.FIELD_TYPES) == set(ColumnType)
