import ast
from collections.abc import Iterator
from pathlib import Path

import checker

ROOT = Path(checker.__file__).parent
NETWORK = {
    *("socket", "ssl", "httpx", "httpcore", "http", "urllib.request", "requests", "aiohttp", "urllib3", "anyio"),
    *("asyncio", "socketserver", "ftplib", "smtplib", "telnetlib", "xmlrpc", "imaplib", "poplib", "playwright"),
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_network(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in NETWORK)


def test_only_the_network_room_can_open_a_connection() -> None:
    outside = {path for path in ROOT.rglob("*.py") if (ROOT / "net") not in path.parents}
    guilty = {path.relative_to(ROOT).as_posix() for path in outside if any(map(is_network, imports(path)))}

    assert len(outside) > 5
    assert guilty == set()


def test_files_of_the_network_room_stay_small() -> None:
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "net").rglob("*.py")}

    assert {name: size for name, size in sizes.items() if size > 300} == {}
