"""A release in MLCommons' Croissant 1.1: the ZIP, the clips in it, the labels as records.

The context is the recipes' own. Source: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html.
"""

from collections.abc import Mapping
from typing import Any

from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.footage.core.sets.manifest import Manifest
from naru.systems.footage.core.sets.plan import SetPlan

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
PLAIN = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject"),
    *("fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)
CONTEXT: Mapping[str, Any] = {
    "@language": "ko",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "sc": "https://schema.org/",
    **{name: f"cr:{name}" for name in PLAIN},
}
LABEL_FIELDS = {
    "clip": ("sc:Text", "영상 번호"),
    "split": ("sc:Text", "나눔"),
    "frame": ("sc:Integer", "그림 번호, 0부터"),
    "track": ("sc:Integer", "궤적 번호"),
    "class": ("sc:Text", "분류"),
    "x1": ("sc:Float", "왼쪽, 화소"),
    "y1": ("sc:Float", "위, 화소"),
    "x2": ("sc:Float", "오른쪽, 화소"),
    "y2": ("sc:Float", "아래, 화소"),
    "occluded": ("sc:Boolean", "가림"),
}
CLIP_FIELDS = {
    "clip": ("sc:Text", "영상 번호"),
    "file": ("sc:Text", "파일"),
    "split": ("sc:Text", "나눔"),
    "camera": ("sc:Text", "카메라"),
    "day": ("sc:Date", "찍은 날"),
    "width": ("sc:Integer", "가로, 화소"),
    "height": ("sc:Integer", "세로, 화소"),
    "frames": ("sc:Integer", "그림 수"),
    "fps": ("sc:Float", "초당 그림 수"),
    "sha256": ("sc:Text", "해시"),
}


def croissant(manifest: Manifest, plan: SetPlan, *, release_url: str) -> dict[str, Any]:
    """``release_url``: the release's address, with its last slash; its files lie under it."""
    licence = LICENCES.get(plan.licence)
    made: dict[str, Any] = {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "@id": release_url,
        "conformsTo": CONFORMS_TO,
        "name": plan.title.ko,
        "alternateName": plan.title.en,
        "description": plan.purpose.ko,
        "url": release_url,
        "license": licence.url if licence else None,
        "creator": {"@type": "sc:Organization", "name": plan.publisher},
        "publisher": {"@type": "sc:Organization", "name": plan.publisher},
        "inLanguage": "ko",
        "datePublished": manifest.made.date().isoformat(),
        "version": f"{manifest.number}.0.0",
        "citeAs": f"{plan.publisher}, {plan.title.ko}, {manifest.made.year}, {release_url}",
        "rai:dataCollection": plan.legal_basis,
        "rai:dataAnnotationProtocol": plan.guideline.ko,
        "rai:personalSensitiveInformation": "얼굴과 번호판을 가린 영상. Faces and plates are covered.",
        "distribution": _files(manifest, release_url),
        "recordSet": [_records("labels", LABEL_FIELDS), _records("clips", CLIP_FIELDS)],
    }
    return {name: value for name, value in made.items() if value not in (None, [])}


def _files(manifest: Manifest, url: str) -> list[dict[str, Any]]:
    """The label and clip tables by file, and each clip with its hash."""
    tables = [
        {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": f"{url}{name}",
            "encodingFormat": "text/csv",
            "sha256": digest,
        }
        for name, digest in manifest.files.items()
    ]
    clips = [
        {
            "@type": "cr:FileObject",
            "@id": clip.name,
            "name": clip.name,
            "contentUrl": f"{url}{clip.name}",
            "contentSize": f"{clip.bytes} B",
            "encodingFormat": "video/mp4",
            "sha256": clip.sha256,
        }
        for clip in manifest.clips
    ]
    return [*tables, *clips]


def _records(name: str, fields: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The rows of a table of the release, column by column."""
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field}",
                "name": field,
                "description": words,
                "dataType": kind,
                "source": {"fileObject": {"@id": f"{name}.csv"}, "extract": {"column": field}},
            }
            for field, (kind, words) in fields.items()
        ],
    }
