"""The whole job: from a target to a result. Reads like the flow in the README."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from checker.check_site import Visited, attempt, judge_site
from checker.errors import AnswerError
from checker.facts import capture_facts, page_facts, page_texts
from checker.judgement import Judged, judge_page, read_fetched
from checker.models import Capture, CapturedPage, CaptureFacts, Fetched, Page, Result, Run
from checker.net.browser.installed import Rendering
from checker.net.manners import GOOD_MANNERS, Manners
from checker.read import Readers
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.saved import read_file, refuse_other_files
from checker.version import SCHEMA_VERSION, __version__
from checker.walls.recognise import failure_or_wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """When a check began."""

    at: datetime
    clock_s: float


def check_url(
    url: str,
    *,
    pack: Pack | None = None,
    allow_addresses: Sequence[IPv4Network | IPv6Network] = (),
    manners: Manners = GOOD_MANNERS,
    rendering: Rendering | None = None,
    pages: int = 1,
) -> Result:
    """Fetch a page and judge it.

    Args:
        url: a full http or https address.
        pack: the rules; the bundled ones by default.
        allow_addresses: networks that may be contacted although they are not public.
        manners: how to behave towards sites. By default robots.txt is obeyed, and requests to one host are two seconds
            apart.
        rendering: how to read pages that are built by scripts, from `set_up_rendering`; None to read none of them.
        pages: how many pages of the site to read: this one and those most likely to hold what it leaves out.

    Raises:
        TargetError: the page may not or could not be fetched; carries the status and what to do.
        BrowserError: the browser did not start.
        RulePackError: the bundled rules are damaged.
        RuleError: a stop list of the manners is damaged.
        ValueError: the contact of the manners cannot be sent, or several pages are to be read in a browser.
    """
    manners = replace(manners, allowed=(*manners.allowed, *allow_addresses))
    pack = pack or load_rules()
    if pages > 1:
        if rendering:
            message = "a browser reads one page at a time; leave out `pages` or `rendering`"
            raise ValueError(message)
        return _check_site(url, pack, manners, pages)
    from checker.net.browser.choice import after_scripts
    from checker.net.policy import Policy
    from checker.net.visit import visitor  # slow to import, and not needed for files

    started = _start()
    with _walls_named(pack):
        fetched = visitor(manners).read(url)
    if rendering:
        page = read_fetched(fetched, pack).page
        fetched = after_scripts(fetched, page, rendering, Policy(allowed=manners.allowed))
    return check_fetched(fetched, pack=pack, started=started, manners=manners)


def _check_site(url: str, pack: Pack, manners: Manners, pages: int) -> Result:
    from checker.evidence.take import Further, take
    from checker.net.tape import Tape
    from checker.net.visit import Visitor

    tape = Tape()
    visitor = Visitor(manners, tape=tape)
    further = Further(pages=pages, wanted=pack.site_pages, read_sitemap=visitor.read_sitemap)
    capture = take([url], visitor.read, tape, further=further)
    return check_captured(capture, capture.pages, pack=pack, manners=manners)


def check_html(html: str | bytes, *, url: str = "saved page", pack: Pack | None = None) -> Result:
    """Judge a page that is already here.

    Args:
        html: the page's source; bytes are decoded as a browser would.
        url: the address or name shown in the result.
        pack: the rules; the bundled ones by default.

    Raises:
        TargetError: the content is not a web page.
        RulePackError: the bundled rules are damaged.
    """
    started = _start()
    body = html.encode("utf-8") if isinstance(html, str) else html
    charset = "text/html; charset=utf-8" if isinstance(html, str) else ""
    fetched = Fetched(requested_url=url, final_url=url, body=body, content_type=charset, wire_size_bytes=len(body))
    return check_fetched(fetched, pack=pack or load_rules(), started=started)


def check_file(path: Path, *, pack: Pack | None = None) -> Result:
    """Judge a saved page.

    Raises:
        TargetError: the file cannot be read or is not a web page.
    """
    return check_html(read_file(path), url=path.name, pack=pack)


def check_captured(
    capture: Capture,
    pages: Sequence[CapturedPage],
    *,
    pack: Pack | None = None,
    manifest_sha256: str = "",
    manners: Manners = GOOD_MANNERS,
) -> Result:
    """Judge a page of a capture, with the further pages of its site, without any network.

    Args:
        capture: where the bytes are.
        pages: the page that was asked for, then further pages of its site.
        pack: the rules; the bundled ones by default.
        manifest_sha256: of the stored capture's manifest, shown in the result.
        manners: how the pages were visited.

    Raises:
        TargetError: the asked page did not arrive; carries the status and what to do.
        RulePackError: the bundled rules are damaged.
    """
    from checker.evidence.recall import captured_page  # brings the network's libraries, slow to import

    started = _start()
    pack = pack or load_rules()

    def visited(page: CapturedPage) -> Visited:
        with _walls_named(pack):
            fetched = captured_page(capture, page)
        refuse_other_files(fetched)
        return Visited(asked=page, fetched=fetched, read=read_fetched(fetched, pack))

    asked = visited(pages[0])
    further = [attempt(page, visited) for page in pages[1:]]
    judged = judge_site(asked, further, pack) if further else judge_page(asked.read, pack)
    facts = capture_facts(asked.fetched, manifest_sha256=manifest_sha256)
    return _result(judged, facts, started, pack, manners)


def check_archived(read: Callable[[], Fetched], *, pack: Pack | None = None) -> Result:
    """Judge a page of an archive, without any network.

    Args:
        read: takes the page out of the archive.
        pack: the rules; the bundled ones by default.

    Raises:
        CaptureError: the archive changed since it was made.
        TargetError: what was archived is no page; carries the status and what to do.
        RulePackError: the bundled rules are damaged.
    """
    started = _start()
    pack = pack or load_rules()
    with _walls_named(pack):
        fetched = read()
    return check_fetched(fetched, pack=pack, started=started)


def check_fetched(
    fetched: Fetched, *, pack: Pack, started: Start | None = None, manners: Manners = GOOD_MANNERS
) -> Result:
    """Read and judge what was fetched.

    Raises:
        TargetError: the body is not a web page.
    """
    return read_and_judge(fetched, pack=pack, started=started, manners=manners)[1]


def read_and_judge(
    fetched: Fetched,
    *,
    pack: Pack,
    started: Start | None = None,
    manners: Manners = GOOD_MANNERS,
    readers: Readers = Readers.BOTH,
) -> tuple[Page, Result]:
    """Return a page as read and what it came to, for callers that need its text too.

    Args:
        fetched: the page as it arrived.
        pack: the rules.
        started: when the check began; now by default.
        manners: how the page was visited.
        readers: who reads its markup.

    Raises:
        TargetError: the body is not a web page.
    """
    started = started or _start()
    refuse_other_files(fetched)
    read = read_fetched(fetched, pack, readers=readers)
    return read.page, _result(judge_page(read, pack), capture_facts(fetched), started, pack, manners)


def _start() -> Start:
    return Start(at=datetime.now(UTC), clock_s=time.monotonic())


@contextmanager
def _walls_named(pack: Pack) -> Iterator[None]:
    """Name the wall behind an answer that is no page."""
    try:
        yield
    except AnswerError as error:
        raise failure_or_wall(error, pack.known_walls) from error


def _result(judged: Judged, facts: CaptureFacts, started: Start, pack: Pack, manners: Manners) -> Result:
    return Result(
        schema_version=SCHEMA_VERSION,
        run=Run(
            tool_version=__version__,
            started_at=started.at,
            elapsed_s=round(time.monotonic() - started.clock_s, 3),
            allowed_addresses=tuple(str(network) for network in manners.allowed),
            ignored_robots=manners.ignored_robots,
        ),
        pack=pack.info,
        capture=facts,
        page=page_facts(judged.read.page, judged.read.wall),
        kind=judged.examination.kind,
        assessment=judged.assessment,
        outcomes=judged.outcomes,
        identifiers=judged.examination.identifiers,
        pages=judged.pages,
        texts=page_texts((judged.read.page, *judged.further)),
    )
