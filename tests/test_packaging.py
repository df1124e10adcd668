"""What is shipped is complete: wheel, source archive and editable checkout all find the same rules and templates."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def run(command: list[str], folder: Path, python_path: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(python_path), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder, env=environment)
    return done.stdout


def test_wheel_holds_code_and_data_under_one_name(built: Path) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()

    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"checker"}
    assert {"checker/_data/rules/pack.yaml", "checker/_data/reports/patient.html"} <= set(names)


def test_source_archive_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)

    ours, theirs = (zipfile.ZipFile(next(folder.glob("*.whl"))).namelist() for folder in (built, tmp_path))
    assert sorted(ours) == sorted(theirs)


def test_installed_wheel_checks_the_demo_page_with_its_own_rules(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    where = "from checker.resources import ROOT; print(ROOT)"

    root = run([sys.executable, "-c", where], tmp_path, tmp_path / "installed").strip()
    shown = run([sys.executable, "-m", "checker", "demo"], tmp_path, tmp_path / "installed")

    assert root == str(tmp_path / "installed" / "checker" / "_data")
    assert "Many warning signs" in shown
    assert len(list(tmp_path.glob("*.html"))) == 1


def test_editable_checkout_reads_the_folders_at_its_top(tmp_path: Path) -> None:
    where = "from checker.resources import ROOT; print(ROOT)"

    assert run([sys.executable, "-c", where], tmp_path, CHECKOUT).strip() == str(CHECKOUT)
