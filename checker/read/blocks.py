"""Build blocks of text from a parser's events: inline elements join, block elements separate."""

from collections.abc import Callable, Mapping

from checker.read.bounds import BOUNDS, Bounds
from checker.read.draft import Draft
from checker.read.frame import Frame
from checker.read.hiding import hide
from checker.read.inventory import Inventory, is_data
from checker.read.names import BLOCKS, BOLD, LISTS, UNREAD
from checker.read.region import enter
from checker.read.run import LINE, Run
from checker.read.shape import is_button, is_icon, shape_of
from checker.read.sidetext import side_texts
from checker.read.squeeze import squeeze
from checker.read.stylesheet import Stylesheet
from checker.read.visibility import NOTHING, look_of_style

_HOLDS_PAGE = frozenset({"h1", "main", "nav", "header", "footer", "article"})


class BlockBuilder:
    """Receives `events.Events`; holds the drafts of all blocks in page order and an inventory of the rest."""

    def __init__(
        self,
        *,
        url: str,
        styles: Stylesheet,
        embed: Callable[[str, "BlockBuilder"], None],
        background: str = "",
        bounds: Bounds = BOUNDS,
    ) -> None:
        self.drafts: list[Draft] = []
        self.inventory = Inventory(url)
        self.data_scripts: list[str] = []
        self.cut = ""
        """What a limit cut: `elements`, `text` or empty."""
        self._styles = styles
        self._embed = embed
        self._embedded = False
        self._bounds = bounds
        self._elements = self._chars = 0
        self._run = Run()
        self._stashed: list[Run] = []
        self._side: list[Draft] = []
        self._side_seen: set[str] = set()
        self._link_parts: list[str] = []
        self._frame = Frame(tag="", parent=None, background=background)
        self._closed: Frame | None = None
        """The inline element that ended just before, with no text since."""
        self._seam = False
        """True at the beginning of an inline element that touches one of its own kind."""

    def open(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Begin an element."""
        self._elements += 1
        if self._elements > self._bounds.elements:
            self.cut = self.cut or "elements"
        around = self._frame
        applied = self._styles.apply(tag, attrs)
        own = look_of_style(attrs["style"]) if "style" in attrs else NOTHING
        is_block = tag in BLOCKS or own.as_block or applied.look.as_block or is_button(tag, attrs)
        if is_block:
            self._flush()
        frame = self._frame = _child(around, tag, attrs, is_block=is_block)
        frame.after = applied.after
        self._seam = _touches(self._closed, frame)
        hide(frame, around, attrs, own, applied.look, self.inventory.openers)
        self._enter_region(frame, attrs)
        if frame.hidden and not around.hidden and not is_block:
            self._stashed.append(self._run)
            self._run = Run()
            frame.opened_run = True
        self.inventory.note(tag, attrs)
        self._special(frame, attrs)
        if applied.before:
            self.text(applied.before)

    def text(self, data: str) -> None:
        """Add text to the block being read."""
        frame = self._frame
        if frame.unread:
            if frame.tag == "script" and self.data_scripts and frame.link_at == 0:
                self.data_scripts[-1] += data
            return
        if self.cut or not data:
            return
        self._chars += len(data)
        if self._chars > self._bounds.chars:
            self.cut = "text"
            data = data[: max(0, len(data) - (self._chars - self._bounds.chars))]
        self._add(data.replace(LINE, "") if LINE in data else data)

    def close(self) -> None:
        """End the element opened last."""
        frame = self._frame
        if frame.parent is None:
            return
        if frame.after:
            self.text(frame.after)
        if frame.sup_at >= 0:
            self._run.part_footnote(frame.sup_at)
        if frame.is_block:
            self._flush()
        elif frame.opened_run:
            self._end_hidden_run()
        if frame.href:
            self.inventory.link(frame.href, "".join(self._link_parts[frame.link_at :]))
            del self._link_parts[frame.link_at :]
        self._frame = frame.parent
        self._closed = None if frame.is_block else frame

    def finish(self) -> None:
        """End everything still open."""
        while self._frame.parent is not None:
            self.close()
        self._flush()

    def _add(self, data: str) -> None:
        self._run.add(data, self._frame, at_seam=self._seam)
        self._closed, self._seam = None, False
        if self._frame.is_link:
            self._link_parts.append(data)

    def _enter_region(self, frame: Frame, attrs: Mapping[str, str]) -> None:
        around = frame.parent.region if frame.parent is not None else None
        frame.region = enter(frame.tag, attrs, around)
        if frame.region is not None and frame.region is not around:
            frame.region.after_heading = self._follows_heading(frame)
        if frame.tag in _HOLDS_PAGE and around is not None:
            for region in around.chain():
                region.holds_page = True

    def _follows_heading(self, frame: Frame) -> bool:
        """Say whether a heading or a text ending in a colon stands directly before, in the same container."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.frame.parent is not frame.parent:
            return False
        return last.shape == "heading" or last.text.endswith(":")

    def _special(self, frame: Frame, attrs: Mapping[str, str]) -> None:
        """Do what some elements ask for beyond their text."""
        tag = frame.tag
        if tag == "br":
            self._run.parts.append(LINE)
        elif tag == "script" and is_data(attrs):
            self.data_scripts.append("")
            frame.link_at = 0
        elif tag == "a" and "href" in attrs:
            frame.href = attrs["href"]
            frame.link_at = len(self._link_parts)
        elif tag == "sup":
            frame.sup_at = len(self._run.parts)
        elif tag == "iframe" and "srcdoc" in attrs and not self._embedded:
            self._embedded = True
            self._embed(attrs["srcdoc"], self)
            self._embedded = False
        if attrs:
            for shape, words in side_texts(tag, attrs):
                self._add_side(frame, shape, words)

    def _add_side(self, frame: Frame, shape: str, words: str) -> None:
        text, _ = squeeze(words[:5000].replace(LINE, ""))
        if not text or text.lower() in self._side_seen or self.cut:
            return
        self._side_seen.add(text.lower())
        self._side.append(
            Draft(text=text, breaks=(), frame=frame, shape=shape, hidden=frame.hidden, region=frame.region)
        )

    def _end_hidden_run(self) -> None:
        """Put hidden text aside and go on with the visible text around it."""
        hidden, self._run = self._run, self._stashed.pop()
        self._side.extend(hidden.drafts(self._frame))

    def _flush(self) -> None:
        """Write the block that was read, and behind it what stood inside it in attributes or hidden."""
        if self._run.chars:
            self.drafts.extend(self._run.drafts(self._frame))
        if self._run.parts:
            self._run = Run()
        if self._side:
            self._write_side()

    def _write_side(self) -> None:
        shown = self.drafts[-1].text.lower() if self.drafts else ""
        for draft in self._side:
            if draft.hidden or draft.text.lower() != shown:
                self.drafts.append(draft)
        self._side = []


def _touches(closed: Frame | None, frame: Frame) -> bool:
    """Say whether an inline element stands directly behind one with the same name."""
    return closed is not None and closed.tag == frame.tag and closed.parent is frame.parent and not frame.is_block


def _child(around: Frame, tag: str, attrs: Mapping[str, str], *, is_block: bool) -> Frame:
    shape, level = shape_of(tag, attrs, around)
    frame = Frame(
        tag=tag,
        parent=around,
        ident=attrs.get("id", ""),
        nth=around.next_child(tag),
        shape=shape,
        level=level,
        is_block=is_block,
        is_link=around.is_link or (tag == "a" and "href" in attrs),
        is_quote=around.is_quote or tag == "q",
        is_bold=around.is_bold or tag in BOLD,
        unread=around.unread or tag in UNREAD or is_icon(attrs),
        list_frame=around.list_frame,
        row_frame=around.row_frame,
    )
    if tag in LISTS:
        frame.list_frame = frame
    elif tag == "tr":
        frame.row_frame = frame
    return frame
