"""Say in plain words what was stored, and what a look at a stored capture found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from checker.evidence.folder import Saved
from checker.evidence.inspect import Fault, Inspection, inspect
from checker.evidence.manifest import MANIFEST_NAME, STAMP_NAME
from checker.evidence.stamp import StampState, check_stamp

KEEP_NUMBER = (
    "Write this number down somewhere else: with it, nobody can change the capture unnoticed. "
    "Whoever can change the whole folder can otherwise make it look whole again."
)
COMPARE = (
    "Compare it with the number written down when the capture was stored. Whoever can change the whole folder can "
    "make it look whole again; only a number or time stamp kept elsewhere shows that."
)


class Verdict(IntEnum):
    """Exit codes of verify."""

    UNCHANGED = 0
    CHANGED = 1
    INCOMPLETE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a look at a stored capture found."""

    verdict: Verdict
    problems: tuple[str, ...]
    """What is wrong, each with its place."""
    facts: tuple[str, ...]
    """What else is to be said."""


def tell_saved(saved: Saved) -> tuple[str, ...]:
    """Return what was stored, where, and which number to keep."""
    manifest = saved.manifest
    size = sum(file.size_bytes for file in manifest.files)
    pages, exchanges = len(manifest.pages), len(manifest.exchanges)
    return (
        f"Kept in {saved.folder}: {pages} page(s), {exchanges} exchange(s), {size:,} bytes packed.",
        f"SHA-256 of {MANIFEST_NAME}: {saved.manifest_sha256}",
        KEEP_NUMBER,
        manifest.timestamp.note,
    )


def verify(folder: Path, *, number: str | None = None, authorities: Sequence[bytes] = ()) -> Account:
    """Look at a stored capture, without the network.

    Args:
        folder: where it is.
        number: the SHA-256 of the manifest that was written down when it was stored.
        authorities: root certificates (PEM) of trusted time-stamping authorities.

    Raises:
        CaptureError: there is no capture.
        ValueError: a certificate cannot be read.

    """
    found = inspect(folder)
    problems = [f"{problem.fault.value.upper()}: {problem}" for problem in found.problems]
    verdicts = [Verdict.CHANGED if each.fault is Fault.CHANGED else Verdict.INCOMPLETE for each in found.problems]
    if number is not None and number.strip().lower() != found.manifest_sha256:
        stated = f"its SHA-256 is {found.manifest_sha256 or 'unknown'}, not {number.strip()}"
        problems.append(f"CHANGED: {MANIFEST_NAME}: {stated}")
        verdicts.append(Verdict.CHANGED)
    stamped, sentence = _stamp(found, authorities)
    if stamped is Verdict.UNCHANGED:
        facts = [sentence] if sentence else []
    else:
        facts = []
        problems.append(f"{stamped.name}: {STAMP_NAME}: {sentence}")
    return Account(
        # A change weighs more than something missing.
        verdict=max([*verdicts, stamped], key=(Verdict.UNCHANGED, Verdict.INCOMPLETE, Verdict.CHANGED).index),
        problems=tuple(problems),
        facts=(*facts, *_facts(found, compare=number is None, whole=not problems)),
    )


def _stamp(found: Inspection, authorities: Sequence[bytes]) -> tuple[Verdict, str]:
    if found.manifest is None or found.problems:
        return Verdict.UNCHANGED, ""
    if STAMP_NAME not in found.files:
        return Verdict.UNCHANGED, found.manifest.timestamp.note
    stamp = check_stamp(found.files[STAMP_NAME], found.files[MANIFEST_NAME], authorities)
    verdicts = {StampState.CONFIRMED: Verdict.UNCHANGED, StampState.WRONG: Verdict.CHANGED}
    return verdicts.get(stamp.state, Verdict.INCOMPLETE), stamp.sentence


def _facts(found: Inspection, *, compare: bool, whole: bool) -> Iterator[str]:
    for name in found.others:
        yield f"Not part of the capture, not looked at: {name}"
    manifest = found.manifest
    if manifest and not found.problems:
        counts = f"{len(found.files)} files, {len(manifest.records)} records, {len(manifest.pages)} page(s)"
        yield f"{found.folder}: {'unchanged' if whole else 'no stored byte has changed'}: {counts}."
        yield f"Made {manifest.started_at:%Y-%m-%d %H:%M:%S} UTC by clinic-check {manifest.tool_version}."
    yield f"SHA-256 of {MANIFEST_NAME}: {found.manifest_sha256 or 'unknown'}"
    if compare:
        yield COMPARE
