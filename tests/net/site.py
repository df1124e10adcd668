"""A small web site on the loopback that answers by path and remembers when it was asked for what."""

import socket
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from .server import Server, reply

PAGE = b"<html><p>We see people with worn joints.</p></html>"
NO_ROBOTS = reply(404)


class Site:
    """Answers each path with its answers in turn, the last one again and again; others with 404."""

    def __init__(self, answers: Mapping[str, bytes | list[bytes]], *, takes_s: float = 0.0) -> None:
        self.answers = {path: [given] if isinstance(given, bytes) else list(given) for path, given in answers.items()}
        self._takes_s = takes_s
        self._server = Server(self._answer)
        self._lock = threading.Lock()
        self.asked: list[str] = []
        self.times: list[float] = []
        self.requests: list[bytes] = []
        self.most_at_once = 0
        self._at_once = 0
        self.port = self._server.port
        self.url = self._server.url

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.__exit__(kind, error, trace)

    @property
    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        return [later - sooner for sooner, later in zip(self.times, self.times[1:], strict=False)]

    def _answer(self, line: socket.socket, request: bytes) -> None:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            path = request.split(b" ")[1].decode()
            self.asked.append(path)
            self.times.append(time.monotonic())
            self.requests.append(request)
            answers = self.answers.get(path, [NO_ROBOTS])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        time.sleep(self._takes_s)
        with self._lock:
            self._at_once -= 1
        line.sendall(answer)
