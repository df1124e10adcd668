"""Read the JSON-LD of a page: facts about it, and text that may stand nowhere else."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checker.models import Zone
from checker.read.squeeze import squeeze

_TAG = re.compile(r"<[^<>]{0,500}>")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_PAIR = re.compile(
    r"\"(?P<key>@type|name|headline|text|description|reviewBody|articleBody|datePublished|dateModified)\"\s*:\s*"
    r"\"(?P<value>(?:[^\"\\]|\\.){1,20000}+)\"",
    re.DOTALL,
)
_PROSE = frozenset(
    {"description", "articlebody", "reviewbody", "text", "headline", "slogan", "abstract", "disambiguatingdescription"}
)
_OFFERED = frozenset(
    {
        *("Offer", "AggregateOffer", "OfferCatalog", "Service", "Product", "IndividualProduct", "Drug"),
        *("MedicalProcedure", "MedicalTherapy", "MedicalTest", "PhysicalTherapy", "SurgicalProcedure"),
        *("TherapeuticProcedure", "DietarySupplement"),
    }
)
"""Types whose name says what is sold: text, not only a fact."""
_MOST_NODES = 20_000
_LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DataText:
    """A text found in JSON-LD."""

    text: str
    zone: Zone


@dataclass(slots=True)
class Data:
    """What the JSON-LD scripts of a page say."""

    facts: list[tuple[str, str]]
    texts: list[DataText]


def read_data(scripts: list[str]) -> Data:
    """Return facts and texts of all JSON-LD scripts; one that does not parse is salvaged piece by piece."""
    data = Data([], [])
    for script in scripts:
        source = _bare(script)
        if not source:
            continue
        parsed = _parse(source)
        if parsed is None:
            data.facts.append(("jsonld:error", "does not parse"))
            _salvage(source, data)
        else:
            _walk(parsed, data)
    return data


def _bare(script: str) -> str:
    text = script.strip()
    for start, end in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/")):
        if text.startswith(start):
            text = text[len(start) :].removesuffix(end).strip()
    return text.rstrip(";")


def _parse(source: str) -> Any | None:
    for text in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return json.loads(text, strict=False, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            continue
    return None


def _salvage(source: str, data: Data) -> None:
    """Take what looks like a text out of JSON that does not parse; a name before a text is its question."""
    name = ""
    for match in _PAIR.finditer(source):
        key, value = match["key"], _unescape(match["value"])
        if key == "name":
            name = value
        elif key == "text" and name.rstrip().endswith("?"):
            _add_text(data, name, Zone.FAQ_QUESTION)
            _add_text(data, value, Zone.FAQ_ANSWER)
            name = ""
        elif key.lower() in _PROSE:
            _add_text(data, value, Zone.TESTIMONIAL if key == "reviewBody" else Zone.JSONLD)
        else:
            data.facts.append((f"jsonld:{key}", value))


def _unescape(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value.replace("\\", " ")


def _walk(parsed: Any, data: Data) -> None:
    """Visit all values, without recursion, in order of the source."""
    stack: list[tuple[str, str, Any]] = [("", "", parsed)]
    seen = 0
    while stack and seen < _MOST_NODES:
        seen += 1
        path, kind, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(reversed(list(_members(path, value, data))))
        elif isinstance(value, list):
            stack.extend((path, kind, item) for item in reversed(value))
        elif value is not None and path:
            _add_value(path, kind, str(value), data)


def _members(path: str, node: dict[str, Any], data: Data) -> Iterator[tuple[str, str, Any]]:
    kind = _kind(node)
    answers = node.get("acceptedAnswer") or node.get("suggestedAnswer")
    if answers is not None and isinstance(node.get("name") or node.get("text"), str):
        _add_text(data, str(node.get("name") or node.get("text")), Zone.FAQ_QUESTION)
        yield "answer", "answer", answers
        return
    if isinstance(node.get("name"), str):
        if path:
            data.facts.append((f"jsonld:{path}", node["name"]))
        if not _OFFERED.isdisjoint(_kind(node).split()):
            _add_text(data, node["name"], Zone.JSONLD)
    for key, value in node.items():
        if key not in ("@context", "@id"):
            inside = "" if key in ("@graph", "mainEntity", "itemListElement") else key
            yield (f"{path}.{inside}" if path and inside and path != "answer" else inside or path), kind, value


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _add_value(path: str, kind: str, value: str, data: Data) -> None:
    key = path.rpartition(".")[2].lower()
    if kind == "Answer" or path == "answer":
        if key in ("text", "answer"):
            _add_text(data, value, Zone.FAQ_ANSWER)
        return
    if key in _PROSE:
        is_review = key == "reviewbody" or "Review" in kind
        _add_text(data, value, Zone.TESTIMONIAL if is_review else Zone.JSONLD)
    data.facts.append((f"jsonld:{path}", value))


def _add_text(data: Data, value: str, zone: Zone) -> None:
    text, _ = squeeze(html.unescape(_TAG.sub(" ", html.unescape(value[:_LONGEST_TEXT]))).replace("\x00", ""))
    if text and any(map(str.isalpha, text)) and not text.startswith(("http://", "https://")):
        data.texts.append(DataText(text=text, zone=zone))
