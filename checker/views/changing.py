"""What changed between two results, in a sentence and by kind."""

from checker.catalogue import Words
from checker.models.changes import Change, ChangeKind, Changes


def groups(changes: Changes) -> dict[ChangeKind, tuple[Change, ...]]:
    """Return the changes of each kind that has any, in order."""
    kinds = dict.fromkeys(each.kind for each in changes.changes)
    return {kind: tuple(each for each in changes.changes if each.kind is kind) for kind in kinds}


def in_one_sentence(w: Words, changes: Changes) -> str:
    """Return how many findings are new, gone and reworded, and what changed as a whole."""
    if not changes.comparable:
        return w("changes.not_comparable")
    found = groups(changes)
    return w(
        "changes.summary",
        page=w("changes.text_changed" if changes.page_changed else "changes.text_same"),
        rules=w("changes.rules_changed" if changes.rules_changed else "changes.rules_same"),
        **{kind.value: w.number(len(found.get(kind, ()))) for kind in ChangeKind},
    )


def changed(changes: Changes | None) -> tuple[Change, ...]:
    """Return what is new, gone or reworded; nothing where nothing was compared."""
    if changes is None:
        return ()
    return tuple(each for each in changes.changes if each.kind not in {ChangeKind.SAME, ChangeKind.UNKNOWN})
