"""What the recognition of walls looks at, gathered from an answer and from the page read of it."""

from dataclasses import dataclass
from functools import cached_property

from checker.models import Fetched, Page, Zone
from checker.net.names import host_of
from checker.read.condition import body_zone
from checker.read.fold import fold
from checker.rulebook.wall_schema import LONGEST_WALL

Headers = tuple[tuple[str, str], ...]

_SHOWN = frozenset(Zone) - {Zone.META, Zone.ALT, Zone.JSONLD, Zone.TITLE}
_OWN = frozenset(zone for zone in Zone if body_zone(zone))
_MARKUP_BYTES = 300_000
_TITLE_CHARACTERS = 1_000
_TEXT_CHARACTERS = 20_000
"""How much is looked through; the pages in question are short, whatever a hostile one pretends."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An answer, and the page read of it where there is one. Texts are folded only when a sign asks for them."""

    code: int
    headers: Headers
    host: str
    page: Page | None = None
    body: bytes = b""

    @cached_property
    def words(self) -> int:
        """Words a visitor sees, not title, meta tags, picture descriptions or JSON-LD; counted as far as needed."""
        return self._count(_SHOWN)

    @cached_property
    def own_words(self) -> int:
        """Those of them that are no menu, footer, form, button or cookie notice."""
        return self._count(_OWN)

    @cached_property
    def title(self) -> str:
        """The folded title."""
        return fold(self.page.title[:_TITLE_CHARACTERS]).text if self.page else ""

    @cached_property
    def text(self) -> str:
        """The folded text of all blocks a visitor sees."""
        blocks = self.page.blocks if self.page else ()
        shown = [block for block in blocks if not block.hidden and block.zone in _SHOWN]
        return fold("\n".join(self._text[block.start : block.end] for block in shown)[:_TEXT_CHARACTERS]).text

    @cached_property
    def markup(self) -> str:
        """The beginning of the source in small letters; signs in it are plain ASCII."""
        return self.body[:_MARKUP_BYTES].decode("latin-1").lower()

    @property
    def _text(self) -> str:
        return self.page.text if self.page else ""

    def _count(self, zones: frozenset[Zone]) -> int:
        words = 0
        for block in self.page.blocks if self.page else ():
            if words > LONGEST_WALL:
                break
            if not block.hidden and block.zone in zones:
                words += len(self._text[block.start : block.end].split())
        return words


def seen_of_page(page: Page, fetched: Fetched) -> Seen:
    """Return what is seen of a page that was read."""
    return Seen(
        code=fetched.status_code,
        headers=fetched.headers,
        host=host_of(fetched.final_url),
        page=page,
        body=fetched.body,
    )
