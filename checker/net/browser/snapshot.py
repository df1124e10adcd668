"""Take down what a page shows after its scripts ran."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession

_SCRIPT = Path(__file__).with_name("snapshot.js").read_text(encoding="utf-8")


class SnapshotError(Exception):
    """The page's markup could not be put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A page as its scripts left it."""

    text: str
    """Markup."""
    cut: bool
    """Whether the page was longer than is taken down."""


def take_snapshot(session: CDPSession, limit_characters: int) -> Snapshot:
    """Stop the page's scripts and return what it shows.

    Ours runs in a world of its own, where the page cannot have replaced the functions it uses.

    Raises:
        SnapshotError: ours failed.

    """
    session.send("Runtime.terminateExecution")
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    session.send("Runtime.terminateExecution")
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "snapshot"})
    answer = session.send(
        "Runtime.evaluate",
        {
            "contextId": world["executionContextId"],
            "expression": f"({_SCRIPT})({limit_characters})",
            "returnByValue": True,
        },
    )
    value = answer["result"].get("value")
    if value is None:
        raise SnapshotError("its text could not be taken down")
    return Snapshot(text=value["text"], cut=value["cut"])
