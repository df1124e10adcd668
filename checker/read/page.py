"""Read a fetched page: bytes to text blocks, their zones, and how far the reading can be trusted."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.decode import Decoded, decode
from checker.language import UNKNOWN, detect
from checker.models import Fetched, Limit, Page, ReadCounts, Zone
from checker.read.assemble import Assembled, assemble
from checker.read.binary import is_binary
from checker.read.blocks import BlockBuilder
from checker.read.bounds import BOUNDS, Bounds
from checker.read.completeness import limit
from checker.read.condition import FEWEST_WORDS, Seen, condition
from checker.read.draft import Draft
from checker.read.example import page_of_text
from checker.read.extras import drafts_of_data, without_repeats
from checker.read.frame import Paths
from checker.read.leadin import lead_ins
from checker.read.markup import Readers, read_markup
from checker.read.plain import is_plain, paragraphs
from checker.read.squeeze import squeeze
from checker.read.stylesheet import Stylesheet
from checker.read.zones import place
from checker.status import Status

_LANGUAGE_CHARS = 3_000
_RUNNING = frozenset({Zone.TEXT, Zone.FAQ_ANSWER, Zone.LIST, Zone.TABLE, Zone.QUOTE, Zone.TESTIMONIAL, Zone.HEADING})
_NOT_SHOWN = frozenset({Zone.META, Zone.ALT, Zone.JSONLD, Zone.TITLE})


def read_page(fetched: Fetched, *, bounds: Bounds = BOUNDS, readers: Readers = Readers.BOTH) -> Page:
    """Return the page that a fetched body shows; never raises, whatever the bytes.

    What could not be read is told by `status` and `limits` of the page.

    Args:
        fetched: the body and where it came from.
        bounds: how much of it is read.
        readers: who reads markup. Two take several times as long as one and notice what one overlooks: for one page
            that someone waits for, not for thousands.

    """
    if is_binary(fetched.body):
        return replace(page_of_text("", url=fetched.final_url, language=UNKNOWN), status=Status.NOT_HTML)
    decoded = decode(fetched.body, fetched.content_type)
    limits = _limits_of_bytes(fetched, decoded)
    if is_plain(decoded.text, fetched.content_type):
        builder = _read_plain(decoded.text, fetched.final_url, bounds)
        cut = f"{builder.cut}_cut" if builder.cut else ""
    else:
        reading = read_markup(decoded.text, url=fetched.final_url, bounds=bounds, readers=readers)
        builder, cut = reading.builder, reading.limit
    if cut:
        limits.append(limit(cut))
    return _page(fetched, decoded, builder, limits)


def _limits_of_bytes(fetched: Fetched, decoded: Decoded) -> list[Limit]:
    found = list(fetched.limits)
    if fetched.truncated:
        found.append(limit("truncated_body"))
    if decoded.replaced:
        found.append(limit("undecodable_bytes"))
    return found


def _read_plain(text: str, url: str, bounds: Bounds) -> BlockBuilder:
    builder = BlockBuilder(url=url, styles=Stylesheet(), embed=_no_embed, bounds=bounds)
    for paragraph in paragraphs(text):
        builder.open("p", {})
        builder.text(paragraph)
        builder.close()
    builder.finish()
    return builder


def _no_embed(markup: str, builder: BlockBuilder) -> None:
    """Stand in for embedded pages where there is no markup."""


def _page(fetched: Fetched, decoded: Decoded, builder: BlockBuilder, limits: list[Limit]) -> Page:
    drafts = builder.drafts = [*without_repeats(builder.drafts), *drafts_of_data(builder)]
    place(drafts)
    lead_ins(drafts)
    paths = Paths(builder.inventory.ids)
    for draft in drafts:
        draft.css_path = paths.path(draft.frame)
    made = assemble(drafts)
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
        style_sheets=inventory.style_sheets,
        undecided_styles=builder.undecided_styles,
    )


def _status(made: Assembled, counts: ReadCounts, builder: BlockBuilder) -> Status:
    words = sum([draft.words for draft in builder.drafts if not draft.hidden and draft.zone not in _NOT_SHOWN])
    if words >= FEWEST_WORDS:
        return Status.OK
    visible = "\n".join(draft.text for draft in builder.drafts if not draft.hidden).lower().replace("\u2019", "'")
    unseen = "\n".join(draft.text for draft in builder.drafts if draft.hidden).lower()
    return condition(
        Seen(
            shown=visible,
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
