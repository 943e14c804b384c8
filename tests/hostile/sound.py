"""Small sound files, one of each format, for mutations to hurt."""

import io
import warnings
from collections.abc import Callable

import xlwt
from shapely import Point

from samples import writers

HEADER = ["번호", "이름", "요금"]
ROWS = [(n, f"주차장 {n}", f"{n * 100:,}") for n in range(1, 25)]
PLACES = [(Point(129 + n / 100, 35 + n / 100), (n, f"곳 {n}")) for n in range(12)]


def xls() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlwt.Workbook()
        sheet = book.add_sheet("현황")
        for y, row in enumerate([tuple(HEADER), *ROWS]):
            for x, value in enumerate(row):
                sheet.write(y, x, value)
        sink = io.BytesIO()
        book.save(sink)
    return sink.getvalue()


def csv() -> bytes:
    return writers.csv_file(HEADER, ROWS, encoding="cp949")


def web_page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in (HEADER, *ROWS))
    return f"<meta charset=euc-kr><p>현황<table border=1>{rows}</table>".encode("cp949")


def xml_workbook() -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = ("".join(f'<Cell><Data s:Type="String">{cell}</Data></Cell>' for cell in row) for row in (HEADER, *ROWS))
    rows = "".join(f"<Row>{row}</Row>" for row in cells)
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:s="{space}"><Worksheet s:Name="현황"><Table>{rows}'
        "</Table></Worksheet></Workbook>"
    ).encode()


SOUND: dict[str, Callable[[], bytes]] = {
    "주차장.csv": csv,
    "주차장.json": lambda: writers.json_file(HEADER, ROWS),
    "주차장.jsonl": lambda: writers.json_lines_file(HEADER, ROWS),
    "주차장.xls": xls,
    "주차장 쪽.xls": web_page,
    "주차장 문서.xls": xml_workbook,
    "주차장.xlsx": lambda: writers.workbook_file([writers.Sheet("현황", [HEADER], ROWS)]),
    "주차장.parquet": lambda: writers.parquet_file(
        {"번호": [row[0] for row in ROWS], "이름": [row[1] for row in ROWS]}
    ),
    "주차장.zip": lambda: writers.zip_file({"주차장.csv": csv()}),
    "주차장.csv.gz": lambda: writers.gzip_file(csv()),
    "곳.geojson": lambda: writers.geojson_file(["번호", "이름"], PLACES),
    "곳.gpkg": lambda: writers.geopackage_file("곳", ["번호", "이름"], PLACES, crs="EPSG:4326"),
    "곳.shp.zip": lambda: writers.shape_zip("곳", ["번호", "이름"], PLACES, crs="EPSG:5186"),
}
