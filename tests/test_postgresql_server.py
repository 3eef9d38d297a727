"""The server that tests start is gone with whoever started it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .postgresql_server import Server

ROOT = Path(__file__).resolve().parent.parent
STARTS = """
import sys
from tests.postgresql_server import programs, running
with running(programs(), "C") as server:
    print(server.folder, server.port, flush=True)
    sys.stdin.read()
"""


def test_a_server_ends_with_a_process_that_is_killed(servers: dict[str, Server]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STARTS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    folder, port = process.stdout.readline().split()
    socket.create_connection(("127.0.0.1", int(port))).close()
    process.kill()
    # Whoever ends the server has the same stdout, and closes it last.
    process.communicate(timeout=60)
    assert not Path(folder).exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(port)))
