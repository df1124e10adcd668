import os
import sys
from pathlib import Path

import pytest

from checker.errors import BrowserError
from checker.net.browser.installed import Rendering, set_up_rendering


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="ascii")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_installed_browser_is_found_by_its_usual_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program(tmp_path, name)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert set_up_rendering(sandbox=False) == Rendering(executable=path, sandbox=False)


def test_missing_browser_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BrowserError, match=r"apt install chromium.*--browser PATH"):
        set_up_rendering(sandbox=False)


def test_named_browser_must_be_a_program(tmp_path: Path) -> None:
    (tmp_path / "chromium").write_text("no program", encoding="ascii")

    for path in (tmp_path / "chromium", tmp_path, tmp_path / "missing"):
        with pytest.raises(BrowserError, match=f"there is no program at {path}"):
            set_up_rendering(path, sandbox=False)


def test_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright", None)

    with pytest.raises(BrowserError, match=r"pip install 'clinic-claim-checker\[browser\]'"):
        set_up_rendering(sandbox=False)


def test_administrator_must_give_up_the_sandbox_in_so_many_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program(tmp_path, "chromium")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    with pytest.raises(BrowserError, match="ordinary user, or add --no-sandbox"):
        set_up_rendering(path)
    assert not set_up_rendering(path, sandbox=False).sandbox


def test_everyone_else_gets_the_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(tmp_path, "chromium")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert set_up_rendering(path).sandbox
