"""Asks a server as a client does that takes whatever comes: any status, a connection that breaks, no answer at all."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass

from benchmarks.finding.web import Server

TIMEOUT = 30.0  # seconds


@dataclass(frozen=True)
class Answer:
    """`status` 0: none came in time, or the connection broke."""

    address: str
    status: int
    seconds: float
    content: bytes


def get(server: Server, address: str) -> Answer:
    """Whatever the answer is."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return Answer(address, answer.status, time.monotonic() - began, answer.read())
    except (OSError, http.client.HTTPException):
        return Answer(address, 0, time.monotonic() - began, b"")
    finally:
        connection.close()
