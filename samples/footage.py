"""Footage's chapter of the sample city: eleven cameras, each with one rendered clip that a worker runs behind the open site."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from naru.base.jobs import actions as jobs
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.footage import actions, reads
from naru.systems.footage.adapters.camera_files import read_cameras
from samples.footage_set import keep_truth
from samples.scenes.camera_file import CAMERAS
from samples.scenes.write import write_site

SECONDS = 40.0


def bring(*, as_json: bool, again: bool) -> bool:
    """Set the eleven cameras up and queue their clips, once; whether all of it came in."""
    before = {camera.id for site in reads.sites(SYSTEM) for camera in site.cameras}
    for each in read_cameras(CAMERAS):
        camera = actions.set_up_camera(each, by=SYSTEM)
        if again or camera.id not in before:
            jobs.start(
                "footage.bring_sample",
                {"site_id": camera.site_id},
                title=Words(f"견본 영상 만들기: {camera.site.ko}", f"Render a sample clip: {camera.site.en}"),
                once=f"footage-sample:{camera.site_id}",
            )
    if not as_json:
        click.echo(
            "견본 카메라 11대의 영상은 사이트를 연 뒤에 분석합니다 · The clips of eleven sample cameras are run behind the open site."
        )
    return True


def bring_site(site_id: str) -> str:
    """Render a site's clip and seal it; the id of the run that is to be carried out."""
    with TemporaryDirectory() as folder:
        clip = write_site(site_id, Path(folder), seconds=SECONDS)
        camera = reads.site(site_id, SYSTEM).cameras[0]
        keep_truth(clip, Path(folder) / "truth" / camera.id)
        return actions.bring_files(camera.id, [clip], by=SYSTEM, queued=False)
