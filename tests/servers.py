"""Real servers for tests, each on a free port and gone afterwards: PostgreSQL from Debian, an S3 store by moto.

``python -m tests.servers postgres -- COMMAND…`` runs a command with ``DATABASE_URL`` set to a fresh PostgreSQL;
``python -m tests.servers s3 -- COMMAND…`` with ``NARU_LAKE`` and the store's keys.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


def free_port() -> int:
    """One below those that the kernel hands out, so that nobody's connection takes it before its server is up."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL that Debian installed, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL that keeps nothing; its address for ``DATABASE_URL``. As root it runs as the user ``postgres``.

    ``durable``: a commit waits for the disk all the same, for what a bench measures.
    """
    programs = postgres_programs()
    assert programs, "PostgreSQL is not installed: apt-get install postgresql"
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="naru-postgres-"))
    if user:
        shutil.chown(folder, user)
    port = free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "user": user, "cwd": folder}
    initdb = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "naru",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    subprocess.run(initdb, check=True, **quiet)  # type: ignore[call-overload]
    options = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "max_connections": 200}
    options |= {"shared_buffers": "64MB"} | ({} if durable else {"fsync": "off", "full_page_writes": "off"})
    command = [
        programs / "postgres",
        "-D",
        folder / "data",
        *(part for name, value in options.items() for part in ("-c", f"{name}={value}")),
    ]
    server = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
    try:
        ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        _await(lambda: subprocess.run(ready).returncode == 0, "PostgreSQL")
        subprocess.run([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "naru", "naru"], check=True)
        yield f"postgresql://naru@127.0.0.1:{port}/naru"
    finally:
        server.send_signal(3)  # SIGQUIT: end at once
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An S3-compatible store with one empty bucket."""

    endpoint: str
    bucket: str
    key: str = "naru"
    secret: str = "naru-secret"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "NARU_LAKE": f"s3://{self.bucket}/lake",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }


@contextmanager
def s3() -> Iterator[Store]:
    """moto's S3 server in a process of its own."""
    store = Store(endpoint=f"http://127.0.0.1:{(port := free_port())}", bucket="naru")
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(lambda: _answers(store.endpoint), "moto")
        request = urllib.request.Request(f"{store.endpoint}/{store.bucket}", method="PUT")
        urllib.request.urlopen(request).close()
        yield store
    finally:
        server.kill()
        server.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=1).close()
    except OSError:
        return False
    return True


def _await(ready: Callable[[], bool], what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"{what} did not start within {seconds} s"
        time.sleep(0.1)


def main() -> int:
    kind, _, *command = sys.argv[1:]
    if kind == "postgres":
        with postgres() as address:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode
    with s3() as store:
        return subprocess.run(command, env=os.environ | store.environment).returncode


if __name__ == "__main__":
    sys.exit(main())
