"""Validity at full size: a detector fine-tuned on a release, measured on its test split.

    python -m bench.footage_training RELEASE.zip [--epochs 3] [--stride 10]

For a machine with a GPU and PyTorch with torchvision; without them a line says what is missing and nothing is done. Never on the way of ``make run``
or ``make test``: there ``core/sets/validity.py`` stands for it. Takes the package of a release with labels in COCO.
"""

import argparse
import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from naru.systems.footage.adapters.video_frames import at_numbers
from naru.systems.footage.core.metrics.precision import average_precision

LABELS = "labels/coco/annotations/instances.json"
LEAST_SCORE = 0.05
RATE, MOMENTUM = 0.005, 0.9


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("package", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--stride", type=int, default=10, help="every which frame is learnt and asked")
    asked = parser.parse_args()
    try:
        import torch
        import torchvision  # type: ignore[import-not-found]
    except ImportError as missing:
        print(f"skipped: {missing.name} is not installed")
        sys.exit(0)
    with tempfile.TemporaryDirectory(prefix="naru-train-") as folder:
        zipfile.ZipFile(asked.package).extractall(folder)
        root = Path(folder)
        manifest = json.loads((root / "manifest.json").read_text())
        coco = json.loads((root / LABELS).read_text())
        device = "cuda" if torch.cuda.is_available() else "cpu"
        names = [each["name"] for each in coco["categories"]]
        model = torchvision.models.detection.fasterrcnn_mobilenet_v3_large_fpn(
            weights=None, weights_backbone=None, num_classes=len(names) + 1
        ).to(device)
        optimiser = torch.optim.SGD(model.parameters(), lr=RATE, momentum=MOMENTUM)
        for epoch in range(asked.epochs):
            loss = learn(model, optimiser, frames(root, manifest, coco, "train", asked.stride), device, torch)
            print(f"epoch {epoch + 1}: loss {loss:.3f} on {device}", flush=True)
        truth, found = ask(model, frames(root, manifest, coco, "test", asked.stride), names, device, torch)
        score = average_precision(truth, found)
        print(f"test split: AP50 {score.ap50:.3f}, AP {score.ap:.3f} over {len(truth):,} boxes")


def frames(root: Path, manifest: Any, coco: Any, split: str, stride: int) -> Any:
    """(clip, frame, picture as RGB floats, boxes, class numbers from 1) of one split."""
    videos = {each["id"]: each["name"] for each in coco["videos"]}
    chosen = {clip["clip_id"] for clip in manifest["clips"] if clip["split"] == split}
    boxes: dict[int, list[Any]] = {}
    for each in coco["annotations"]:
        boxes.setdefault(each["image_id"], []).append(each)
    by_clip: dict[str, dict[int, int]] = {}
    for image in coco["images"]:
        if (name := videos[image["video_id"]]) in chosen and image["frame_id"] % stride == 0:
            by_clip.setdefault(name, {})[image["frame_id"]] = image["id"]
    for clip, wanted in sorted(by_clip.items()):
        numbers = sorted(wanted)
        for number, picture in zip(numbers, at_numbers(root / f"clips/{clip}.mp4", numbers), strict=False):
            found = boxes.get(wanted[number], [])
            edges = np.array([[x, y, x + w, y + h] for x, y, w, h in (each["bbox"] for each in found)], np.float32)
            classes = np.array([each["category_id"] for each in found], np.int64)
            yield clip, number, picture[:, :, ::-1].astype(np.float32) / 255, edges.reshape(-1, 4), classes


def learn(model: Any, optimiser: Any, examples: Any, device: str, torch: Any) -> float:
    model.train()
    losses = []
    for _clip, _frame, picture, edges, classes in examples:
        if not len(edges):
            continue
        target = {"boxes": torch.from_numpy(edges).to(device), "labels": torch.from_numpy(classes).to(device)}
        image = torch.from_numpy(picture.transpose(2, 0, 1).copy()).to(device)
        loss = sum(model([image], [target]).values())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss))
    return float(np.mean(losses)) if losses else float("nan")


def ask(model: Any, examples: Any, names: list[str], device: str, torch: Any) -> tuple[pa.Table, pa.Table]:
    """Truth and detections as ``average_precision`` takes them."""
    model.eval()
    truth: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for clip, frame, picture, edges, classes in examples:
        place = {"clip_id": clip, "frame": frame}
        truth += [{**place, "class": names[name - 1], **_edges(box)} for box, name in zip(edges, classes, strict=True)]
        with torch.no_grad():
            [said] = model([torch.from_numpy(picture.transpose(2, 0, 1).copy()).to(device)])
        rows = zip(said["boxes"].tolist(), said["labels"].tolist(), said["scores"].tolist(), strict=True)
        found += [
            {**place, "class": names[name - 1], **_edges(box), "score": score}
            for box, name, score in rows
            if score > LEAST_SCORE
        ]
    schema = pa.schema([("clip_id", pa.string()), ("frame", pa.int64()), ("class", pa.string()), *((name, pa.float64()) for name in ("x1", "y1", "x2", "y2"))])  # fmt: skip
    return pa.Table.from_pylist(truth, schema), pa.Table.from_pylist(
        found, schema.append(pa.field("score", pa.float64()))
    )


def _edges(box: Any) -> dict[str, float]:
    return dict(zip(("x1", "y1", "x2", "y2"), map(float, box), strict=True))


if __name__ == "__main__":
    main()
