"""A site of several files, and traps that record whoever comes near them."""

import contextlib
import os
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

import pytest

from checker.models import Fetched
from checker.net.browser.installed import Rendering, set_up_rendering
from checker.net.browser.limits import RenderLimits
from checker.net.browser.visit import render
from checker.net.client import fetch
from checker.net.policy import Policy
from tests.net.server import Server, reply

INSIDE = Policy(allowed=(ip_network("127.0.0.1/32"),))
"""Lets a visit reach the tests' own site, and no other address of this computer."""

TRAP = "127.0.0.2"
"""An address of this computer that no policy here opens."""


@pytest.fixture(scope="session")
def rendering() -> Rendering:
    """Without the sandbox, which does not work everywhere tests run."""
    browser = os.environ.get("CHROMIUM")
    return set_up_rendering(Path(browser) if browser else None, sandbox=False)


@dataclass(slots=True)
class Trap:
    """Listens for connections and datagrams at an address that must not be contacted."""

    port: int
    visitors: list[str] = field(default_factory=list)


@pytest.fixture
def trap() -> Iterator[Trap]:
    with socket.create_server((TRAP, 0)) as listener, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        set_ = Trap(port=listener.getsockname()[1])
        datagrams.bind((TRAP, set_.port))

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, peer = listener.accept()
                    set_.visitors.append(f"connection from {peer}")
                    connection.close()

        def receive() -> None:
            with contextlib.suppress(OSError):
                while True:
                    data, peer = datagrams.recvfrom(2048)
                    if peer[1] != own[1]:
                        set_.visitors.append(f"{len(data)} bytes from {peer}")
                    else:
                        return

        threads = [threading.Thread(target=each, daemon=True) for each in (accept, receive)]
        for thread in threads:
            thread.start()
        yield set_
        listener.shutdown(socket.SHUT_RDWR)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closing:
            closing.bind((TRAP, 0))
            own = closing.getsockname()
            closing.sendto(b"", (TRAP, set_.port))
            for thread in threads:
                thread.join(timeout=5)


def site(files: dict[str, str | bytes], tls: ssl.SSLContext | None = None) -> Server:
    """Return a server of these files; their endings say what they are. Bytes are sent as the whole answer."""

    def script(line: socket.socket, request: bytes) -> None:
        if not request:
            return  # somebody who only wanted to see the certificate, or keeps a line ready
        path = request.split(b" ")[1].decode().partition("?")[0]
        found = files.get(path, "")
        if isinstance(found, bytes):
            line.sendall(found)
            return
        kind = {"js": "text/javascript", "json": "application/json"}.get(path.rpartition(".")[2], "text/html")
        line.sendall(reply(200 if found else 404, f"Content-Type: {kind}; charset=utf-8", body=found.encode()))

    return Server(script, tls=tls)


APP_WORDS = (
    "We treat arthritis with stem cells. Our cells cure arthritis, guaranteed. Book your free consultation today. "
)
APP = """
const part = (tag, text) => Object.assign(document.createElement(tag), {textContent: text});
fetch('/words.json').then(answer => answer.json()).then(({words}) => {
  document.getElementById('root').append(part('h1', 'Cells & joints'), part('p', words));
  const box = document.createElement('clinic-box');
  box.attachShadow({mode: 'open'}).innerHTML = '<p>Inside the box: <slot></slot></p>';
  box.append('handed to the box');
  const frame = document.createElement('iframe');
  frame.src = '/frame.html';
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.innerHTML = '<slot><text>In the drawing</text></slot><template><text>And there</text></template>';
  document.body.append(box, frame, drawing);
  setTimeout(() => document.body.append(part('p', 'Written a little later.')), 900);
});
"""
APP_FILES: dict[str, str | bytes] = {
    "/": "<html><head><title>Clinic</title></head><body><div id=root></div><noscript>Switch scripts on</noscript>"
    "<form><input name=childNodes><input name=attributes><p>In the form</p></form><script src=/app.js></script>",
    "/app.js": APP,
    "/words.json": f'{{"words": "{APP_WORDS * 6}"}}',
    "/frame.html": "<p>Inside the frame &amp; read",
}
"""A clinic's page without a word in it until its scripts have run."""

SHORT = RenderLimits(deadline_s=20, load_s=1.5, quiet_s=1, linger_s=0.2)


def visit(server: Server, rendering: Rendering, limits: RenderLimits = SHORT, *, policy: Policy = INSIDE) -> Fetched:
    """Fetch a site's page and read it in the browser."""
    return render(fetch(server.url, policy=policy), rendering, policy=policy, limits=limits)


def processes_in(folder: Path) -> list[str]:
    """Return the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in told and process.name != str(os.getpid()):
            found.append(told[:200].decode(errors="replace"))
    return found


def left_behind(folder: Path) -> list[str]:
    """Return files and processes that remain a moment after a visit."""
    ends_at = time.monotonic() + 3
    while processes_in(folder) and time.monotonic() < ends_at:
        time.sleep(0.05)
    return processes_in(folder) + [path.name for path in folder.iterdir()]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the browser's files go; a short path, because Chromium puts a socket in it."""
    with tempfile.TemporaryDirectory(prefix="t-") as path:
        monkeypatch.setattr(tempfile, "tempdir", path)
        yield Path(path)
