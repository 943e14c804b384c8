"""``naru`` as a person at a terminal runs it: a process of its own, with a home of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Machine:
    """One installation: its home folder and what else its environment says."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, expect: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "naru", *map(str, arguments)]
        return self._run(command, expect)

    def json(self, *arguments: str | Path, expect: int = 0) -> list[Any]:
        """The command's answer with ``--json``: one object a line."""
        done = self.run(*arguments, "--json", expect=expect)
        return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]

    def python(self, program: str) -> subprocess.CompletedProcess[str]:
        """A short program inside this installation, after ``django.setup()``."""
        return self._run([sys.executable, "-c", f"import django; django.setup()\n{program}"], 0)

    def _run(self, command: list[str], expect: int) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, env=self.whole_environment(), capture_output=True, text=True, timeout=300)
        assert done.returncode == expect, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done

    def whole_environment(self) -> dict[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("NARU_") and name != "DATABASE_URL"
        }
        own = {"NARU_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "naru.portal.settings"}
        return inherited | own | self.environment
