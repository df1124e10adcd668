"""Peers that are commands: their rule files, and what they found in a folder of pages."""

import json
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.peers.phrases import RULES, as_pattern

Found = list[list[int]]


def semgrep(environment: Path, pages: list[str], place: Path) -> tuple[float, Found]:
    """Search with Semgrep's generic mode; its gap has no limit in words, only the line's end."""
    options = {"generic_ellipsis_max_span": 0}
    rules = [
        {
            "id": f"r{number}",
            "languages": ["generic"],
            "severity": "INFO",
            "message": "-",
            "pattern": " ... ".join(rule),
            "options": options,
        }
        for number, rule in enumerate(RULES)
    ]
    (place / "rules.yaml").write_text(yaml.safe_dump({"rules": rules}), encoding="utf-8")
    command = [str(environment / "bin" / "semgrep"), "scan", "--config", str(place / "rules.yaml"), "--json", "--quiet"]
    command += ["--metrics=off", "--disable-version-check", "--no-git-ignore", "--max-target-bytes=0", "--jobs=1"]

    def read(said: str) -> list[tuple[str, int]]:
        results = json.loads(said)["results"]
        return [(each["path"], int(each["check_id"].rpartition(".r")[2])) for each in results]

    return _timed(command, pages, place, read)


def textlint(environment: Path, pages: list[str], place: Path) -> tuple[float, Found]:
    """Search with textlint and its rule for words to be replaced, prh."""
    rules = [{"pattern": f"/{as_pattern(rule)}/", "expected": f"r{number}"} for number, rule in enumerate(RULES)]
    (place / "prh.yml").write_text(yaml.safe_dump({"version": 1, "rules": rules}), encoding="utf-8")
    config = place / "textlintrc.json"
    config.write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(place / "prh.yml")]}}}), encoding="utf-8")
    modules = environment / "node_modules"
    command = [str(modules / ".bin" / "textlint"), "--config", str(config), "--format", "json"]
    command += ["--rules-base-directory", str(modules)]

    def read(said: str) -> list[tuple[str, int]]:
        return [
            (file["filePath"], int(message["message"].rpartition("=> r")[2].split()[0]))
            for file in json.loads(said or "[]")
            for message in file["messages"]
        ]

    return _timed(command, pages, place, read)


def _timed(
    command: list[str], pages: list[str], place: Path, read: Callable[[str], list[tuple[str, int]]]
) -> tuple[float, Found]:
    """Return what searching takes beyond the command's start, and what was found on each page."""
    alone = place / "nothing"
    alone.mkdir()
    (alone / "page.txt").write_text("nothing\n", encoding="utf-8")
    full = place / "pages"
    full.mkdir()
    for number, page in enumerate(pages):
        (full / f"{number}.txt").write_text(page, encoding="utf-8")
    start_s, _ = _run([*command, str(alone)])
    all_s, said = _run([*command, str(full)])
    found: list[set[int]] = [set() for _ in pages]
    for path, rule in read(said):
        found[int(Path(path).stem)].add(rule)
    return all_s - start_s, [sorted(each) for each in found]


def _run(command: list[str]) -> tuple[float, str]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done: Any = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not done.stdout.strip():
        raise RuntimeError(f"{command[0]} said nothing but: {done.stderr.strip()[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout
