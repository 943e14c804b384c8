"""Code lists of the EU's Publications Office and IANA that descriptions point into, as far as we have something to say in them.

Source: https://op.europa.eu/en/web/eu-vocabularies (CC BY 4.0), authority tables file-type, access-right, language;
https://www.iana.org/assignments/media-types.
"""

from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.vocabulary import EU

IANA = "https://www.iana.org/assignments/media-types"
FILE_TYPES = {
    "arrow": "APACHE_ARROW",
    "csv": "CSV",
    "dbf": "DBF",
    "doc": "DOC",
    "docx": "DOCX",
    "geojson": "GEOJSON",
    "gml": "GML",
    "gpkg": "GPKG",
    "html": "HTML",
    "ics": "ICS",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "json": "JSON",
    "jsonld": "JSON_LD",
    "kml": "KML",
    "kmz": "KMZ",
    "mp4": "MPEG4",
    "ods": "ODS",
    "parquet": "PARQUET",
    "pdf": "PDF",
    "png": "PNG",
    "ppt": "PPT",
    "pptx": "PPTX",
    "rdf": "RDF_XML",
    "rtf": "RTF",
    "shp": "SHP",
    "tiff": "TIFF",
    "tsv": "TSV",
    "ttl": "RDF_TURTLE",
    "txt": "TXT",
    "xls": "XLS",
    "xlsx": "XLSX",
    "xml": "XML",
    "zip": "ZIP",
}
MEDIA = {
    "arrow": "application/vnd.apache.arrow.stream",
    "csv": "text/csv",
    "gif": "image/gif",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "kml": "application/vnd.google-earth.kml+xml",
    "mp4": "video/mp4",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "shp": "application/vnd.shp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "webm": "video/webm",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
UNREGISTERED = frozenset({"application/x-hwp", "application/hwp+zip", "application/x-ndjson"})
ACCESS_RIGHTS = {
    Access.OPEN: "PUBLIC",
    Access.SIGNED_IN: "RESTRICTED",
    Access.GRANTED: "RESTRICTED",
    Access.SEALED: "NON_PUBLIC",
}
LANGUAGES = {"ko": f"{EU}/language/KOR", "en": f"{EU}/language/ENG"}


def file_type(name: str) -> str:
    """The address of a format in the EU's list, "" where it has none."""
    code = FILE_TYPES.get(name)
    return f"{EU}/file-type/{code}" if code else ""


def media_type(name: str) -> str:
    """A format's media type, "" where none is known."""
    return MEDIA.get(name, "")


def iana(name: str) -> str:
    """The address of a format's media type in IANA's list, "" where it is not there."""
    media = MEDIA.get(name, "")
    return f"{IANA}/{media}" if media and media not in UNREGISTERED else ""


def access_right(access: Access) -> str:
    return f"{EU}/access-right/{ACCESS_RIGHTS[access]}"
