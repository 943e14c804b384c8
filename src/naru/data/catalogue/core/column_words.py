"""What people call the types and meanings of columns: one word each, wherever a column is shown."""

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import ColumnType, Meaning

TYPE_WORDS = {
    ColumnType.INTEGER: Words("정수", "integer"),
    ColumnType.DECIMAL: Words("소수", "decimal"),
    ColumnType.BOOLEAN: Words("예/아니요", "yes or no"),
    ColumnType.DATE: Words("날짜", "date"),
    ColumnType.DATETIME: Words("일시", "date and time"),
    ColumnType.MONTH: Words("연월", "month"),
    ColumnType.QUARTER: Words("분기", "quarter"),
    ColumnType.YEAR: Words("연도", "year"),
    ColumnType.TIME: Words("시각", "time of day"),
    ColumnType.TEXT: Words("글자", "text"),
    ColumnType.GEOMETRY: Words("도형", "geometry"),
}
MEANING_WORDS = {
    Meaning.LATITUDE: Words("위도", "latitude"),
    Meaning.LONGITUDE: Words("경도", "longitude"),
    Meaning.EASTING: Words("X좌표", "easting"),
    Meaning.NORTHING: Words("Y좌표", "northing"),
    Meaning.LEGAL_DISTRICT_CODE: Words("법정동 코드", "legal district code"),
    Meaning.ADMIN_DISTRICT_CODE: Words("행정구역 코드", "administrative district code"),
    Meaning.DISTRICT_NAME: Words("행정구역", "district"),
    Meaning.ADDRESS: Words("주소", "address"),
    Meaning.PHONE: Words("전화번호", "phone"),
    Meaning.BUSINESS_NUMBER: Words("사업자등록번호", "business number"),
    Meaning.MONEY: Words("금액", "money"),
    Meaning.PERCENTAGE: Words("비율", "percentage"),
    Meaning.NAME: Words("이름", "name"),
    Meaning.CATEGORY: Words("분류", "category"),
    Meaning.IDENTIFIER: Words("식별자", "identifier"),
    Meaning.EMAIL: Words("이메일", "email"),
    Meaning.URL: Words("웹 주소", "web address"),
}
