"""How a release is loaded, in code: for the shell, PyTorch, Hugging Face datasets and FiftyOne."""

from django.urls import reverse

from naru.base.kit.words import Words
from naru.systems.footage.sets.shapes import ReleaseView


def loading(set_id: str, latest: ReleaseView | None, site: str) -> list[tuple[str, str, str, str]]:
    """(id, name, language, code): how a release is loaded."""
    if latest is None:
        return []
    name = f"{set_id}-{latest.number}"
    url = f"{site}{reverse('footage:package', args=[latest.id, 'coco'])}"
    table = f"{site}{reverse('footage:release', args=[latest.id])}labels.csv"
    return [
        (
            "load-shell",
            Words("내려받기", "Download").en,
            "shell",
            f"curl -L -o {name}.zip '{url}'\nunzip {name}.zip -d {name}",
        ),
        ("load-torch", "PyTorch", "python", TORCH.replace("NAME", name)),
        (
            "load-hf",
            "Hugging Face datasets",
            "python",
            f'from datasets import load_dataset\n\nlabels = load_dataset("csv", data_files="{table}", split="train")\ntrain = labels.filter(lambda row: row["split"] == "train")',
        ),
        ("load-fiftyone", "FiftyOne", "python", FIFTYONE.replace("NAME", name)),
    ]


TORCH = '''import json
from pathlib import Path

import torch
from torch.utils.data import Dataset
from torchvision.io import read_video

class Frames(Dataset):
    """Pictures with their boxes, one split of the release."""

    def __init__(self, root: Path, split: str) -> None:
        manifest = json.loads((root / "manifest.json").read_text())
        coco = json.loads((root / "labels/coco/annotations/instances.json").read_text())
        clips = {clip["clip_id"] for clip in manifest["clips"] if clip["split"] == split}
        videos = {video["id"]: video["name"] for video in coco["videos"]}
        self.root = root
        self.images = [image for image in coco["images"] if videos[image["video_id"]] in clips]
        self.videos, self.boxes = videos, {}
        for each in coco["annotations"]:
            self.boxes.setdefault(each["image_id"], []).append(each)

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, at: int):
        image = self.images[at]
        frames, _, _ = read_video(str(self.root / f"clips/{self.videos[image['video_id']]}.mp4"), pts_unit="sec")
        found = self.boxes.get(image["id"], [])
        boxes = torch.tensor([[x, y, x + w, y + h] for x, y, w, h in (each["bbox"] for each in found)])
        return frames[image["frame_id"]], {"boxes": boxes, "labels": torch.tensor([each["category_id"] for each in found])}

train = Frames(Path("NAME"), "train")'''
FIFTYONE = """import csv
import fiftyone as fo

dataset = fo.Dataset("NAME")
clips = {row["clip"]: row for row in csv.DictReader(open("NAME/clips.csv"))}
samples = {clip: fo.Sample(filepath=f"NAME/{row['file']}", tags=[row["split"]]) for clip, row in clips.items()}
for row in csv.DictReader(open("NAME/labels.csv")):
    clip = clips[row["clip"]]
    width, height = float(clip["width"]), float(clip["height"])
    x1, y1, x2, y2 = (float(row[name]) for name in ("x1", "y1", "x2", "y2"))
    box = fo.Detection(label=row["class"], bounding_box=[x1 / width, y1 / height, (x2 - x1) / width, (y2 - y1) / height])
    frame = samples[row["clip"]].frames[int(row["frame"]) + 1]  # FiftyOne counts from 1
    frame["labels"] = fo.Detections(detections=[*(frame["labels"].detections if frame.has_field("labels") else []), box])
dataset.add_samples(samples.values())"""
