"""Settled boxes as COCO."""

from naru.systems.work.core.coco import coco


def test_boxes_as_coco() -> None:
    rows = [
        {"key": "a.png", "width": 20, "height": 10, "boxes": [[1, 2, 11, 8, "bus"], [0, 0, 2, 2, "car"]]},
        {"key": "b.png", "width": 30, "height": 40, "boxes": []},
        {"key": "c.png", "width": 5, "height": 6, "boxes": [[0, 0, 5, 6, "car"]]},
    ]
    found = coco(rows, ("car", "bus"))
    assert found["categories"] == [{"id": 1, "name": "car"}, {"id": 2, "name": "bus"}]
    assert found["images"] == [
        {"id": 1, "file_name": "a.png", "width": 20, "height": 10},
        {"id": 2, "file_name": "b.png", "width": 30, "height": 40},
        {"id": 3, "file_name": "c.png", "width": 5, "height": 6},
    ]
    assert found["annotations"] == [
        {"id": 1, "image_id": 1, "category_id": 2, "bbox": [1, 2, 10, 6], "area": 60, "iscrowd": 0},
        {"id": 2, "image_id": 1, "category_id": 1, "bbox": [0, 0, 2, 2], "area": 4, "iscrowd": 0},
        {"id": 3, "image_id": 3, "category_id": 1, "bbox": [0, 0, 5, 6], "area": 30, "iscrowd": 0},
    ]


def test_nothing_settled_is_an_empty_file_of_the_same_form() -> None:
    assert coco([], ("car",)) == {"images": [], "annotations": [], "categories": [{"id": 1, "name": "car"}]}
