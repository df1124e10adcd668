"""A web server on the loopback for measurements and tests: most pages are whole, and some are broken in twelve ways.

Every address in 127.0.0.0/8 is a host of its own, so that a list of thousands of hosts needs one server.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

HTML = "Content-Type: text/html; charset=utf-8"

WAYS = {
    "refused": "connection",
    "silent": "timeout",
    "reset": "connection",
    "garbage": "bad_response",
    "missing": "not_found",
    "overloaded": "http_error",
    "cut": "partial",
    "loop": "too_many_redirects",
    "document": "not_html",
    "empty": "empty_text",
    "bad-gzip": "bad_encoding",
    "no-tls": "tls",
}
"""Ways to be broken, each with the status it is reported under; what is cut is read as far as it goes."""


def _reply(status: str, *lines: str, body: bytes = b"", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *lines])
    return head.encode() + b"\r\n\r\n" + body


_FIXED = {
    "garbage": b"\x00\x01 this is no answer \xff" * 20,
    "missing": _reply("404 Not Found", HTML, body=b"<p>Nothing here.</p>"),
    "overloaded": _reply("503 Service Unavailable", HTML, body=b"<p>Later.</p>"),
    "document": _reply("200 OK", "Content-Type: application/pdf", body=b"%PDF-1.7 nothing"),
    "empty": _reply("200 OK", HTML),
    "bad-gzip": _reply("200 OK", HTML, "Content-Encoding: gzip", body=b"this was never packed"),
}


class BrokenSite:
    """Serves `/N` as page N and `/N/WAY` broken in that way; `url_of` says where."""

    def __init__(self, page: Callable[[int], bytes], *, silence_s: float = 60.0, delay_s: float = 0.0) -> None:
        """Prepare to serve.

        Args:
            page: the bytes of each page.
            silence_s: how long a silent page stays so.
            delay_s: what every whole page takes.
        """
        self._page = page
        self._silence_s = silence_s
        self._delay_s = delay_s
        self._ready = threading.Event()
        self._stop: Callable[[], object] = lambda: None
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("0.0.0.0", 0))
        self.port: int = self._listener.getsockname()[1]
        self._closed = socket.socket()
        self._closed.bind(("0.0.0.0", 0))  # bound and never listening: connections are refused
        self.requests: list[str] = []
        """Host and path of every request, in order."""
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._thread.join()
        self._closed.close()

    def url_of(self, number: int, way: str = "") -> str:
        """Return the address of a page on a host of its own; not the canonical one where the way is `no-tls`."""
        host = f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
        if way == "refused":
            return f"http://{host}:{self._closed.getsockname()[1]}/{number}"
        scheme = "https" if way == "no-tls" else "http"
        return f"{scheme}://{host}:{self.port}/{number}" + (f"/{way}" if way else "")

    def _run(self) -> None:
        asyncio.run(self._until_stopped())

    async def _until_stopped(self) -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        self._stop = lambda: loop.call_soon_threadsafe(stop.set)
        server = await asyncio.start_server(self._serve, sock=self._listener, backlog=1024)
        self._ready.set()
        await stop.wait()
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.read(4096)
            path = head.split(b" ", 2)[1].decode() if head.startswith(b"GET ") else "/0/garbage"
            if path == "/robots.txt":
                writer.write(_reply("404 Not Found"))
                await writer.drain()
                return
            self.requests.append(f"{writer.get_extra_info('sockname')[0]}{path}")
            _, number, *way = path.split("/")
            writer.write(await self._answer(int(number), way[0] if way else "", writer))
            await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, number: int, way: str, writer: asyncio.StreamWriter) -> bytes:
        if way in _FIXED:
            return _FIXED[way]
        if way == "loop":
            return _reply("302 Found", f"Location: /{number}/loop")
        if way == "silent":
            await asyncio.sleep(self._silence_s)
            return b""
        if way == "reset":
            line = writer.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        await asyncio.sleep(self._delay_s)
        page = self._page(number)
        return _reply("200 OK", HTML, body=page[: len(page) * 9 // 10] if way == "cut" else page, length=len(page))
