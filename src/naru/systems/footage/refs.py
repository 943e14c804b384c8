"""Cameras, clips and events as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage import reads


def camera(camera_id: str, person: Person) -> RefView | None:
    """To whoever may see its figures."""
    try:
        view = reads.camera(camera_id, person)
    except Refused:
        return None
    title = Words(f"{view.site.ko} 카메라 {view.id}", f"Camera {view.id} at {view.site.en}")
    return RefView(title=title, address=f"{reverse('footage:site', args=[view.site_id])}?camera={view.id}")


def clip(clip_id: str, person: Person) -> RefView | None:
    """To officers and auditors."""
    try:
        view = reads.clip(clip_id, person)
    except Refused:
        return None
    return RefView(title=Words(view.name, view.name), address=reverse("footage:clips", args=[view.camera_id]))


def event(event_id: str, person: Person) -> RefView | None:
    """To officers and auditors."""
    try:
        view = reads.event(event_id, person)
    except Refused:
        return None
    title = Words(f"{view.camera.site.ko} 사건({view.rule})", f"Event ({view.rule}) at {view.camera.site.en}")
    return RefView(title=title, address=f"{reverse('footage:events')}?camera={view.camera.id}&decision=all")
