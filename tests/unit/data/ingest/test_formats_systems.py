"""Coordinate systems: what a file declares and its coordinates in; degrees, a register's number and words out."""

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.korea import KOREAN_SYSTEMS
from naru.data.ingest.core.formats.systems import Placed, placed, registered

CITIES = ((126.978, 37.5665), (128.6014, 35.8714), (129.075, 35.1798))
NEAR_DEGREES = 10 / 88_000  # ten metres along a parallel of Korea
KOREA_2000 = 'DATUM["D_Korea_2000",SPHEROID["GRS_1980",6378137.0,298.257222101]]'
WGS84 = 'DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]'
BESSEL = 'DATUM["D_Bessel_1841",SPHEROID["Bessel_1841",6377397.155,299.1528128]]'
KATEC = "+proj=tmerc +lat_0=38 +lon_0=128 +k=0.9999 +x_0=400000 +y_0=600000 +ellps=bessel +towgs84=-115.80,474.99,674.11,1.16,-2.31,-1.63,6.43"


def projection(
    name: str, datum: str, *, east: float, north: float, meridian: float, scale: float, parallel: float = 38
) -> str:
    return (
        f'PROJCS["{name}",GEOGCS["{name}",{datum},PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
        f'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",{east}],PARAMETER["False_Northing",{north}],'
        f'PARAMETER["Central_Meridian",{meridian}],PARAMETER["Scale_Factor",{scale}],'
        f'PARAMETER["Latitude_Of_Origin",{parallel}],UNIT["Meter",1.0]]'
    )


def shapes_in(system: object) -> np.ndarray:
    mover = Transformer.from_crs(4326, system, always_xy=True)
    return shapely.points(np.column_stack(mover.transform(*zip(*CITIES, strict=True))))


def check(found: Placed) -> None:
    assert shapely.get_coordinates(found.shapes) == pytest.approx(np.array(CITIES), abs=NEAR_DEGREES)


TM128 = projection("TM128_KOREA2000", KOREA_2000, east=4e5, north=6e5, meridian=128, scale=0.9999)
UTMK_WGS84 = projection("UTMK", WGS84, east=1e6, north=2e6, meridian=127.5, scale=0.9996)
UTMK = projection("아무 이름", KOREA_2000, east=1e6, north=2e6, meridian=127.5, scale=0.9996)
CENTRAL_MODIFIED = projection("중부", BESSEL, east=2e5, north=5e5, meridian=127.0028902777778, scale=1)
KATEC_WKT = projection("KATEC", BESSEL, east=4e5, north=6e5, meridian=128, scale=0.9999)
SHIFTED = projection("Korea_2000_Korea_Central_Belt_2010", KOREA_2000, east=3e5, north=6e5, meridian=127, scale=1)


@pytest.mark.parametrize(
    ("declared", "truth", "epsg"),
    [
        (TM128, TM128, None),
        (UTMK_WGS84, UTMK_WGS84, None),
        (SHIFTED, SHIFTED, None),  # a name of the register's over other numbers
        (UTMK, 5179, 5179),  # the register's numbers under another name
        (CENTRAL_MODIFIED, 5174, 5174),
        (KATEC_WKT, KATEC, None),
        ("EPSG:5186", 5186, 5186),
        (CRS.from_epsg(5187).to_wkt("WKT1_ESRI"), 5187, 5187),
        ("EPSG:4326", 4326, 4326),
    ],
    ids=["tm128", "utmk-on-wgs84", "shifted", "utmk", "5174", "katec", "5186", "5187-esri", "4326"],
)
def test_numbers_of_a_declared_system_hold(declared: str, truth: object, epsg: int | None) -> None:
    found = placed(shapes_in(truth), declared, "a", None)
    check(found)
    assert (found.epsg, found.warnings) == (epsg, ())


@pytest.mark.parametrize("epsg", KOREAN_SYSTEMS)
def test_every_korean_system_is_known_by_its_numbers_alone(epsg: int) -> None:
    nameless = CRS.from_epsg(epsg).to_wkt("WKT1_ESRI").replace("Korea", "K").replace("KGD", "K").replace("GCS_", "X_")
    found = placed(shapes_in(epsg), nameless, "a", None)
    assert shapely.get_coordinates(found.shapes) == pytest.approx(np.array(CITIES), abs=20 / 88_000)


def test_the_old_datum_turns_about_the_point_that_its_figures_were_published_with() -> None:
    """EPSG's "Korean 1985 to WGS 84 (1)" is Molodensky-Badekas; as a turn about the Earth's centre it is another shift."""
    operations = Transformer.from_crs(5174, 4326, always_xy=True).operations or ()
    [shift] = [each for each in operations if "Korean 1985" in each.name]
    named = {parameter.name: parameter.value for parameter in shift.params}
    assert shift.method_code == "9636"
    assert (named["X-axis translation"], named["Ordinate 1 of evaluation point"]) == (-145.907, -3159521.31)


def test_datum_shift_of_its_own_makes_a_system_none_of_the_registers() -> None:
    assert registered(CRS.from_proj4(KATEC)) is None
    check(placed(shapes_in(KATEC), KATEC, "a", None))


@pytest.mark.parametrize(
    ("epsg", "is_declared"), [(4326, True), (4326, False), (5179, True), (5179, False), (5186, False)]
)
def test_exchanged_coordinates_are_put_right_and_said(epsg: int, is_declared: bool) -> None:
    turned = shapely.transform(shapes_in(epsg), lambda places: places[:, ::-1])
    found = placed(turned, f"EPSG:{epsg}" if is_declared else None, "a", None)
    check(found)
    assert found.warnings[-1] == "coordinates_exchanged"


@pytest.mark.parametrize(
    ("places", "warnings"),
    [
        ([(139.69, 35.68)] * 5, ()),  # Tokyo stays where it is
        ([(-73.9, 40.7)] * 5, ()),
        ([(37.5, 127.0), *[(127.0, 37.5)] * 4], ("projection_guessed",)),  # one among many is not all of them
    ],
)
def test_places_elsewhere_are_left_where_they_are(places: list[tuple[float, float]], warnings: tuple[str, ...]) -> None:
    if any(abs(latitude) > 90 for _, latitude in places):
        with pytest.raises(Refused):
            placed(shapely.points(places), None, "a", None)
        return
    found = placed(shapely.points(places), "EPSG:4326", "a", None)
    assert shapely.get_coordinates(found.shapes).tolist() == [list(place) for place in places]
    assert found.warnings == warnings


def test_a_persons_word_outweighs_the_files() -> None:
    found = placed(shapes_in(5179), "EPSG:5186", "a", 5179)
    check(found)
    assert (found.epsg, found.warnings) == (5179, ())


def test_shapes_that_are_nowhere_keep_their_rows() -> None:
    found = placed(np.array([None, shapely.Point()]), "EPSG:5179", "a", None)
    assert found.shapes[0] is None
    assert len(found.shapes) == 2
