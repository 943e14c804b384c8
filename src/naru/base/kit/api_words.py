"""What the API's reference says of one package's operations in Korean; the OpenAPI document itself is in English."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiWords:
    tag: str  # of the package's router
    title: Words
    order: int = 50  # among the groups of the reference: what most people come for stands first
    operations: Mapping[str, str] = field(default_factory=dict)  # by operationId: what it does
    parameters: Mapping[str, Words] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)  # of bodies; "{choices}" takes what English lists
