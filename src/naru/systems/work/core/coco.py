"""Settled boxes as COCO has them, for whatever trains on boxes. Source: https://cocodataset.org/#format-data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from naru.base.kit.canonical import JSON


def coco(rows: Iterable[Mapping[str, Any]], labels: Sequence[str]) -> dict[str, JSON]:
    """``rows``: key (the picture's path as it was brought), width, height, boxes. Ids count from 1, categories in the job's
    order; a box's corners become x, y, width, height."""
    images: list[JSON] = []
    annotations: list[JSON] = []
    for number, row in enumerate(rows, start=1):
        images.append({"id": number, "file_name": row["key"], "width": row["width"], "height": row["height"]})
        for x1, y1, x2, y2, label in row["boxes"]:
            wide, high = x2 - x1, y2 - y1
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": number,
                    "category_id": labels.index(label) + 1,
                    "bbox": [x1, y1, wide, high],
                    "area": wide * high,
                    "iscrowd": 0,
                }
            )
    categories: list[JSON] = [{"id": place, "name": name} for place, name in enumerate(labels, start=1)]
    return {"images": images, "annotations": annotations, "categories": categories}
