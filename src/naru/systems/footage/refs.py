"""Cameras, clips and events, training sets, releases and withdrawals as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage import reads
from naru.systems.footage.core.sets.states import TARGET_WORDS
from naru.systems.footage.sets import reads as set_reads


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


def training_set(set_id: str, person: Person) -> RefView | None:
    """To whoever may find its dataset, once it is released."""
    try:
        view = set_reads.training_set(set_id, person)
    except Refused:
        return None
    return RefView(title=view.plan.title, address=reverse("footage:set", args=[view.id]))


def release(release_id: str, person: Person) -> RefView | None:
    """As its set."""
    try:
        view = set_reads.release(release_id, person)
    except Refused:
        return None
    title = view.plan.title
    words = Words(f"{title.ko} 배포판 {view.number}", f"{title.en}, release {view.number}")
    return RefView(title=words, address=reverse("footage:release", args=[view.id]))


def withdrawal(withdrawal_id: str, person: Person) -> RefView | None:
    """To officers and auditors."""
    try:
        view = set_reads.withdrawal(withdrawal_id, person)
    except Refused:
        return None
    words = TARGET_WORDS[view.target]
    title = Words(f"철회: {words.ko} ({view.camera_id})", f"Withdrawal: {words.en} ({view.camera_id})")
    return RefView(title=title, address=reverse("footage:withdrawal", args=[view.id]))
