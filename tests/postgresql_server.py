"""A real PostgreSQL server for tests, started by whoever may: root as Debian's user postgres.

It ends with whoever started it, however that ends: a process of its own waits for the end of a pipe, then
stops the server and takes its folder away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Where Debian's package has the server's own programs.
INSTALLED = Path("/usr/lib/postgresql")
PASSWORD = "sesame-öffne"
#: The locales of the servers that tests start.
LOCALES = {"C": "C", "UTF-8": "C.UTF-8"}


@dataclass(frozen=True)
class Server:
    """A running server: a folder with its socket, a loopback port that asks for a password, its data."""

    folder: Path
    port: int
    programs: Path

    def socket_url(self, database: str, user: str = "postgres") -> str:
        """The address of a database that asks for no password."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def new_database(self, *options: str) -> str:
        """Make an empty database and return its address."""
        name = f"t{uuid.uuid4().hex}"
        self.say(f'CREATE DATABASE "{name}" {" ".join(options)}', "postgres")
        return self.socket_url(name)

    def say(self, statement: str, database: str) -> str:
        """Run a statement as the server's master and return what it answers, a row a line."""
        return _run(
            [
                str(self.programs / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1",
                "-h", str(self.folder), "-p", str(self.port), "-d", database, "-c", statement,
            ]
        )  # fmt: skip

    def control(self, *arguments: str) -> None:
        """Run ``pg_ctl``."""
        _run([str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *arguments])


def programs() -> Path | None:
    """The folder of the newest server's programs, or None."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running(bin_folder: Path, locale: str) -> Iterator[Server]:
    """Start a new server whose databases are of this locale; take it away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="bilingual-pg-"))
    server = Server(folder, _free_port(), bin_folder)
    # In a session of its own, or Ctrl-C and the signals to a group would end it before its time.
    watching = [sys.executable, __file__, str(folder), str(bin_folder)]
    with subprocess.Popen(watching, stdin=subprocess.PIPE, start_new_session=True):
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            for place in (folder, secret):
                shutil.chown(place, "postgres", "postgres")
        _run(
            [
                str(bin_folder / "initdb"), "-D", str(folder / "data"), "--locale", locale, "-U", "postgres",
                "--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}", "--no-sync",
            ]
        )  # fmt: skip
        options = f"-k {folder} -p {server.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        server.control("-o", options, "-l", str(folder / "log"), "start")
        yield server


def _end(folder: Path, bin_folder: Path) -> None:
    """Wait for the end of whoever started the server, then stop it and take its folder away."""
    sys.stdin.buffer.read()
    try:
        # One that is only starting, or was stopped by a test, is not there to be stopped.
        with contextlib.suppress(AssertionError):
            Server(folder, 0, bin_folder).control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _run(command: list[str]) -> str:
    # No terminal and no output of a server that goes on: its end is not waited for.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        rights = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run(
            command, stdout=told, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd="/",
            env=environment | {"PGUSER": "postgres"}, check=False, **rights,
        )  # fmt: skip
        told.seek(0)
        text = told.read()
    assert done.returncode == 0, f"{' '.join(command)}\n{text}"
    return text


if __name__ == "__main__":
    _end(Path(sys.argv[1]), Path(sys.argv[2]))
