import numpy as np
import pyarrow.compute as pc

from naru.systems.combination.core.key_spec import Kind
from naru.systems.combination.core.normalise import Reason, normalise
from naru.systems.combination.core.persons import NO_ERRORS, Errors, populate, records_of, two_firms

KINDS = {"name": Kind.KOREAN_NAME, "birth": Kind.BIRTH, "sex": Kind.SEX, "phone": Kind.MOBILE}


def test_the_same_seed_makes_the_same_firms_and_another_makes_others() -> None:
    drawn = [two_firms(each=50, shared=20, seed=seed, errors=Errors()) for seed in (3, 3, 4)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_firms_share_as_many_persons_as_asked() -> None:
    one, other = two_firms(each=300, shared=120, seed=1, errors=NO_ERRORS)
    assert len(one) == len(other) == 300
    assert len(set(one["person"].to_pylist()) & set(other["person"].to_pylist())) == 120


def test_ways_of_writing_are_no_errors_and_normalise_away() -> None:
    population, persons = populate(400, seed=5), np.arange(400)
    plain = records_of(population, persons, errors=NO_ERRORS, seed=6)
    written = records_of(population, persons, errors=_only(written=1.0), seed=6)
    for name, kind in KINDS.items():
        forms = [[normalise(kind, cell) for cell in table[name].to_pylist()] for table in (plain, written)]
        assert forms[0] == forms[1]
        assert not any(isinstance(form, Reason) for form in forms[0])


def test_each_error_touches_its_own_item() -> None:
    population, persons = populate(500, seed=7), np.arange(500)
    plain = records_of(population, persons, errors=NO_ERRORS, seed=8)
    touched = {"typo": {"name"}, "phone_changed": {"phone"}, "moved": {"district"}, "married": {"phone", "district"}}
    touched |= {"birth_slip": {"birth"}, "missing": {"phone"}}
    for error, columns in touched.items():
        wrong = records_of(population, persons, errors=_only(**{error: 1.0}), seed=8)
        assert {name for name in plain.column_names if plain[name] != wrong[name]} == columns
    assert wrong["phone"].null_count == 500


def test_mobile_numbers_are_peoples_own() -> None:
    phones = records_of(populate(5000, seed=9), np.arange(5000), errors=NO_ERRORS, seed=1)["phone"]
    assert pc.count_distinct(phones).as_py() == 5000


def _only(**rates: float) -> Errors:
    none = dict.fromkeys(("typo", "phone_changed", "moved", "married", "birth_slip", "missing", "written"), 0.0)
    return Errors(**{**none, **rates})
