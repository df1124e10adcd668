"""Encrypted sites: the browser speaks to them through the proxy's tunnels, and checks their certificates itself."""

import base64
import hashlib
import shlex
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

from checker.models import Fetched
from checker.net.browser.installed import Rendering
from checker.net.browser.visit import render
from checker.net.client import fetch
from tests.browser.conftest import INSIDE, SHORT, site
from tests.net.conftest import NAME, Certificates, certificates
from tests.net.server import Server

__all__ = ["certificates"]

PAGE: dict[str, str | bytes] = {
    "/": "<p>Words before.</p><script src=/app.js></script>",
    "/app.js": "document.body.append('Written over an encrypted line.')",
}


def key_digest(server: Server) -> str:
    """Return the digest by which Chromium names a certificate's key."""
    certificate = ssl.get_server_certificate(("127.0.0.1", server.port))
    key = subprocess.run(
        ["openssl", "x509", "-pubkey", "-noout"], input=certificate.encode(), capture_output=True, check=True
    )
    lines = key.stdout.split(b"\n")[1:-2]
    return base64.b64encode(hashlib.sha256(base64.b64decode(b"".join(lines))).digest()).decode()


def visit(server: Server, rendering: Rendering, trust: ssl.SSLContext) -> Fetched:
    policy = replace(INSIDE, resolver=lambda _host, _port: ("127.0.0.1",), trust=trust)
    page = fetch(f"https://{NAME}:{server.port}/", policy=policy)
    return render(page, rendering, policy=policy, limits=SHORT)


def test_page_and_scripts_of_an_encrypted_site_are_read(
    rendering: Rendering, certificates: Certificates, tmp_path: Path
) -> None:
    with site(PAGE, tls=certificates.server) as server:
        trusting = tmp_path / "chromium"
        command = [str(rendering.executable), f"--ignore-certificate-errors-spki-list={key_digest(server)}"]
        trusting.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
        trusting.chmod(0o755)
        page = visit(server, replace(rendering, executable=trusting), certificates.trust)

    assert b"Written over an encrypted line." in page.body.partition(b"</script>")[2]
    assert f"In the browser the page fetched scripts, styles or data from: {NAME}." in page.notes
    assert set(server.server_names) == {None, NAME}


def test_certificate_of_an_unknown_authority_is_not_accepted(rendering: Rendering, certificates: Certificates) -> None:
    with site(PAGE, tls=certificates.server) as server:
        page = visit(server, rendering, certificates.trust)

    assert b"Words before." in page.body
    assert page.body.endswith(b'<script src="/app.js"></script></body></html>')
    assert [request.split(b"\r\n")[0] for request in server.requests if request] == [b"GET / HTTP/1.1"]
