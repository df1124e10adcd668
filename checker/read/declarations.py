"""Take the declarations of a style rule apart."""

import re

_NUMBER = r"-?(?:\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})(?:px|em|rem|vw|vh|s|ms|deg|pt|fr|%)?"
_PART = rf"(?:-?[a-z][a-z-]*+|{_NUMBER}|#[0-9a-f]{{3,8}})"
_ONE = rf"-?[a-z][a-z-]*+:[ \n]*+{_PART}(?:[ ]{_PART})*+[ \n]*+"
_PLAIN = re.compile(rf"[ \n\t]*+{_ONE}(?:;[ \n\t]*+{_ONE})*+;?[ \n\t]*+\Z")
"""Declarations of nothing but words, numbers and colours."""


def declarations(body: str) -> dict[bool, dict[str, str]]:
    """Return names and values of the declarations in a rule's body, those marked `!important` under True."""
    return {False: _plain(body)} if _PLAIN.match(body) else _parsed(body)


def _plain(body: str) -> dict[str, str]:
    """Read what needs no parser."""
    pairs = [part.partition(":") for part in body.split(";")]
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _parsed(body: str) -> dict[bool, dict[str, str]]:
    import tinycss2

    found: dict[bool, dict[str, str]] = {}
    for node in tinycss2.parse_blocks_contents(body, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            found.setdefault(node.important, {})[node.lower_name] = tinycss2.serialize(node.value).strip()
    return found
