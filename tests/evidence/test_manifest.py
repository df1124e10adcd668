"""A manifest of a stranger is read as data: it ends in a capture, a named problem or a named error."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.check import check_captured
from checker.cli.keeping import captured_jobs
from checker.errors import CheckerError
from checker.evidence.folder import render_sums
from checker.evidence.inspect import open_capture
from checker.evidence.manifest import parse_manifest, render_manifest
from checker.render import render_json
from tests.builders import real_pack

from .builders import saved

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["../../x", "\x1b[2J", "http://10.0.0.1/", "2026-01-01T00:00:00", "9999-12-31T23:59:59-23:00", "1e999"]
    ),
    st.lists(st.integers(-2, 2), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value in some JSON."""
    if isinstance(value, dict):
        return [path, *(each for key, inner in value.items() for each in places(inner, (*path, key)))]
    if isinstance(value, list):
        return [path, *(each for number, inner in enumerate(value) for each in places(inner, (*path, number)))]
    return [path]


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manifest") / "proof"
    saved(folder)
    return folder


def test_a_manifest_survives_writing_and_reading(proof: Path) -> None:
    data = (proof / "manifest.json").read_bytes()

    assert render_manifest(parse_manifest(data)) == data


def test_capture_without_pages_is_refused(proof: Path) -> None:
    manifest = json.loads((proof / "manifest.json").read_bytes()) | {"pages": []}

    with pytest.raises(ValueError, match="names no page"):
        parse_manifest(json.dumps(manifest).encode())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_a_value_ends_in_a_capture_or_a_named_error(
    data: st.DataObject, proof: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    manifest = json.loads((proof / "manifest.json").read_bytes())
    *way, last = data.draw(st.sampled_from([place for place in places(manifest) if place]))
    holder = manifest
    for step in way:
        holder = holder[step]
    holder[last] = data.draw(ODD)
    files = {
        "capture.warc.gz": (proof / "capture.warc.gz").read_bytes(),
        "manifest.json": json.dumps(manifest).encode(),
    }
    folder = tmp_path_factory.mktemp("changed")
    for name, content in {**files, "SHA256SUMS": render_sums(files)}.items():
        (folder / name).write_bytes(content)

    with contextlib.suppress(CheckerError):
        capture, read, number = open_capture(folder)
        manners = read.options.manners
        assert list(captured_jobs(capture, real_pack(), manners, manifest_sha256=number))
        assert render_json(check_captured(capture, capture.sites[0], pack=real_pack(), manners=manners))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"started_at": "2026-11-25T12:00:00.123456Z"', '"started_at": "2026-11-25T12:00:00"', "no time zone"),
        ('"allowed_addresses": []', '"allowed_addresses": ["here"]', "does not appear to be an IPv4 or IPv6 network"),
        ('"schema_version": "1"', '"schema_version": "2"', "this release reads '1'"),
        ('"status": "ok"', '"status": "splendid"', "status"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, words: str, proof: Path) -> None:
    text = (proof / "manifest.json").read_text(encoding="utf-8")
    assert old in text

    with pytest.raises(ValueError, match=words):
        parse_manifest(text.replace(old, new).encode())
