"""What the file about further pages of a site may say."""

from dataclasses import dataclass

from checker.rulebook.schema import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a further page of a site may be about, and the words of links that lead there."""

    __pydantic_config__ = STRICT

    id: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePages:
    """Which further pages of a site are read, and which documents are named as not read."""

    __pydantic_config__ = STRICT

    about: str
    topics: tuple[Topic, ...]
    """Most wanted first."""
    skip: tuple[str, ...]
    """Words of links that are never followed."""
    documents: tuple[str, ...]
    """Words of links to documents that may hold what the page leaves out."""
