"""The SHA-256 of a file, read once for as long as its size and its time of change stay the same."""

from pathlib import Path

from naru.base.kit.canonical import JSON, sha256_of
from naru.systems.footage.adapters import clip_bytes
from naru.systems.footage.pipeline.store import Store


def fingerprint(path: Path, store: Store, *, key: str = "") -> str:
    """Of the plain bytes; ``key``: of a sealed clip."""
    stat = path.stat()
    seen: JSON = {
        "path": str(path.resolve()),
        "bytes": stat.st_size,
        "changed_ns": str(stat.st_mtime_ns),
        "inode": str(stat.st_ino),
    }
    name = f"fingerprints/{sha256_of(seen)[:32]}"
    known = store.read_json(name)
    if isinstance(known, str):
        return known
    digest = clip_bytes.sha256_of(path, key)
    store.write_json(name, digest)
    return digest


def forget(clip_id: str, store: Store) -> None:
    """The hashes of files that hold the clip."""
    for file in sorted((store.root / "fingerprints").glob("*.json")):
        if str(store.read_json(f"fingerprints/{file.stem}")).startswith(clip_id):
            file.unlink()
