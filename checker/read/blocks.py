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
from checker.read.squeeze import squeeze
from checker.read.stylesheet import Stylesheet
from checker.read.traits import Traits, traits_of
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
        self._traits: dict[tuple[object, ...], Traits] = {}
        """By tag and attributes: most start tags of a page are like one before."""
        self._embed = embed
        self._embedded = False
        self._bounds = bounds
        self._elements = self._chars = 0
        self._run = Run()
        self._stashed: list[Run] = []
        self._side: list[Draft] = []
        self._side_seen: set[str] = set()
        self._link_parts: list[str] = []
        self._frame: Frame = Root(Sight(background=background))
        self._closed: Frame | None = None
        """The inline element that ended just before, with no text since."""
        self._seam = False
        """True at the beginning of an inline element that touches one of its own kind."""

    @property
    def undecided_styles(self) -> int:
        """Return how many style rules hide something that cannot be told."""
        return self._styles.undecided

    def traits(self, tag: str, attrs: Mapping[str, str]) -> Traits:
        """Return what a start tag says."""
        key = (tag, *attrs.items())
        traits = self._traits.get(key)
        if traits is None:
            traits = self._traits[key] = traits_of(tag, attrs, self._styles)
        return traits

    def open(self, traits: Traits) -> None:
        """Begin an element."""
        self._elements += 1
        if self._elements > self._bounds.elements:
            self.cut = self.cut or "elements"
        tag = traits.tag
        around = self._frame
        closed = self._closed
        if traits.is_block:
            self._flush()
            self._seam = False
        else:
            self._seam = closed is not None and closed.tag == tag and closed.parent is around
        frame = self._frame = Frame(traits, around)
        if not traits.is_plain or around.sight.invisible:
            self._begin(frame, around)

    def _begin(self, frame: Frame, around: Frame) -> None:
        """Do what an element asks for beyond its text."""
        traits = frame.traits
        if traits.veil is not None or around.sight.invisible:
            self._hide(frame, around)
        if traits.part is not None:
            self._enter_region(frame, traits.part, around.region)
        if around.region is not None and traits.tag in LANDMARKS:
            around.region.note_page()
        if traits.is_noted:
            self.inventory.note(traits.tag, traits.attrs)
        if traits.is_special:
            self._special(frame, traits.attrs)
        for shape, words in traits.side_texts:
            self._add_side(frame, shape, words)
        if traits.before:
            self.text(traits.before)

    def text(self, data: str) -> None:
        """Add text to the block being read."""
        frame = self._frame
        if frame.unread:
            if frame.tag == "script" and is_data(frame.traits.attrs):
                self.data_scripts[-1] += data
            return
        self._chars += len(data)
        if self.cut or self._chars > self._bounds.chars:
            data = self._cut_off(data)
        if not data:
            return
        self._run.add(data.replace(LINE, "") if LINE in data else data, frame, at_seam=self._seam)
        self._closed, self._seam = None, False
        if frame.is_link:
            self._link_parts.append(data)

    def _cut_off(self, data: str) -> str:
        """Return what is still read of a text once there is too much of it."""
        if self.cut:
            return ""
        self.cut = "text"
        return data[: max(0, len(data) - (self._chars - self._bounds.chars))]

    def close(self) -> None:
        """End the element opened last."""
        frame = self._frame
        around = frame.parent
        if around is None:
            return
        traits = frame.traits
        if traits.after:
            self.text(traits.after)
        if frame.sup_at >= 0:
            self._run.part_footnote(frame.sup_at)
        if frame.is_block:
            self._flush()
        elif frame.opened_run:
            self._end_hidden_run()
        if traits.is_link and traits.attrs["href"]:
            self.inventory.link(traits.attrs["href"], "".join(self._link_parts[frame.link_at :]))
            del self._link_parts[frame.link_at :]
        self._frame = around
        self._closed = None if frame.is_block else frame

    def finish(self) -> None:
        """End everything still open."""
        while self._frame.parent is not None:
            self.close()
        self._flush()

    def _hide(self, frame: Frame, around: Frame) -> None:
        """Give an element its visibility; hidden text inside visible text is put aside as a run of its own."""
        traits, before = frame.traits, around.sight
        can_open = traits.ident in self.inventory.openers or is_openable(traits.attrs)
        sight = frame.sight = sight_inside(before, traits.veil or CLEAR, can_open=can_open)
        if sight.hidden and not before.hidden and not frame.is_block:
            self._stashed.append(self._run)
            self._run = Run()
            frame.opened_run = True

    def _enter_region(self, frame: Frame, found: tuple[Part, bool], around: Region | None) -> None:
        region = frame.region = enter(frame.tag, found, around)
        if region is not None and region is not around:
            region.after_heading = self._follows_heading(frame)

    def _follows_heading(self, frame: Frame) -> bool:
        """Say whether a heading or a text ending in a colon stands directly before, in the same container."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.frame.parent is not frame.parent:
            return False
        return last.shape == "heading" or last.text.endswith(":")

    def _special(self, frame: Frame, attrs: Mapping[str, str]) -> None:
        """Do what only elements with this tag ask for."""
        tag = frame.tag
        if tag == "br":
            self._run.parts.append(LINE)
        elif tag == "script" and is_data(attrs):
            self.data_scripts.append("")
        elif tag == "a":
            frame.link_at = len(self._link_parts)
        elif tag == "sup":
            frame.sup_at = len(self._run.parts)
        elif tag == "iframe" and "srcdoc" in attrs and not self._embedded:
            self._embedded = True
            self._embed(attrs["srcdoc"], self)
            self._embedded = False

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
        run = self._run
        if run.parts:
            if run.chars:
                self.drafts.extend(run.drafts(self._frame))
            self._run = Run()
        if self._side:
            self._write_side()

    def _write_side(self) -> None:
        shown = self.drafts[-1].text.lower() if self.drafts else ""
        for draft in self._side:
            if draft.hidden or draft.text.lower() != shown:
                self.drafts.append(draft)
        self._side = []
