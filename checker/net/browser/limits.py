"""How much reading one page in a browser may cost."""

from dataclasses import dataclass

from checker.net.policy import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderLimits:
    """Bounds of one visit. Sizes are bytes, times are seconds."""

    deadline_s: float = 40.0
    """For everything; then the browser is ended whatever it is doing."""
    start_s: float = 15.0
    """For starting the browser."""
    load_s: float = 12.0
    """For loading the page and what it asks for at once."""
    quiet_s: float = 6.0
    """For the network to fall silent after that."""
    linger_s: float = 1.0
    """Waited after the silence: scripts often write a moment after the last answer."""
    received_bytes: int = 30_000_000
    """Received for scripts, styles and data, over all connections."""
    sent_bytes: int = 500_000
    """Sent over all connections. It bounds the requests inside encrypted connections, which nobody else can count."""
    connections: int = 300
    """Connections in all; an unencrypted request takes one each."""
    connections_at_once: int = 40
    """Connections open at the same time."""
    memory_bytes: int = 4_000_000_000
    """Of all the browser's processes together, what they share counted for each: an empty page takes about 1 GB."""
    page_characters: int = 19_000_000
    """Of the page after its scripts ran, as markup."""

    def for_network(self) -> Limits:
        """Return what these bounds mean for the connections."""
        return Limits(deadline_s=self.deadline_s, wire_bytes=self.received_bytes)


DEFAULT_RENDER_LIMITS = RenderLimits()
"""Wide enough for a heavy shop front, narrow enough that no page can hold a worker."""
