"""The strategy in the API: the plan's indicators, for anyone."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from naru.systems.strategy import reads

router = Router(tags=["strategy"])


class IndicatorOut(Schema):
    code: str
    title_ko: str
    title_en: str
    unit_ko: str
    unit_en: str
    value: float | None
    basis: str
    on: date
    rows: int | None
    fact: str
    target: float | None
    target_year: int | None
    standing: str


@router.get(
    "/strategy/indicators",
    response=list[IndicatorOut],
    url_name="strategy_indicators",
    summary="Indicators of the city's plan, with their figures",
)
def indicators(request: HttpRequest) -> list[IndicatorOut]:
    return [_out(each) for each in reads.overview().every]


def _out(view: reads.IndicatorView) -> IndicatorOut:
    figure, indicator = view.figure, view.indicator
    return IndicatorOut(
        code=indicator.code,
        title_ko=indicator.title.ko,
        title_en=indicator.title.en,
        unit_ko=indicator.unit.ko,
        unit_en=indicator.unit.en,
        value=None if figure.value is None else float(figure.value),
        basis=figure.basis.value,
        on=figure.on,
        rows=figure.counted.rows if figure.counted and figure.value is not None else None,
        fact=indicator.fact,
        target=None if view.target_value is None else float(view.target_value),
        target_year=view.target.year if view.target else None,
        standing=view.standing.value,
    )
