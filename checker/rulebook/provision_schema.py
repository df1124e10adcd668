"""What the file of provisions may say: laws and codes that a reviewer may wish to set beside a finding."""

from dataclasses import dataclass
from enum import StrEnum

from checker.rulebook.schema import STRICT


class Jurisdiction(StrEnum):
    """Whose law or code it is."""

    US = "US"
    EU = "EU"
    UK = "UK"
    AU = "AU"
    CA = "CA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision that a reviewer may wish to consider. Naming it says nothing about whether it is met."""

    __pydantic_config__ = STRICT

    id: str
    """Kebab-case, begins with the jurisdiction; never reused."""
    jurisdiction: Jurisdiction
    cite: str
    """As lawyers cite it: "15 U.S.C. 45"."""
    title: str
    """What it is about, a few words."""
    url: str
    """A page with its text, or with its authority's account of it."""
    read: str
    """Day the page was looked up (ISO date)."""
    edition: str = ""
    """What the page shows where that is not today's text: an older edition, an account of it. Empty when it is."""
    applies_to: tuple[str, ...]
    """Categories and ids of rules beside whose findings it is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionFile:
    """All provisions, in the order in which they are named."""

    __pydantic_config__ = STRICT

    about: str
    provisions: tuple[Provision, ...]
