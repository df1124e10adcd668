"""What a file under `walls/` may say: the signs of a page that stands in front of the page, as data."""

from dataclasses import dataclass, field

from checker.rulebook.schema import STRICT
from checker.status import Status

LONGEST_WALL = 300
"""Words; no page longer than that is ever a wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One way to recognise a wall. Everything a sign names must hold; of a list, one entry is enough."""

    __pydantic_config__ = STRICT

    codes: tuple[int, ...] = ()
    """HTTP statuses of the answer."""
    headers: dict[str, str] = field(default_factory=dict)
    """Header names with a part of their value, all of them; an empty part asks only for the header."""
    hosts: tuple[str, ...] = ()
    """Endings of the host name that delivered the page in the end."""
    title: tuple[str, ...] = ()
    """Parts of the page's title, in any case."""
    text: tuple[str, ...] = ()
    """Parts of the text a visitor sees, in any case."""
    at_least: int = 1
    """How many different entries of `text` are needed."""
    markup: tuple[str, ...] = ()
    """Parts of the page's source, in any case: ids, addresses of scripts."""
    most_words: int | None = None
    """Words a visitor sees, at most. A sign on title, text or markup needs a limit: a clinic's page may hold them."""
    most_own_words: int | None = None
    """The same without menus, footers, forms, buttons and cookie notices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An example: what a site answers, all but a few parts left out."""

    __pydantic_config__ = STRICT

    html: str = ""
    """The page; `{clinic}` in it stands for 300 words of an ordinary clinic's page."""
    code: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    host: str = "clinic.example"


def _key_of(name: str) -> str:
    """Return a field's name in the file: `is` is no name in Python."""
    return name.rstrip("_")


_IS_ALLOWED = {**STRICT, "alias_generator": _key_of}


@dataclass(frozen=True, slots=True, kw_only=True)
class WallExamples:
    """Answers that are this wall, and answers that are a page."""

    __pydantic_config__ = _IS_ALLOWED

    is_: tuple[Answer, ...]
    is_not: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSource:
    """A public page that describes the signs."""

    __pydantic_config__ = STRICT

    url: str
    read: str
    """Day it was read (ISO date)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """One kind of page that stands in front of the page, with its own tests."""

    __pydantic_config__ = STRICT

    id: str
    """Kebab-case name; equals the file name."""
    name: str
    """What readers see: "Cloudflare"."""
    status: Status
    """What becomes of a page that is this wall."""
    about: str
    sources: tuple[WallSource, ...]
    last: bool = False
    """Asked only when no other wall is recognised: for wording that many share."""
    signs: tuple[Sign, ...]
    examples: WallExamples
