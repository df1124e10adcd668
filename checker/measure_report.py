"""Show what a measurement counted: as text for a rule author, as JSON for comparing."""

from collections.abc import Iterator
from typing import Any

from checker.rulebook.pack import Pack
from checker.tally import Tally

SENTENCES_SHOWN = 5
FLOORS = ("precision", "recall", "agreement")


def as_json(measured: Tally, pack: Pack) -> dict[str, Any]:
    """Return every count as plain values."""
    return {
        "pack": {"name": pack.info.name, "version": pack.info.version, "sha256": pack.info.sha256},
        "precision": measured.precision,
        "recall": measured.recall,
        "agreement": measured.agreement,
        "agreement_per_site": measured.agreement_per_site,
        "bands": {f"{want} -> {got}": number for (want, got), number in sorted(measured.bands.items())},
        "kinds": {f"{want} -> {got}": number for (want, got), number in sorted(measured.kinds.items())},
        "genres": {f"{want} -> {got}": number for (want, got), number in sorted(measured.genres.items())},
        "base_rates": [
            {
                "what": rate.what,
                "pages": rate.pages,
                "percent": rate.percent,
                "published_percent": rate.published_percent,
                "source": rate.source,
            }
            for rate in measured.base_rates
        ],
        "other_languages": dict(sorted(measured.other_languages.items())),
        "critical_denied": measured.critical_denied,
        "disclosure_errors": measured.disclosure_errors,
        "rules": {
            rule: {
                "fired": count.fired,
                "confirmed": count.confirmed,
                "elsewhere": count.elsewhere,
                "false_alarms": count.false_alarms,
                "missed": count.missed,
            }
            for rule, count in sorted(measured.rules.items())
            if count.fired or count.missed
        },
    }


def as_text(counts: dict[str, Any]) -> str:
    """Return the counts as a table with the sentences that went wrong."""
    return "\n".join(_lines(counts))


def _lines(counts: dict[str, Any]) -> Iterator[str]:
    yield f"{'rule':36} {'fired':>6} {'right':>6} {'other':>6} {'false':>6} {'missed':>6}"
    for rule, count in counts["rules"].items():
        numbers = (count["fired"], count["confirmed"], count["elsewhere"])
        lists = (len(count["false_alarms"]), len(count["missed"]))
        yield f"{rule:36} " + " ".join(f"{number:6}" for number in (*numbers, *lists))
        yield from (f"    false alarm: {text}" for text in count["false_alarms"][:SENTENCES_SHOWN])
    for name in ("bands", "kinds", "genres", "other_languages"):
        if counts[name]:
            yield ""
            yield f"{name.replace('_', ' ')}: " + ", ".join(f"{key}: {number}" for key, number in counts[name].items())
    for name in ("critical_denied", "disclosure_errors"):
        yield from (f"{name.replace('_', ' ')}: {text}" for text in counts[name])
    if any(rate["pages"] for rate in counts["base_rates"]):
        yield ""
        yield f"{'pages labelled marketing':60} {'ours':>6} {'published':>10}"
        yield from (_rate(rate) for rate in counts["base_rates"] if rate["pages"])
    yield ""
    if counts["agreement_per_site"] is not None:
        yield f"agreement averaged over sites {counts['agreement_per_site']:.3f}"
    yield ", ".join(f"{name} {_shown(counts[name])}" for name in FLOORS)


def _rate(rate: dict[str, Any]) -> str:
    ours, published = rate["percent"], rate["published_percent"]
    far = "  differs by more than 15 points" if abs(ours - published) > 15 else ""
    return f"{rate['what'][:60]:60} {ours:5.0f}% {published:9.0f}%  {rate['source']}, {rate['pages']} pages{far}"


def _shown(value: float | None) -> str:
    return "unmeasured" if value is None else f"{value:.3f}"


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return what moved between two measurements, rule by rule."""
    lines = [f"{name}: {_shown(old.get(name))} -> {_shown(new[name])}" for name in FLOORS if old.get(name) != new[name]]
    for rule in sorted({*old.get("rules", {}), *new["rules"]}):
        before, after = old.get("rules", {}).get(rule, {}), new["rules"].get(rule, {})
        for key in ("false_alarms", "missed"):
            gone = set(before.get(key, ())) - set(after.get(key, ()))
            come = set(after.get(key, ())) - set(before.get(key, ()))
            lines += [f"{rule}: no longer {key.replace('_', ' ')}: {text}" for text in sorted(gone)]
            lines += [f"{rule}: now {key.replace('_', ' ')}: {text}" for text in sorted(come)]
    return lines


def below(counts: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """Return a sentence for each floor that was missed; an unmeasured value misses every floor."""
    return [
        f"{name} is {_shown(counts[name])}, below the floor of {floor:g}"
        for name, floor in floors.items()
        if counts[name] is None or counts[name] < floor
    ]
