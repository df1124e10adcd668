"""A certificate authority of our own, made when the tests start."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NAME = "secure.example.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Both ends of an encrypted connection."""

    trust: ssl.SSLContext
    """What a client that trusts our authority uses."""
    server: ssl.SSLContext
    """What the server of `NAME` uses."""


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder = tmp_path_factory.mktemp("certificates")
    _openssl(folder, "req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -days 2 -subj /CN=tests "
             "-addext keyUsage=critical,keyCertSign -keyout ca.key -out ca.pem")  # fmt: skip
    _openssl(folder, "req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
             f"-subj /CN={NAME} -keyout site.key -out site.csr")  # fmt: skip
    folder.joinpath("names").write_text(f"subjectAltName=DNS:{NAME}\n", encoding="ascii")
    _openssl(folder, "x509 -req -in site.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
             "-extfile names -out site.pem")  # fmt: skip
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "site.pem", folder / "site.key")
    return Certificates(trust=ssl.create_default_context(cafile=folder / "ca.pem"), server=server)


def _openssl(folder: Path, arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], cwd=folder, check=True, capture_output=True)
