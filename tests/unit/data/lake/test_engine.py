"""Which engine answers, by its name."""

from pathlib import Path

import pytest

from naru.data.lake import open_lake, spark
from naru.data.lake.duck import DuckEngine
from naru.data.lake.engine import open_engine


def test_duckdb_is_embedded(tmp_path: Path) -> None:
    engine = open_engine("duckdb", open_lake(tmp_path / "lake"), temp_folder=tmp_path / "tmp", threads=1, memory="64MB")
    assert isinstance(engine, DuckEngine)
    assert (tmp_path / "tmp").is_dir()
    asked = "select current_setting('memory_limit'), current_setting('threads')"
    assert engine._database.execute(asked).fetchone() == ("61.0 MiB", 1)
    with_more = open_engine("duckdb", open_lake(tmp_path / "lake"))
    assert isinstance(with_more, DuckEngine)
    assert with_more._database.execute("select current_setting('memory_limit')").fetchone() == ("953.6 MiB",)


@pytest.mark.parametrize(("name", "master"), [("spark", "local[2]"), ("spark://head:7077", "spark://head:7077")])
def test_spark_is_in_this_process_or_a_cluster(
    name: str, master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(spark, "SparkEngine", lambda lake, **options: asked.append((lake, options)))
    lake = open_lake(tmp_path / "lake")
    open_engine(name, lake, temp_folder=tmp_path)
    assert asked == [(lake, {"master": master, "temp_folder": tmp_path})]


def test_another_name_is_no_engine(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="NARU_ENGINE"):
        open_engine("postgres", open_lake(tmp_path / "lake"))
