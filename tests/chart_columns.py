"""Columns as a city's tables have them, for tests of charts."""

from typing import Any

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning


def column(name: str, kind: str, distinct: int = 50, **facts: Any) -> Column:
    return Column(name=name, alias=facts.pop("alias", name), type=ColumnType(kind), distinct=distinct, **facts)


MONTH = column("기준월", "month", 24, alias="month")


FLIGHTS = column("운항", "integer", 400, unit="편", alias="flights")


PASSENGERS = column("여객", "integer", 900, unit="명", alias="passengers")


DELAY = column("지연율", "decimal", 300, unit="%", alias="delay", meaning=Meaning.PERCENTAGE)


AIRLINE = column("항공사", "text", 5, alias="airline", meaning=Meaning.CATEGORY)


DISTRICT = column("구군", "text", 16, alias="district", meaning=Meaning.DISTRICT_NAME)


LATITUDE = column("위도", "decimal", 900, alias="lat", meaning=Meaning.LATITUDE)


LONGITUDE = column("경도", "decimal", 900, alias="lon", meaning=Meaning.LONGITUDE)


NUMBER = column("연번", "integer", 1000, alias="no")


PHONE = column("전화번호", "text", 800, alias="phone", meaning=Meaning.PHONE)


MONTHS = [column(f"{month}월", "integer", 8, unit="명", alias=f"m{month}") for month in range(1, 13)]


NATION = column("국적", "text", 3, alias="nation")


COLUMNS = [MONTH, AIRLINE, DISTRICT, FLIGHTS, DELAY, LATITUDE, LONGITUDE]
