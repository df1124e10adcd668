"""Read a fetched page and judge it: pure, from bytes to a conclusion."""

from dataclasses import dataclass, replace

from checker.assess import assess
from checker.examine import Examination, examine
from checker.models import Assessment, Fetched, Outcome, Page, SitePage
from checker.read import Readers, read_page
from checker.rulebook.pack import Pack
from checker.status import Status
from checker.walls.elsewhere import led_elsewhere
from checker.walls.recognise import page_or_wall


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page as read."""

    page: Page
    wall: str
    """What stood in front of it, and the sign that gave it away; empty for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A page, or a site, with everything concluded from it."""

    read: ReadPage
    """The page that was given."""
    examination: Examination
    assessment: Assessment
    outcomes: tuple[Outcome, ...]
    pages: tuple[SitePage, ...] = ()
    """Where several pages of a site were asked for: each of them, the given one first."""
    further: tuple[Page, ...] = ()
    """The further pages of the site that were read."""


def read_fetched(fetched: Fetched, pack: Pack, *, readers: Readers = Readers.BOTH) -> ReadPage:
    """Read a page, and tell it from what may stand in front of it."""
    page, wall = page_or_wall(read_page(fetched, readers=readers), fetched, pack.known_walls)
    if page.status is Status.OK and led_elsewhere(fetched):
        page = replace(page, status=Status.REDIRECTED_ELSEWHERE)
    return ReadPage(page=page, wall=wall)


def judge_page(read: ReadPage, pack: Pack) -> Judged:
    """Judge one page."""
    examination = examine(read.page, pack)
    assessment, outcomes = assess(read.page, examination, pack)
    return Judged(read=read, examination=examination, assessment=assessment, outcomes=outcomes)
