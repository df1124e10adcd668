"""Judge a page together with further pages of its site."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from checker.assess import assess
from checker.errors import TargetError
from checker.examine import unreadable
from checker.facts import sha256, text_sha256
from checker.judgement import Judged, ReadPage, judge_page
from checker.models import CapturedPage, Fetched, KindVerdict, SitePage
from checker.rulebook.pack import Pack
from checker.site.examine import as_one, examine_site
from checker.status import Status

ELSEWHERE = "it led to another site"
TWICE = "it is a page that was read already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """A page of a site that arrived."""

    asked: CapturedPage
    fetched: Fetched
    read: ReadPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A page of a site that did not arrive, or is none of its pages."""

    asked: CapturedPage
    status: Status
    detail: str


def attempt(page: CapturedPage, visited: Callable[[CapturedPage], Visited]) -> Visited | Missed:
    """Return a further page, or why there is none."""
    try:
        return visited(page)
    except TargetError as error:
        return Missed(asked=page, status=error.status, detail=error.detail)


def judge_site(asked: Visited, further: Sequence[Visited | Missed], pack: Pack) -> Judged:
    """Judge the page that was asked for and further pages as one site; those that cannot be judged are named."""
    everything = [asked, *_of_the_site(asked, further)]
    arrived = [item for item in everything if isinstance(item, Visited)]
    pages = [item.read.page for item in arrived]
    if all(unreadable(page, pack) for page in pages):
        kinds: tuple[KindVerdict | None, ...] = (None,) * len(pages)
        alone = judge_page(asked.read, pack)
    else:
        examination, kinds = examine_site(pages, pack)
        judged = sum(kind is not None for kind in kinds)
        assessment, outcomes = assess(as_one(pages, pack), examination, pack, pages=judged)
        alone = Judged(read=asked.read, examination=examination, assessment=assessment, outcomes=outcomes)
    known = dict(zip(map(id, arrived), kinds, strict=True))
    named = tuple(_site_page(item, known.get(id(item))) for item in everything)
    return replace(alone, pages=named, further=tuple(pages[1:]))


def _of_the_site(asked: Visited, further: Sequence[Visited | Missed]) -> list[Visited | Missed]:
    """Set aside pages of other sites, and pages that were read already under another address."""
    bodies, addresses = {asked.fetched.body}, {asked.fetched.final_url}
    found: list[Visited | Missed] = []
    for item in further:
        if isinstance(item, Visited) and item.read.page.status is Status.REDIRECTED_ELSEWHERE:
            found.append(Missed(asked=item.asked, status=Status.REDIRECTED_ELSEWHERE, detail=ELSEWHERE))
        elif isinstance(item, Visited) and (item.fetched.body in bodies or item.fetched.final_url in addresses):
            found.append(Missed(asked=item.asked, status=Status.OK, detail=TWICE))
        else:
            found.append(item)
            if isinstance(item, Visited):
                bodies.add(item.fetched.body)
                addresses.add(item.fetched.final_url)
    return found


def _site_page(item: Visited | Missed, kind: KindVerdict | None) -> SitePage:
    if isinstance(item, Missed):
        url, topic = item.asked.final_url or item.asked.requested_url, item.asked.topic
        return SitePage(url=url, topic=topic, status=item.status, detail=item.detail)
    page, fetched = item.read.page, item.fetched
    return SitePage(
        url=fetched.final_url,
        topic=item.asked.topic,
        status=page.status,
        detail=item.read.wall,
        title=page.title,
        words=page.counts.words,
        kind=kind.kind if kind else None,
        body_sha256=sha256(fetched.body),
        text_sha256=text_sha256(page.text),
        fetched_at=fetched.fetched_at,
    )
