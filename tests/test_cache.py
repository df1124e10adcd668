"""The ready-made pack is used only when it is exactly this one and only this user can have written it."""

import subprocess
import sys
from pathlib import Path

import pytest

from checker.resources import RULES, cache_folder
from checker.rulebook.cache import cached
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from tests.builders import pack_of, rule_text

RULE = {"cure/cure-one": rule_text(body="claim: {phrases: ['cure ... {condition}']}")}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def refuse() -> Pack:
    raise AssertionError("the files were read again")


def test_second_load_comes_from_the_cache_and_finds_the_same(home: Path) -> None:
    pack = pack_of(home, RULE)
    rules = home / "pack"
    text = "our cells cure lupus."

    first = cached(rules, lambda: pack)
    second = cached(rules, refuse)

    assert second.info == first.info
    assert second.book.read([text]).present == first.book.read([text]).present != set()


def test_changed_rule_is_read_again(home: Path) -> None:
    pack = pack_of(home, RULE)
    cached(home / "pack", lambda: pack)
    (home / "pack" / "en" / "cure" / "cure-one.yaml").touch()
    path = home / "pack" / "en" / "cure" / "cure-one.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")

    with pytest.raises(AssertionError, match="read again"):
        cached(home / "pack", refuse)


@pytest.mark.parametrize("content", [b"", b"not a pickle", b"\x80\x04N."])
def test_damaged_cache_is_ignored(home: Path, content: bytes) -> None:
    pack = pack_of(home, RULE)
    cached(home / "pack", lambda: pack)
    folder = cache_folder()
    assert folder
    for path in folder.iterdir():
        path.write_bytes(content)

    assert cached(home / "pack", lambda: pack) is pack


def test_folder_others_can_write_is_not_trusted(home: Path) -> None:
    folder = cache_folder()
    assert folder
    folder.chmod(0o777)

    assert cache_folder() is None


def test_unwritable_cache_still_loads_the_rules(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))

    assert cache_folder() is None
    assert load_rules(base=RULES).info.rules > 0


def test_a_disk_too_full_for_it_keeps_no_half_of_it(tmp_path: Path) -> None:
    script = (
        "import resource, signal; from checker import load_rules; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000)); print(len(load_rules().entries) > 0)"
    )
    half = tmp_path / "clinic-check" / "rules-0.unfinished"
    half.parent.mkdir(mode=0o700)
    half.write_bytes(b"what a stop left")

    done = subprocess.run(
        [sys.executable, "-B", "-c", script],
        cwd=RULES.parent, env={"XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "True\n"
    assert list(half.parent.iterdir()) == []
