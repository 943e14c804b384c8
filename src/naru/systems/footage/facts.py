"""What footage counts, as of any instant: hours whose figures are public, cameras, acts that people reviewed."""

from datetime import datetime

from django.db.models import DurationField, ExpressionWrapper, F, Q

from naru.base.kit.query_rows import QueryRows
from naru.systems.footage.core.states import Decision
from naru.systems.footage.models import Clip, Event, Summary


def hours(until: datetime) -> QueryRows:
    """Clips of public cameras by their length, from their last instant on, while they are not withdrawn."""
    query = Clip.objects.filter(
        Q(withdrawn=None) | Q(withdrawn__gt=until), camera__is_public=True, end__lte=until
    ).annotate(length=ExpressionWrapper(F("end") - F("start"), output_field=DurationField()))
    return QueryRows(query=query, kind="camera", at="end", shown_by="camera_id", amount="length")


def cameras(until: datetime) -> QueryRows:
    """Cameras whose figures are everyone's, from their last summary on."""
    query = Summary.objects.filter(camera__is_public=True, made__lte=until)
    return QueryRows(query=query, kind="camera", at="made")


def reviewed_events(until: datetime) -> QueryRows:
    query = Event.objects.exclude(decision=Decision.OPEN.value).filter(decided__lte=until)
    return QueryRows(query=query, kind="footage_event", at="decided")
