"""Pictures that a job shows, to whoever is engaged for it and to its people."""

from pathlib import Path

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.files import content
from naru.systems.work.core import rights
from naru.systems.work.core.states import ContractState
from naru.systems.work.models import Contract, Image


def image(job_id: str, sha256: str, person: Person) -> tuple[Path, str]:
    """Its file and media type. Raises ``Refused``: ``not_found``."""
    row = Image.objects.select_related("job").filter(job=job_id, sha256=sha256).first()
    if row is None or not _may_see(person, row.job.organisation_id, job_id):
        raise Refused("not_found")
    return content.path_of(sha256), row.media_type


def _may_see(person: Person, owner: str, job_id: str) -> bool:
    if rights.may_see_office(person, owner):
        return True
    engaged = Contract.objects.filter(job=job_id, person=person.id, state=ContractState.IN_FORCE)
    return not person.is_anonymous and engaged.exists()


def in_use(sha256: str) -> bool:
    return Image.objects.filter(sha256=sha256).exists()
