"""The pytest plugin (``-p tests.mutants_hook``) with which ``tests.mutants`` puts a mutant in its module's place.

``NARU_MUTANT=naru.base.kit.ids=/tmp/…/mutant.py``: that one module is loaded from that file, under its own name and
``__file__``; all others from where they are. Installed at this module's import, which pytest does before it loads
the settings of Django and any conftest. Forked processes have it too; those that start Python anew do not.
"""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

SETTING = "NARU_MUTANT"


class MutantFinder(MetaPathFinder):
    def __init__(self, module: str, mutant: Path) -> None:
        assert module not in sys.modules, f"{module} is loaded already"
        self.module = module
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == self.module else None
        if spec is not None and spec.origin is not None:
            spec.loader = MutantLoader(fullname, spec.origin, self.mutant)
        return spec


class MutantLoader(SourceFileLoader):
    """As the loader of the module itself, but for the code, which is compiled anew and never kept as bytecode."""

    def __init__(self, fullname: str, path: str, mutant: Path) -> None:
        super().__init__(fullname, path)
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.mutant.read_bytes(), self.path)


def install(setting: str) -> MutantFinder:
    """``setting`` is ``dotted.module=path``."""
    module, _, mutant = setting.partition("=")
    finder = MutantFinder(module, Path(mutant))
    sys.meta_path.insert(0, finder)
    return finder


if SETTING in os.environ:
    install(os.environ[SETTING])
