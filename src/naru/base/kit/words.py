"""One phrase in the interface's two languages, kept side by side so that neither can be missing."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Words:
    ko: str
    en: str

    def in_(self, language: str) -> str:
        """The phrase in English for ``en`` and in Korean, the interface's first language, for anything else."""
        return self.en if language == "en" else self.ko
