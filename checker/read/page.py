"""Read a fetched page: bytes to text blocks, their zones, and how far the reading can be trusted."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.decode import Decoded, decode
from checker.language import UNKNOWN, detect
from checker.models import Fetched, Limit, Page, ReadCounts, Zone
from checker.read.assemble import Assembled, Piece, assemble
from checker.read.binary import is_binary
from checker.read.blocks import BlockBuilder
from checker.read.bounds import BOUNDS, Bounds
from checker.read.completeness import crude_text, limit, misses_text, styles_of
from checker.read.condition import Seen, condition
from checker.read.draft import Draft
from checker.read.example import page_of_text
from checker.read.extras import drafts_of_data, without_repeats
from checker.read.frame import Paths
from checker.read.leadin import lead_ins
from checker.read.plain import is_plain, paragraphs
from checker.read.soup import read_html
from checker.read.squeeze import squeeze
from checker.read.stylesheet import Stylesheet
from checker.read.zones import place
from checker.status import Status

_LANGUAGE_CHARS = 3_000
_RUNNING = frozenset({Zone.TEXT, Zone.FAQ_ANSWER, Zone.LIST, Zone.TABLE, Zone.QUOTE, Zone.TESTIMONIAL, Zone.HEADING})
_NOT_SHOWN = frozenset({Zone.META, Zone.ALT, Zone.JSONLD, Zone.TITLE})


def read_page(fetched: Fetched, *, bounds: Bounds = BOUNDS) -> Page:
    """Return the page that a fetched body shows; never raises, whatever the bytes.

    What could not be read is told by `status` and `limits` of the page.
    """
    if is_binary(fetched.body):
        return replace(page_of_text("", url=fetched.final_url, language=UNKNOWN), status=Status.NOT_HTML)
    decoded = decode(fetched.body, fetched.content_type)
    limits = _limits_of_bytes(fetched, decoded)
    if is_plain(decoded.text, fetched.content_type):
        builder = _read_plain(decoded.text, fetched.final_url, bounds, limits)
    else:
        builder = _read_markup(decoded.text, fetched.final_url, bounds, limits)
    return _page(fetched, decoded, builder, limits)


def _limits_of_bytes(fetched: Fetched, decoded: Decoded) -> list[Limit]:
    found: list[Limit] = []
    if fetched.truncated:
        found.append(limit("truncated_body"))
    if decoded.replaced:
        found.append(limit("undecodable_bytes"))
    return found


def _read_plain(text: str, url: str, bounds: Bounds, limits: list[Limit]) -> BlockBuilder:
    builder = BlockBuilder(url=url, styles=Stylesheet(), embed=_no_embed, bounds=bounds)
    for paragraph in paragraphs(text):
        builder.open("p", {})
        builder.text(paragraph)
        builder.close()
    builder.finish()
    limits.extend(_limit_of_cut(builder))
    return builder


def _limit_of_cut(builder: BlockBuilder) -> list[Limit]:
    return [limit(f"{builder.cut}_cut")] if builder.cut else []


def _no_embed(markup: str, builder: BlockBuilder) -> None:
    """Stand in for embedded pages where there is no markup."""


def _read_markup(markup: str, url: str, bounds: Bounds, limits: list[Limit]) -> BlockBuilder:
    markup, was_cut = _bounded(markup, bounds.tags)
    styles = Stylesheet()
    for css in styles_of(markup):
        styles.add(css)
    builder = BlockBuilder(url=url, styles=styles, embed=_read_embedded, background=_ground(markup), bounds=bounds)
    if not read_html(markup, builder):  # pragma: no cover - no known markup is refused
        limits.append(limit("markup_refused"))
        builder.text(crude_text(markup))
    builder.finish()
    if was_cut:
        limits.append(limit("elements_cut"))
    elif builder.cut:
        limits.extend(_limit_of_cut(builder))
    elif misses_text(markup, "\n".join(draft.text for draft in builder.drafts)):
        limits.append(limit("text_missed"))
    return builder


def _read_embedded(markup: str, builder: BlockBuilder) -> None:
    read_html(markup, builder)


def _bounded(markup: str, most_tags: int) -> tuple[str, bool]:
    """Cut markup with too many tags; returns it and whether it was cut."""
    if markup.count("<") <= most_tags:
        return markup, False
    at = -1
    for _ in range(most_tags):
        at = markup.find("<", at + 1)
    return markup[:at], True


def _ground(markup: str) -> str:
    """Return the colour of the page behind its text, where nothing can have changed it from white."""
    return "" if re.search("stylesheet|background|bgcolor", markup, re.IGNORECASE) else "ffffff"


def _page(fetched: Fetched, decoded: Decoded, builder: BlockBuilder, limits: list[Limit]) -> Page:
    drafts = builder.drafts = [*without_repeats(builder.drafts), *drafts_of_data(builder)]
    place(drafts)
    lead_ins(drafts)
    paths = Paths(builder.inventory.ids)
    made = assemble([_piece(draft, paths) for draft in drafts])
    counts = _counts(builder, made)
    status = _status(made, counts, builder)
    return Page(
        url=fetched.final_url,
        title=_title(drafts, builder),
        language=_language(drafts, builder),
        text=made.text,
        folded=made.folded,
        blocks=made.blocks,
        sentences=made.sentences,
        counts=counts,
        links=tuple(builder.inventory.links),
        facts=tuple(builder.inventory.facts),
        encoding=decoded.encoding,
        status=Status.PARTIAL if status is Status.OK and limits else status,
        limits=tuple(limits),
    )


def _piece(draft: Draft, paths: Paths) -> Piece:
    return Piece(
        text=draft.text,
        zone=draft.zone,
        heading_path=draft.heading_path,
        lead_in=draft.lead_in,
        css_path=paths.path(draft.frame),
        hidden=draft.hidden,
        breaks=draft.breaks,
    )


def _counts(builder: BlockBuilder, made: Assembled) -> ReadCounts:
    inventory = builder.inventory
    return ReadCounts(
        words=sum(draft.words for draft in builder.drafts),
        hidden_words=sum(draft.words for draft in builder.drafts if draft.hidden),
        sentences=len(made.sentences),
        images=inventory.images,
        scripts=inventory.scripts,
        frames=inventory.frames,
        links=len(inventory.links),
    )


def _status(made: Assembled, counts: ReadCounts, builder: BlockBuilder) -> Status:
    shown = [draft for draft in builder.drafts if not draft.hidden and draft.zone not in _NOT_SHOWN]
    visible = "\n".join(draft.text for draft in builder.drafts if not draft.hidden).lower().replace("\u2019", "'")
    unseen = "\n".join(draft.text for draft in builder.drafts if draft.hidden).lower()
    return condition(
        Seen(
            shown=visible,
            words=sum(draft.words for draft in shown),
            scripts=counts.scripts,
            has_app_root=builder.inventory.has_app_root,
            noscript=unseen,
        )
    )


def _title(drafts: list[Draft], builder: BlockBuilder) -> str:
    """Return the title element, else the title for sharing, else the first heading."""
    for draft in drafts:
        if draft.zone is Zone.TITLE:
            return draft.text
    for name, content in builder.inventory.meta:
        if name == "og:title" and content.strip():
            return squeeze(content)[0]
    return next((draft.text for draft in drafts if draft.zone is Zone.HEADING), "")


def _language(drafts: list[Draft], builder: BlockBuilder) -> str:
    """Detect the language of the running text; where there is too little, believe the page's own tag."""
    found = detect(" ".join(_sample(drafts)))
    if found != UNKNOWN:
        return found
    declared = next((fact.value for fact in builder.inventory.facts if fact.name == "html:lang"), "")
    code = re.split(r"[-_]", declared.lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else UNKNOWN


def _sample(drafts: list[Draft]) -> Iterator[str]:
    """Yield running text, long blocks first, until there is enough."""
    running = [draft for draft in drafts if draft.zone in _RUNNING and not draft.hidden]
    length = 0
    for fewest_words, most_words in ((12, 10_000), (1, 11)):
        for draft in running:
            if length > _LANGUAGE_CHARS:
                return
            if fewest_words <= draft.words <= most_words:
                length += len(draft.text)
                yield draft.text
