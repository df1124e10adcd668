"""Find the words that stand in attributes: picture descriptions, tooltips, field labels, button names."""

from collections.abc import Mapping

_TYPED_FIELDS = frozenset({"submit", "button", "reset", "image"})
_SECRET_FIELDS = frozenset({"hidden", "password", "checkbox", "radio", "range", "color"})
_META_TEXTS = frozenset({"description", "og:description", "twitter:description", "og:title", "twitter:title"})
_NAMES_IN_ORDER = ("title", "aria-label", "data-caption")
NAMING_ATTRIBUTES = frozenset(_NAMES_IN_ORDER)
"""Attributes in which almost any element may have a name or a tooltip."""
_UNNAMED = frozenset(
    {"html", "body", "head", "link", "meta", "script", "style", "svg", "path", "use", "g", "nav", "ul", "main"}
)


def may_have_words(tag: str, attrs: Mapping[str, str]) -> bool:
    """Say whether attributes with these names can hold words that a reader may see or hear."""
    return tag in _OWN or _is_named(tag, attrs)


def side_texts(tag: str, attrs: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return shape (`alt`, `button`, `form` or `meta`) and words of each attribute a reader may see or hear."""
    found = _OWN[tag](attrs) if tag in _OWN else []
    if _is_named(tag, attrs):
        found += [("alt", attrs.get(name, "")) for name in _NAMES_IN_ORDER]
    return [(shape, words) for shape, words in found if words and any(map(str.isalpha, words))]


def _is_named(tag: str, attrs: Mapping[str, str]) -> bool:
    return not NAMING_ATTRIBUTES.isdisjoint(attrs) and tag not in _UNNAMED


def _meta(attrs: Mapping[str, str]) -> list[tuple[str, str]]:
    name = (attrs.get("name") or attrs.get("property") or "").strip().lower()
    return [("meta", attrs.get("content", ""))] if name in _META_TEXTS else []


def _picture(attrs: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("alt", attrs.get("alt", ""))]


def _field(attrs: Mapping[str, str]) -> list[tuple[str, str]]:
    kind = attrs.get("type", "text").lower()
    if kind in _TYPED_FIELDS:
        return [("button", attrs.get("value" if kind != "image" else "alt", ""))]
    if kind in _SECRET_FIELDS:
        return []
    return [("form", attrs.get("placeholder", "")), ("form", attrs.get("value", ""))]


def _text_field(attrs: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("form", attrs.get("placeholder", ""))]


def _choice(attrs: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("form", attrs.get("label", ""))]


_OWN = {
    "meta": _meta,
    "img": _picture,
    "area": _picture,
    "image": _picture,
    "amp-img": _picture,
    "input": _field,
    "textarea": _text_field,
    "option": _choice,
    "optgroup": _choice,
    "track": _choice,
}
