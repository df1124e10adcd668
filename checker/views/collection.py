"""How a page was collected: as a paragraph, as a record of facts, and as a list of addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checker.catalogue import Words
from checker.models import Result
from checker.status import JUDGED, Status
from checker.views.telling import how_much_was_read, what_became_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a check."""

    name: str
    value: str
    exact: bool = False
    """True for a hash or a command, which a reader copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What became of one address."""

    url: str
    status: Status
    what: str
    moment: str
    sha256: str


def last_visited(result: Result) -> datetime:
    """Return when the page was fetched; for a saved page, when it was judged."""
    return result.capture.fetched_at or result.run.started_at


def narrated(w: Words, result: Result) -> str:
    """Return how the page was collected, in a paragraph."""
    capture, page, pack = result.capture, result.page, result.pack
    passed = ", ".join(hop.url for hop in capture.redirects)
    fetched = bool(capture.peer_address)
    return w(
        "regulator.collected" if fetched else "regulator.collected_file",
        day=w.moment(last_visited(result)),
        tool=result.run.tool_version,
        requested=capture.requested_url,
        redirected=w("regulator.redirected", passed=passed) if passed else w("regulator.not_redirected"),
        address=capture.final_url,
        peer=capture.peer_address,
        status=capture.status_code,
        bytes=w.count("byte", capture.size_bytes),
        sha256=capture.sha256,
        read=how_much_was_read(w, page.counts, page.language, capture.browser),
        rules=w.count("rule", pack.rules),
        pack=pack.name,
        version=pack.version,
    )


def record(w: Words, result: Result) -> Iterator[Fact]:
    """Yield every fact of the fetch and of the reading."""
    yield Fact(name=w("method.asked_for"), value=result.capture.requested_url)
    yield from _way(w, result)
    yield from _connection(w, result)
    yield from _manners(w, result)
    yield from _hashes(w, result)
    counts, status = result.page.counts, result.page.status
    amount = w(
        "method.text_amount",
        words=w.count("word", counts.words),
        sentences=w.count("sentence", counts.sentences),
        links=w.count("link", counts.links),
        status=status.value,
    )
    yield Fact(name=w("method.text"), value=amount)
    yield from (Fact(name=w("method.note_name"), value=note) for note in result.capture.notes)
    yield from _tool(w, result)


def _way(w: Words, result: Result) -> Iterator[Fact]:
    capture = result.capture
    for hop in capture.redirects[:20]:
        said = w("method.with_status", url=hop.url, status=hop.status_code)
        yield Fact(name=w("method.redirected_by"), value=said)
    by = "method.delivered_from" if capture.peer_address else "method.delivered"
    said = w(by, url=capture.final_url, peer=capture.peer_address, status=capture.status_code)
    yield Fact(name=w("method.delivered_by"), value=said)


def _connection(w: Words, result: Result) -> Iterator[Fact]:
    capture = result.capture
    if capture.tls:
        said = w("method.encrypted", version=capture.tls.version, cipher=capture.tls.cipher)
        yield Fact(name=w("method.encryption"), value=said)
        if capture.tls.certificate_sha256:
            yield Fact(name=w("method.certificate"), value=capture.tls.certificate_sha256, exact=True)
    received = w(
        "method.received_what",
        moment=w.moment(capture.fetched_at),
        bytes=w.count("byte", capture.size_bytes),
        type=capture.content_type or w("method.no_content_type"),
        encoding=result.page.encoding,
    )
    yield Fact(name=w("method.received"), value=received)
    if capture.browser:
        yield Fact(name=w("method.read_in"), value=w("method.read_in_browser", browser=capture.browser))


def _manners(w: Words, result: Result) -> Iterator[Fact]:
    run = result.run
    if not result.capture.peer_address:
        return
    robots = w("regulator.robots_ignored", reason=run.ignored_robots) if run.ignored_robots else ""
    yield Fact(name=w("regulator.robots"), value=robots or w("regulator.robots_obeyed"))
    networks = ", ".join(run.allowed_addresses) or w("regulator.none_opened")
    yield Fact(name=w("regulator.networks"), value=networks)


def _hashes(w: Words, result: Result) -> Iterator[Fact]:
    capture = result.capture
    named = (
        ("method.sha_sent", capture.served_sha256),
        ("method.sha_bytes", capture.sha256),
        ("method.sha_text", result.page.text_sha256),
        ("method.sha_manifest", capture.manifest_sha256),
    )
    yield from (Fact(name=w(name), value=value, exact=True) for name, value in named if value)


def _tool(w: Words, result: Result) -> Iterator[Fact]:
    pack, run = result.pack, result.run
    yield Fact(
        name=w("method.rules"),
        value=w("method.rules_of", pack=pack.name, version=pack.version),
    )
    yield Fact(name=w("method.sha_rules"), value=pack.sha256, exact=True)
    said = w(
        "method.tool_run",
        tool=run.tool_version,
        moment=w.moment(run.started_at),
        seconds=w.decimal(run.elapsed_s, "%.2f"),
        schema=result.schema_version,
    )
    yield Fact(name=w("method.tool"), value=said)


def addresses(w: Words, result: Result) -> tuple[Address, ...]:
    """Return every address of the check with what became of it, failures included."""
    capture, page = result.capture, result.page
    if result.pages:
        return tuple(
            Address(
                url=each.url,
                status=each.status,
                what=what_became_of(w, each),
                moment=w.moment(each.fetched_at),
                sha256=each.body_sha256,
            )
            for each in result.pages
        )
    read = page.status in JUDGED
    what = w("report.page_was_read", words=w.count("word", page.counts.words))
    why = w(f"status.{page.status.value}.sentence")
    return (
        Address(
            url=capture.final_url,
            status=page.status,
            what=what if read else why,
            moment=w.moment(capture.fetched_at),
            sha256=capture.sha256,
        ),
    )


def citation(w: Words, result: Result) -> str:
    """Return the line by which others can refer to this check."""
    return w(
        "journalist.citation",
        tool=result.run.tool_version,
        pack=result.pack.name,
        version=result.pack.version,
        rules_hash=result.pack.sha256[:12],
        address=result.capture.final_url,
        day=w.day(last_visited(result)),
        page_hash=result.capture.sha256,
    )
