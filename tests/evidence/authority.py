"""A time-stamping authority on the loopback: openssl signs, a small server passes on."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

SETTINGS = """
[tsa]
default_tsa = stamping
[stamping]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Keys and certificates of an authority, and what it signs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "ca.pem"
        folder.mkdir()
        folder.joinpath("settings").write_text(SETTINGS.format(folder=folder), encoding="ascii")
        folder.joinpath("serial").write_text("01\n", encoding="ascii")
        folder.joinpath("use").write_text(
            "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
        )
        new_key = "-nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256"
        self._openssl(f"req -x509 {new_key} -days 2 -subj /CN=Test-Root -addext keyUsage=critical,keyCertSign "
                      "-keyout ca.key -out ca.pem")  # fmt: skip
        self._openssl(f"req -new {new_key} -subj /CN=Test-Stamps -keyout tsa.key -out tsa.csr")
        self._openssl(
            "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile use -out tsa.pem"
        )

    def sign(self, query: bytes) -> bytes:
        """Return the answer to a query."""
        self.folder.joinpath("query").write_bytes(query)
        self._openssl("ts -reply -config settings -queryfile query -out answer")
        return self.folder.joinpath("answer").read_bytes()

    def confirms(self, data: Path, token: Path) -> bool:
        """Tell whether openssl itself accepts a time stamp, as a second opinion."""
        command = ["openssl", "ts", "-verify", "-data", str(data), "-in", str(token), "-CAfile", str(self.root)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _openssl(self, arguments: str) -> None:
        subprocess.run(["openssl", *arguments.split()], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def served(
    answer: "Authority | bytes", *, status: int = 200, kind: str = "application/timestamp-reply"
) -> Iterator[str]:
    """Serve an authority, or always the same bytes, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            data = answer.sign(query) if isinstance(answer, Authority) else answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
