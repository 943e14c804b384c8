"""Made-up Koreans, and two firms' records of some of them: what combinations are tried, measured and shown with.

*Population.* A person has a name (surname and two syllables, drawn with the skew that Korean names have, so that namesakes occur),
a birth, a sex, a mobile number of their own, a district.

*Error model.* A firm's record differs from the person by, each drawn by itself with the rate that ``Errors`` gives:

    typo           one syllable of the name is another
    phone_changed  the firm knows an earlier number
    moved          the firm knows an earlier district
    married        the firm knows the household of before: an earlier district and number together
    birth_slip     day and month are written the wrong way round, where that is a date, else the day is one off
    missing        the number was never asked
    written        not an error: the item is written another way (spaces, titles, +82, dots), which normalisation must take away

The truth is the person's number, which stands in a column of its own and in no key.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심"
SYLLABLES = "민서지현준우영수은하진윤경미희성재혜연정도훈아주예나원선태규동호유인석철용환승기광상란숙자순옥복"
DISTRICTS = tuple(
    f"{name}구" for name in ("가람", "나래", "다솜", "라온", "마루", "바다", "새벽", "아름", "한빛", "푸름")
)
DAYS = np.arange(np.datetime64("1935-01-01"), np.datetime64("2007-01-01"))
NUMBERS = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Shares of records, 0 to 1."""

    typo: float = 0.01
    phone_changed: float = 0.06
    moved: float = 0.08
    married: float = 0.01
    birth_slip: float = 0.004
    missing: float = 0.03
    written: float = 0.3


NO_ERRORS = Errors(typo=0, phone_changed=0, moved=0, married=0, birth_slip=0, missing=0, written=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Columns of equal length, as numbers: what text they stand for is drawn up when a firm's records are."""

    surname: np.ndarray
    first: np.ndarray
    second: np.ndarray
    day: np.ndarray
    female: np.ndarray
    number: np.ndarray
    district: np.ndarray

    def __len__(self) -> int:
        return len(self.day)


def populate(persons: int, *, seed: int) -> Population:
    """So many persons, at most 10⁷, the same for the same seed."""
    assert persons <= 10**7, "numbers are given out for at most 10⁷ persons"
    draw = np.random.default_rng(seed)
    order = np.arange(persons, dtype=np.int64)
    return Population(
        surname=draw.choice(len(SURNAMES), persons, p=_skewed(len(SURNAMES))).astype(np.int8),
        first=draw.choice(len(SYLLABLES), persons, p=_skewed(len(SYLLABLES), 0.6)).astype(np.int8),
        second=draw.choice(len(SYLLABLES), persons, p=_skewed(len(SYLLABLES), 0.6)).astype(np.int8),
        day=draw.integers(0, len(DAYS), persons, dtype=np.int32),
        female=draw.random(persons) < 0.5,
        number=(order * 48_271 + int(draw.integers(NUMBERS)))
        % NUMBERS,  # different for all: 48,271 shares no factor with 10⁸
        district=draw.integers(0, len(DISTRICTS), persons, dtype=np.int8),
    )


def records_of(population: Population, persons: np.ndarray, *, errors: Errors, seed: int) -> pa.Table:
    """A firm's records of these persons: ``person`` (truth), ``name``, ``birth``, ``sex``, ``phone``, ``district``."""
    draw = np.random.default_rng(seed)
    rows = len(persons)

    def hit(rate: float) -> np.ndarray:
        return np.asarray(draw.random(rows) < rate)

    married = hit(errors.married)
    second = np.where(hit(errors.typo), draw.integers(0, len(SYLLABLES), rows), population.second[persons])
    number = np.where(hit(errors.phone_changed) | married, draw.integers(0, NUMBERS, rows), population.number[persons])
    district = np.where(
        hit(errors.moved) | married, draw.integers(0, len(DISTRICTS), rows), population.district[persons]
    )
    days = np.where(hit(errors.birth_slip), _slipped(population.day[persons]), population.day[persons])
    return pa.table(
        {
            "person": persons,
            "name": _names(population, persons, second, written=hit(errors.written)),
            "birth": _births(days, written=hit(errors.written)),
            "sex": pc.if_else(pa.array(population.female[persons]), "여", "남"),
            "phone": _phones(number, written=hit(errors.written), missing=hit(errors.missing)),
            "district": pa.array(DISTRICTS).take(pa.array(district)),
        }
    )


def two_firms(*, each: int, shared: int, seed: int, errors: Errors) -> tuple[pa.Table, pa.Table]:
    """Records of two firms of ``each`` persons, ``shared`` of them in both, each firm's in an order of its own."""
    population = populate(2 * each - shared, seed=seed)
    draw = np.random.default_rng([seed, 1])
    first = draw.permutation(each)
    second = draw.permutation(np.arange(each - shared, 2 * each - shared))
    left = records_of(population, first, errors=errors, seed=seed + 2)
    return left, records_of(population, second, errors=errors, seed=seed + 3)


def _skewed(choices: int, power: float = 1.0) -> np.ndarray:
    weights = 1 / np.arange(1, choices + 1) ** power
    return np.asarray(weights / weights.sum())


def _slipped(day: np.ndarray) -> np.ndarray:
    """Day and month the wrong way round where that is a date, else one day off."""
    dates = DAYS[day]
    years, months = dates.astype("M8[Y]"), dates.astype("M8[M]")
    month, within = (months - years.astype("M8[M]")).astype(int), (dates - months.astype("M8[D]")).astype(int)
    swapped = (years.astype("M8[M]") + within).astype("M8[D]") + month
    turned = (within < 12) & (within != month)
    return np.asarray(np.where(turned, (swapped - DAYS[0]).astype(int), np.clip(day + 1, 0, len(DAYS) - 1)))


def _names(population: Population, persons: np.ndarray, second: np.ndarray, *, written: np.ndarray) -> pa.Array:
    surname = pa.array(list(SURNAMES)).take(pa.array(population.surname[persons]))
    given = pa.array(list(SYLLABLES))
    space = pc.if_else(pa.array(written), " ", "")
    title = pc.if_else(pa.array(written & (persons % 2 == 0)), " 님", "")
    first, last = given.take(pa.array(population.first[persons])), given.take(pa.array(second))
    return pc.binary_join_element_wise(surname, space, first, last, title, "")


def _births(days: np.ndarray, *, written: np.ndarray) -> pa.Array:
    plain = pa.array([f"{day}".replace("-", "") for day in DAYS.astype(str)])
    dotted = pa.array([f"{day}".replace("-", ".") for day in DAYS.astype(str)])
    index = pa.array(days)
    return pc.if_else(pa.array(written), dotted.take(index), plain.take(index))


def _phones(number: np.ndarray, *, written: np.ndarray, missing: np.ndarray) -> pa.Array:
    digits = pc.utf8_lpad(pa.array(number).cast(pa.string()), 8, "0")
    plain = pc.binary_join_element_wise("010", digits, "")
    middle, last = pc.utf8_slice_codeunits(digits, 0, 4), pc.utf8_slice_codeunits(digits, 4, 8)
    abroad = pc.binary_join_element_wise("+82-10", middle, last, "-")
    phones = pc.if_else(pa.array(written), abroad, plain)
    return pc.if_else(pa.array(missing), pa.scalar(None, pa.string()), phones)
