"""A plain list: one address a line, a remark behind `#`."""

import re
from collections.abc import Iterator

from checker.batch.lists.rows import Row, Sheet

_LINE = re.compile(r"(\S+)(?:\s+#?\s*(.*))?")


def text_sheet(text: str) -> Sheet:
    """Return an address and a remark for each line; blank lines and lines that begin with `#` are left out."""
    return Sheet(rows=_rows(text), columns=("address", "comment"))


def _rows(text: str) -> Iterator[Row]:
    for line, content in enumerate(text.split("\n"), 1):
        found = _LINE.match(content.strip())
        if found and not found[1].startswith("#"):
            yield Row(line=line, cells=(found[1], (found[2] or "").strip()))
