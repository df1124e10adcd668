"""Short ways to read a piece of markup and look at what came out."""

from checker.models import Block, Fetched, Page, Zone
from checker.read import read_page
from checker.read.bounds import BOUNDS, Bounds

URL = "https://clinic.example/en/page"
FILLER = "<p>" + " ".join(["The house stands near the river and is open to all who wish to see it."] * 5) + "</p>"


def read(
    markup: str | bytes,
    *,
    content_type: str = "text/html; charset=utf-8",
    truncated: bool = False,
    bounds: Bounds = BOUNDS,
) -> Page:
    """Read a page at a fixed address."""
    body = markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup
    return read_page(
        Fetched(requested_url=URL, final_url=URL, body=body, content_type=content_type, truncated=truncated),
        bounds=bounds,
    )


def text_of(page: Page, block: Block) -> str:
    """Return the text of a block."""
    return page.text[block.start : block.end]


def zones(markup: str) -> list[tuple[Zone, str]]:
    """Return zone and text of every block."""
    page = read(markup)
    return [(block.zone, text_of(page, block)) for block in page.blocks]


def texts(markup: str) -> list[str]:
    """Return the text of every block."""
    return [text for _, text in zones(markup)]


def hidden(markup: str) -> list[str]:
    """Return the text of every hidden block."""
    page = read(markup)
    return [text_of(page, block) for block in page.blocks if block.hidden]


def lead_ins(markup: str) -> dict[str, str | None]:
    """Return the lead-in of every block by its text."""
    page = read(markup)
    return {
        text_of(page, block): None if block.lead_in is None else page.text[block.lead_in[0] : block.lead_in[1]]
        for block in page.blocks
    }
