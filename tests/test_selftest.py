"""The self-test finds examples that fail, and phrases, exceptions and operators nothing needs."""

from pathlib import Path

from checker.selftest import run_selftest
from tests.builders import pack_of

HEAD = """id: cure-one
title: The page says something.
why: It matters.
ask: Why?
severity: high
confidence: high
"""
TAIL = "sources: [A20]\narticles: []\nfalse_alarms: [something]\n"

SOUND = (
    HEAD
    + """claim:
  phrases: ["cure* ... {condition}", "heal all"]
  cancelled_by: [negation]
  unless: ["cure rate*"]
"""
    + TAIL
    + """examples:
  fires:
    - {text: We cure lupus., quote: cure lupus}
    - {text: We heal all.}
    - {text: Our cells cure asthma.}
    - {text: They cured his gout.}
  quiet:
    - {text: We do not cure lupus., why: negation}
    - {text: The cure rate of lupus is known., why: unless}
    - {text: Lupus is a disease.}
    - {text: We hope for all.}
"""
)


def messages(folder: Path, text: str) -> list[str]:
    return [failure.message for failure in run_selftest(pack_of(folder, {"cure/cure-one": text})).failures]


def test_sound_rule_passes_and_its_examples_are_counted(tmp_path: Path) -> None:
    result = run_selftest(pack_of(tmp_path, {"cure/cure-one": SOUND}))

    assert (result.examples, result.failures) == (8, ())


def test_firing_example_that_stays_quiet_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace("We heal all.", "We mend all."))

    assert any(message.startswith("should fire and is not_found") for message in found)


def test_quiet_example_that_fires_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace("We do not cure lupus.", "We do cure lupus."))

    assert any("should stay quiet and fires on 'cure lupus'" in message for message in found)


def test_wrong_quote_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace("quote: cure lupus", "quote: lupus"))

    assert found == ["should quote 'lupus', quotes 'cure lupus': 'We cure lupus.'"]


def test_wrong_reason_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace("why: unless", "why: negation"))

    assert any("should be set aside for negation, is for unless" in message for message in found)


def test_phrase_no_example_needs_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace('"heal all"]', '"heal all", "mend all"]'))

    assert found == ["no example needs the phrase 'mend all'; add one that only it finds, or delete it"]


def test_operator_no_example_needs_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace("[negation]", "[negation, question]"))

    assert found == ["no example needs question; add a quiet sentence that only it keeps quiet, or delete it"]


def test_exception_no_example_needs_is_reported(tmp_path: Path) -> None:
    found = messages(tmp_path, SOUND.replace('["cure rate*"]', '["cure rate*", "cure-all"]'))

    assert found == ["no example needs the unless phrase 'cure-all'; add a quiet sentence for it, or delete it"]


def test_place_no_example_needs_is_reported(tmp_path: Path) -> None:
    placed = SOUND.replace("claim:", "places: {florida: [], australia: []}\nclaim:")
    for ending in ("We cure lupus.", "We heal all.", "Our cells cure asthma.", "They cured his gout."):
        placed = placed.replace(f"text: {ending}", f"text: {ending} Our Florida clinic.")

    found = messages(tmp_path, placed)

    assert found == ["no example needs the place 'australia'; add a firing one whose page is there, or delete it"]
