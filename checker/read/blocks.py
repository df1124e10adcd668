"""Build blocks of text from a parser's events: inline elements join, block elements separate."""

from collections.abc import Callable, Mapping

from checker.read.bounds import BOUNDS, Bounds
from checker.read.draft import Draft
from checker.read.frame import Frame, Root
from checker.read.hiding import CLEAR, Sight, sight_inside
from checker.read.inventory import Inventory, is_data
from checker.read.names import LANDMARKS
from checker.read.region import Part, Region, enter
from checker.read.run import LINE, Run
from checker.read.sidetext import side_texts
from checker.read.squeeze import squeeze
from checker.read.stylesheet import Stylesheet
from checker.read.traits import Kinds
from checker.read.visibility import is_openable


class BlockBuilder:
    """Receives `events.Events`; holds the drafts of all blocks in page order and an inventory of the rest."""

    def __init__(
        self,
        *,
        url: str,
        styles: Stylesheet,
        embed: Callable[[str, "BlockBuilder"], object],
        background: str = "",
        bounds: Bounds = BOUNDS,
    ) -> None:
        self.drafts: list[Draft] = []
        self.inventory = Inventory(url)
        self.data_scripts: list[str] = []
        self.cut = ""
        """What a limit cut: `elements`, `text` or empty."""
        self._styles = styles
        self._kinds = Kinds(styles)
        self._embed = embed
        self._embedded = False
        self._elements_left, self._chars_left = bounds.elements, bounds.chars
        self._run = Run()
        self._stashed: list[tuple[Frame, Run]] = []
        """Elements in which a run of hidden text began inside visible text, and that text."""
        self._side: list[Draft] = []
        self._side_seen: set[str] = set()
        self._link_parts: list[str] = []
        self._links: list[int] = []
        """Where the text of each open link begins among these parts."""
        self._raised: list[int] = []
        """Where the pieces of each open raised text begin among the run's."""
        self._frame: Frame = Root(Sight(background=background))
        self._blocks: list[Frame] = [self._frame]
        """The open elements that stand on lines of their own, outermost first, and what stands around the page."""
        self._closed: Frame | None = None
        """The inline element that ended just before, with no text since."""
        self._seam = False
        """True at the beginning of an inline element that touches one of its own kind."""

    @property
    def undecided_styles(self) -> int:
        """Return how many style rules hide something that cannot be told."""
        return self._styles.undecided

    def open(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Begin an element."""
        self._elements_left -= 1
        if self._elements_left < 0:
            self._cut_off("elements")
        alike, around = self._kinds[tag, *attrs], self._frame
        traits = alike[alike.values_of(attrs)]
        if traits.is_block:
            if self._run.parts or self._side:
                self._flush()
            self._seam = False
        else:
            closed = self._closed
            self._seam = closed is not None and closed.parent is around and closed.traits.tag == tag
        frame = self._frame = Frame(traits, attrs, around)
        if traits.is_block:
            self._blocks.append(frame)
        if traits.begins or around.inside.sight.invisible:
            self._begin(frame, around)

    def _begin(self, frame: Frame, around: Frame) -> None:
        """Do what an element asks for beyond its text."""
        traits, outside = frame.traits, around.inside
        if traits.veil is not None or outside.sight.invisible:
            self._hide(frame, outside.sight)
        if traits.part is not None:
            self._enter_region(frame, traits.part, outside.region)
        if outside.region is not None and traits.tag in LANDMARKS:
            outside.region.note_page()
        if traits.is_noted:
            self.inventory.note(traits.tag, frame.attrs)
        if traits.is_special:
            self._special(frame)
        if traits.has_words:
            self._add_sides(frame)
        if traits.before:
            self.text(traits.before)

    def text(self, data: str) -> None:
        """Add text to the block being read."""
        inside = self._frame.inside
        if inside.unread:
            self._note_unread(data)
            return
        self._chars_left -= len(data)
        if self._chars_left < 0:
            data = data[: self._chars_left] if not self.cut else ""
            self._cut_off("text")
        if not data:
            return
        self._run.add(data.replace(LINE, "") if LINE in data else data, inside, at_seam=self._seam)
        self._closed, self._seam = None, False
        if inside.is_link:
            self._link_parts.append(data)

    def _note_unread(self, data: str) -> None:
        frame = self._frame
        if frame.tag == "script" and is_data(frame.attrs):
            self.data_scripts[-1] += data

    def _cut_off(self, what: str) -> None:
        """Read no further text, once there is too much of something."""
        self.cut = self.cut or what
        self._chars_left = 0

    def close(self) -> None:
        """End the element opened last."""
        frame = self._frame
        around, traits = frame.parent, frame.traits
        if around is None:
            return
        if traits.ends:
            self._end(frame)
        if traits.is_block:
            if self._run.parts or self._side:
                self._flush()
            self._blocks.pop()
            self._closed = None
        else:
            if self._stashed and self._stashed[-1][0] is frame:
                self._end_hidden_run()
            self._closed = frame
        self._frame = around

    def finish(self) -> None:
        """End everything still open."""
        while self._frame.parent is not None:
            self.close()
        self._flush()

    def _hide(self, frame: Frame, around: Sight) -> None:
        """Give an element its visibility; hidden text inside visible text is put aside as a run of its own."""
        can_open = frame.attrs.get("id", "") in self.inventory.openers or is_openable(frame.attrs)
        sight = sight_inside(around, frame.traits.veil or CLEAR, can_open=can_open)
        frame.show(sight)
        if sight.hidden and not around.hidden and not frame.traits.is_block:
            self._stashed.append((frame, self._run))
            self._run = Run()

    def _enter_region(self, frame: Frame, found: tuple[Part, bool], around: Region | None) -> None:
        region = frame.inside.region = enter(frame.tag, found, around)
        if region is not None and region is not around:
            region.after_heading = self._follows_heading(frame)

    def _follows_heading(self, frame: Frame) -> bool:
        """Say whether a heading or a text ending in a colon stands directly before, in the same container."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.frame.parent is not frame.parent:
            return False
        return last.shape == "heading" or last.text.endswith(":")

    def _special(self, frame: Frame) -> None:
        """Do what only elements with this tag ask for."""
        tag, attrs = frame.tag, frame.attrs
        if tag == "br":
            self._run.parts.append(LINE)
        elif tag == "script" and is_data(attrs):
            self.data_scripts.append("")
        elif tag == "a":
            self._links.append(len(self._link_parts))
        elif tag == "sup":
            self._raised.append(len(self._run.parts))
        elif tag == "iframe" and "srcdoc" in attrs and not self._embedded:
            self._embedded = True
            self._embed(attrs["srcdoc"], self)
            self._embedded = False

    def _end(self, frame: Frame) -> None:
        """Do what an element asks for at its end."""
        if frame.traits.after:
            self.text(frame.traits.after)
        if frame.traits.tag == "a":
            begin = self._links.pop()
            href = frame.attrs.get("href")
            if href:
                self.inventory.link(href, "".join(self._link_parts[begin:]))
                del self._link_parts[begin:]
        elif frame.traits.tag == "sup":
            self._run.part_footnote(self._raised.pop())

    def _add_sides(self, frame: Frame) -> None:
        for shape, words in side_texts(frame.traits.tag, frame.attrs):
            self._add_side(frame, shape, words)

    def _add_side(self, frame: Frame, shape: str, words: str) -> None:
        text, _ = squeeze(words[:5000].replace(LINE, ""))
        if not text or text.lower() in self._side_seen or self.cut:
            return
        self._side_seen.add(text.lower())
        self._side.append(
            Draft(text=text, breaks=(), frame=frame, shape=shape, hidden=frame.hidden, region=frame.inside.region)
        )

    def _end_hidden_run(self) -> None:
        """Put hidden text aside and go on with the visible text around it."""
        hidden = self._run
        _, self._run = self._stashed.pop()
        self._side.extend(hidden.drafts(self._frame.inside, self._blocks[-1]))

    def _flush(self) -> None:
        """Write the block that was read, and behind it what stood inside it in attributes or hidden."""
        run = self._run
        if run.parts:
            if run.chars:
                self.drafts.extend(run.drafts(self._frame.inside, self._blocks[-1]))
            self._run = Run()
        if self._side:
            self._write_side()

    def _write_side(self) -> None:
        shown = self.drafts[-1].text.lower() if self.drafts else ""
        for draft in self._side:
            if draft.hidden or draft.text.lower() != shown:
                self.drafts.append(draft)
        self._side = []
