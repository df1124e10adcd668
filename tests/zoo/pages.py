"""R18 to R22 and R26: pages whose markup or letters try to hide words, to exhaust the reader or to stop it."""

from collections.abc import Iterator

from checker.status import Status
from tests.net.server import Script, reply, says

from .animal import Animal
from .bodies import HTML, LAST, PAGE, page, stretched

OK, CUT = Status.OK, Status.PARTIAL
AFTER = b"<p>Behind it all stands the word walnut.</p>"
WALNUT = "walnut"
MANY = 100_000
LONG = 6_000_000

ATTRIBUTES = b" ".join(b"a%d=1" % number for number in range(20_000))
NESTED = ("div", "span", "b", "font", "blockquote", "ul><li", "table><tr><td", "section", "a href=x", "button", "svg")
LONG_PAGES: dict[str, tuple[Script, Status, str]] = {
    "300 nested elements": (stretched(PAGE, b"<div>", 300, AFTER), OK, WALNUT),
    "100,000 nested elements": (stretched(PAGE, b"<div>", MANY, AFTER), OK, WALNUT),
    "a million nested elements": (stretched(PAGE, b"<div>", 1_000_000, AFTER), CUT, LAST),
    "a million elements": (stretched(PAGE, b"<b>x</b>", 1_000_000, AFTER), CUT, LAST),
    "a million closing tags": (stretched(PAGE, b"</b>", 1_000_000, AFTER), CUT, LAST),
    "20,000 attributes": (says(page(body=PAGE + b"<p " + ATTRIBUTES + b">" + AFTER)), OK, WALNUT),
    "20,000 equal attributes": (stretched(PAGE + b"<p ", b"a=1 ", 20_000, b">" + AFTER), OK, WALNUT),
    "an attribute of 6 MB": (stretched(PAGE + b"<p title='", b"x", LONG, b"'>" + AFTER), OK, WALNUT),
    "a comment of 6 MB": (stretched(PAGE + b"<!--", b"x", LONG, b"-->" + AFTER), OK, WALNUT),
    "a script of 6 MB": (stretched(PAGE + b"<script>", b"x", LONG, b"</script>" + AFTER), OK, WALNUT),
    "a style of 6 MB": (stretched(PAGE + b"<style>", b"x", LONG, b"</style>" + AFTER), OK, WALNUT),
    "a picture of 6 MB in its address": (
        stretched(PAGE + b"<img src='data:image/png;base64,", b"QUJD", LONG // 4, b"'>" + AFTER), OK, WALNUT),
    "a text of 6 MB": (stretched(PAGE, b"<p>cells and words </p>", LONG // 23, AFTER), CUT, LAST),
    "one word of 6 MB": (stretched(PAGE, b"x", LONG, AFTER), CUT, LAST),
    "data of 6 MB called a page": (stretched(b'{"a": "', b"cells and words ", LONG // 16, b'"}'), CUT, "cells"),
    "spaces of 4 MB": (stretched(PAGE, b" \n", LONG // 3, AFTER), OK, WALNUT),
    "entities of 6 MB": (stretched(PAGE, b"&nbsp;", LONG // 6, AFTER), OK, WALNUT),
}  # fmt: skip
REPEATED: dict[str, tuple[bytes, str]] = {
    "opened comments": (b"<!--", LAST),
    "declarations": (b"<!", LAST),
    "closing marks": (b"</", LAST),
    "opening marks": (b"<", LAST),
    "questions": (b"<?", LAST),
    "open quotes": (b"<a href='", LAST),
    "data sections": (b"<![CDATA[", LAST),
    "closed comments": (b"<!---->", WALNUT),
    "crooked comments": (b"<!-->", WALNUT),
    "ampersands": (b"&", WALNUT),
    "unknown entities": (b"&x", WALNUT),
    "huge numbers": (b"&#99999999999;", WALNUT),
    "null characters": (b"\0", WALNUT),
    "closing paragraphs": (b"</p>", WALNUT),
    "combining marks": (b"\xcc\x81", WALNUT),
}
UNCLOSED = {
    "text behind </html>": (PAGE + b"</html>" * 3 + AFTER, WALNUT),
    "text behind </body>": (PAGE + b"</body></body>" + AFTER, WALNUT),
    "a frameset": (b"<frameset><frame src=x></frameset>" + PAGE + AFTER, WALNUT),
    "a frameset behind": (PAGE + b"<frameset><frame src=x></frameset>" + AFTER, WALNUT),
    "plain text for ever": (PAGE + b"<plaintext>" + AFTER, WALNUT),
    "an open script": (PAGE + b"<script>" + AFTER, LAST),
    "an open style": (PAGE + b"<style>" + AFTER, LAST),
    "an open comment": (PAGE + b"<!-- " + AFTER, LAST),
    "a crooked comment": (PAGE + b"<!--><p>walnut</p>-->", WALNUT),
    "a comment with a bang": (PAGE + b"<!-- x --!><p>walnut</p>-->", WALNUT),
    "an open quote": (PAGE + b"<a href='x>" + AFTER, LAST),
    "an open table": (PAGE + b"<table><tr>" + AFTER, WALNUT),
    "an open select": (PAGE + b"<select><option>" + AFTER, WALNUT),
    "an open picture": (PAGE + b"<svg><desc>" + AFTER, WALNUT),
    "an open formula": (PAGE + b"<math><mi>" + AFTER, WALNUT),
    "a second page": (PAGE + PAGE + AFTER, WALNUT),
    "capital tags": (PAGE + AFTER.replace(b"p>", b"P>"), WALNUT),
    "an odd tag": (PAGE + b"<x:y\x00z>walnut</x:y\x00z>", WALNUT),
    "a data section": (PAGE + b"<![CDATA[ x ]]>" + AFTER, WALNUT),
    "a base address": (b"<base href='file:///etc/'>" + PAGE + AFTER, WALNUT),
}
LETTERS = {
    "null characters inside a word": (PAGE + b"<p>wal\0nut</p>", OK, WALNUT),
    "half a pair": (PAGE + b"\xed\xa0\x80" + AFTER, CUT, WALNUT),
    "a pair in two halves": (PAGE + b"\xed\xa0\xbd\xed\xb8\x80" + AFTER, CUT, WALNUT),
    "a slash in two bytes": (PAGE + b"\xc0\xaf" + AFTER, CUT, WALNUT),
    "a letter beyond Unicode": (PAGE + b"\xf7\xbf\xbf\xbf" + AFTER, CUT, WALNUT),
    "a letter cut off": (PAGE + AFTER + b"\xe2\x82", CUT, WALNUT),
    "a mark in front": (b"\xef\xbb\xbf" + PAGE + AFTER, OK, WALNUT),
    "a mark inside": (PAGE + b"\xef\xbb\xbf" + AFTER, OK, WALNUT),
    "two bytes a letter, low first": ((PAGE + AFTER).decode().encode("utf-16"), OK, WALNUT),
    "two bytes a letter, high first": (b"\xfe\xff" + (PAGE + AFTER).decode().encode("utf-16be"), OK, WALNUT),
    "an odd number of bytes": ((PAGE + AFTER).decode().encode("utf-16") + b"x", CUT, WALNUT),
    "control characters": (PAGE + b"<p>" + bytes(range(1, 9)) + b"</p>" + AFTER, OK, WALNUT),
    "C1 control characters": (PAGE + b"<p>\xc2\x80\xc2\x9f</p>" + AFTER, OK, WALNUT),
    "noncharacters": (PAGE + b"<p>\xef\xbf\xbe\xef\xbf\xbf</p>" + AFTER, OK, WALNUT),
    "a direction turned round": (PAGE + "<p>\u202e\u2066</p>".encode() + AFTER, OK, WALNUT),
    "letters by number": (PAGE + b"<p>&#119;&#97;&#x6c;&#x6E;&#117;t</p>", OK, WALNUT),
    "halves by number": (PAGE + b"<p>&#xD800;&#xDFFF;&#0;&#x110000;</p>" + AFTER, OK, WALNUT),
}
CHARSETS = (
    *("zlib_codec", "bz2", "hex", "rot13", "uu", "base64", "quopri", "idna", "punycode", "undefined", "unicode_escape"),
    *("raw_unicode_escape", "mbcs", "cp65001", "utf-7", "utf-16", "utf-16be", "utf-32", "iso-2022-kr", "hz-gb-2312"),
    *("x-user-defined", "replacement", "utf8mb4", "none", "", "utf-8;utf-16", "charset=utf-8", "x" * 5_000, "../../x"),
    *(
        "utf_8_sig",
        "latin-1",
        "ascii",
        "iso-2022-jp",
        "big5",
        "ebcdic-cp-us",
        "scsu",
        "bocu-1",
        "cesu-8",
        "%s%n",
        "\\0",
    ),
)


def animals() -> Iterator[Animal]:
    for element in NESTED:
        opening = f"<{element}>".encode()
        yield Animal(
            row="R18", name=f"3,000 times <{element}>", serves=stretched(PAGE, opening, 3_000, AFTER), expected=OK,
            shows=WALNUT,
        )  # fmt: skip
    for name, (serves, expected, shows) in LONG_PAGES.items():
        yield Animal(row="R18 R19 R26", name=name, serves=serves, expected=expected, shows=shows)
    for name, (block, shows) in REPEATED.items():
        serves = stretched(PAGE, block, MANY, AFTER)
        yield Animal(row="R20", name=f"100,000 {name}", serves=serves, expected=OK, shows=shows)
    for name, (body, shows) in UNCLOSED.items():
        yield Animal(row="R21", name=name, serves=says(page(body=body)), expected=OK, shows=shows)
    for name, (body, expected, shows) in LETTERS.items():
        yield Animal(row="R22", name=name, serves=says(page(body=body)), expected=expected, shows=shows)
    for charset in CHARSETS:
        header = reply(200, f"Content-Type: text/html; charset={charset}", body=PAGE)
        yield Animal(row="R23", name=f"header {charset[:40]!r}", serves=says(header), expected=OK, shows=LAST)
        tag = f"<meta charset='{charset}'>".encode()
        meta = reply(200, "Content-Type: text/html", body=tag + PAGE)
        yield Animal(row="R23", name=f"meta tag {charset[:40]!r}", serves=says(meta), expected=OK, shows=LAST)
    control = reply(200, HTML + "\x00", body=PAGE)
    yield Animal(row="R23", name="header with a null", serves=says(control), expected=Status.BAD_RESPONSE)
