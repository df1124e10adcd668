"""E9, E10, R24 and R25: what a page points at, and files that are no pages. Nothing of it is ever fetched."""

from collections.abc import Iterator

from checker.status import Status
from tests.net.server import reply, says

from .animal import TRAP, Animal
from .bodies import LAST, PAGE, page

OK, OTHER = Status.OK, Status.NOT_HTML
URL = f"http://{TRAP}/x"
TAGS = (
    *(
        f"<meta http-equiv=refresh content='0; url={URL}'>",
        f"<script>location='{URL}'</script>",
        f"<a href={URL}>a</a>",
    ),
    *(f"<script src={URL}></script>", f"<script type=module>import '{URL}'</script>", f"<img src={URL} alt=x>"),
    *(f"<img srcset='{URL} 2x' alt=x>", f"<picture><source srcset={URL}></picture>", f"<a ping={URL} href=x>a</a>"),
    *(f"<iframe src={URL}></iframe>", f"<iframe srcdoc='<img src={URL}>'></iframe>", f"<object data={URL}></object>"),
    *(f"<embed src={URL}>", f"<applet codebase={URL}></applet>", f"<frameset><frame src={URL}></frameset>"),
    *(f"<video src={URL} poster={URL}></video>", f"<audio src={URL}></audio>", f"<track src={URL}>"),
    *(f"<body background={URL}>", f"<table background={URL}></table>", f"<form action={URL}><input></form>"),
    *(f"<input type=image src={URL}>", f"<base href={URL}/>", f"<svg><image href={URL} /></svg>"),
    *(f"<svg><use xlink:href={URL}#a /></svg>", f"<style>@import '{URL}';</style>", f"<html manifest={URL}>"),
    *(f"<style>p {{ background: url({URL}) }}</style>", f"<style>@font-face {{ src: url({URL}) }}</style>"),
    *(f"<p style='background: url({URL})'>x</p>", f"<meta property=og:url content={URL}>", f"<q cite={URL}>x</q>"),
    *(f"<meta property=og:image content={URL}>", f"<meta name=twitter:image content={URL}>", f"<area href={URL}>"),
    *(f"<script type=application/ld+json>{{'@context': '{URL}', 'image': '{URL}'}}</script>", f"<bgsound src={URL}>"),
    *(f'<script type=application/ld+json>{{"@context": "{URL}", "@id": "{URL}"}}</script>', f"<menuitem icon={URL}>"),
    *(f"<?xml-stylesheet href='{URL}'?>", f"<xi:include href='{URL}'/>", f"<!--[if IE]><img src={URL}><![endif]-->"),
    *(f"<noscript><img src={URL}></noscript>", f"<template><img src={URL}></template>", f"<x-app src={URL}></x-app>"),
)
RELATIONS = (
    *("stylesheet", "icon", "shortcut icon", "apple-touch-icon", "preload", "prefetch", "prerender", "dns-prefetch"),
    *("preconnect", "modulepreload", "manifest", "canonical", "alternate", "amphtml", "next", "search", "import"),
    *("pingback", "license", "sitemap", "shortlink", "me", "EditURI", "image_src", "author"),
)
HEADERS = (
    *(
        f"Link: <{URL}>; rel=preload",
        f"Link: <{URL}>; rel=canonical",
        f"Refresh: 0;url={URL}",
        f"Content-Location: {URL}",
    ),
    *(f"SourceMap: {URL}", f"Content-Security-Policy: report-uri {URL}", f"Reporting-Endpoints: a='{URL}'"),
    *(
        f"Alt-Svc: h2='{TRAP}'; ma=99",
        f"Location: {URL}",
        f"Proxy: {TRAP}",
        f"X-Pingback: {URL}",
        f"P3P: policyref={URL}",
    ),
    *(
        f'Report-To: {{"endpoints": [{{"url": "{URL}"}}]}}',
        f"Link: <{URL}>; rel=dns-prefetch",
        f"Origin: http://{TRAP}",
    ),
    *("Service-Worker-Allowed: /", "Clear-Site-Data: *", f"Speculation-Rules: '{URL}'", f"Set-Cookie: a={URL}"),
)
XHTML = b"<html xmlns='http://www.w3.org/1999/xhtml'>%s" + PAGE + b"</html>"
LAUGHS = b"".join(b"<!ENTITY a%d '%s'>" % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 12))
XI = "xmlns:xi='http://www.w3.org/2001/XInclude'"
XSI = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
XML = {
    "a billion laughs": (b"<!DOCTYPE html [<!ENTITY a0 'lol'>" + LAUGHS + b"]>", b"<p>&a11;</p>"),
    "a quadratic swelling": (b"<!DOCTYPE html [<!ENTITY a '" + b"x" * 1_500 + b"'>]>", b"<p>" + b"&a;" * 50_000),
    "an entity of itself": (b"<!DOCTYPE html [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", b"<p>&a;</p>"),
    "a file as entity": (b"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"<p>&a;</p>"),
    "a site as entity": (f"<!DOCTYPE html [<!ENTITY a SYSTEM '{URL}'>]>".encode(), b"<p>&a;</p>"),
    "a site as parameter": (f"<!DOCTYPE html [<!ENTITY % a SYSTEM '{URL}'> %a;]>".encode(), b""),
    "a site as document type": (f"<!DOCTYPE html SYSTEM '{URL}'>".encode(), b""),
    "a public document type": (f"<!DOCTYPE html PUBLIC '-//x' '{URL}'>".encode(), b""),
    "a file to include": (b"", f"<xi:include {XI} href='file:///etc/passwd' parse='text'/>".encode()),
    "a site to include": (b"", f"<xi:include {XI} href='{URL}'/>".encode()),
    "a style sheet": (f"<?xml-stylesheet type='text/xsl' href='{URL}'?>".encode(), b""),
    "a schema": (b"", f"<p {XSI} xsi:schemaLocation='{URL} {URL}'/>".encode()),
    "a style sheet inside": (b"", f"<xsl:copy-of select=\"document('{URL}')\"/>".encode()),
    "another encoding": (b"<?xml version='1.0' encoding='utf-7'?>", b""),
}
NOISE = bytes(range(256)) * 20
FILES = {
    "PDF": b"%PDF-1.7\n",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0",
    "GIF": b"GIF89a",
    "WebP": b"RIFF1234WEBP",
    "BMP": b"BM\x36\x10\x00\x00\x00\x00\x00\x00",
    "icon": b"\x00\x00\x01\x00",
    "TIFF": b"II*\x00",
    "ZIP": b"PK\x03\x04",
    "RAR": b"Rar!\x1a\x07",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "gzip": b"\x1f\x8b\x08\x00",
    "bzip2": b"BZh91AY&SY",
    "xz": b"\xfd7zXZ\x00",
    "zstd": b"\x28\xb5\x2f\xfd",
    "tar": b"a.txt" + b"\0" * 252 + b"ustar",
    "MP4": b"\0\0\0\x18ftypmp42",
    "Matroska": b"\x1aE\xdf\xa3",
    "Ogg": b"OggS\x00",
    "MP3": b"ID3\x03\x00",
    "WAV": b"RIFF1234WAVE",
    "FLAC": b"fLaC\x00",
    "Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "ELF": b"\x7fELF",
    "EXE": b"MZ\x90\x00",
    "WebAssembly": b"\x00asm\x01\x00\x00\x00",
    "Java class": b"\xca\xfe\xba\xbe",
    "database": b"SQLite format 3\x00",
    "font": b"wOF2\x00\x01\x00\x00",
}
TYPES = (
    *("application/pdf", "application/zip", "application/octet-stream", "application/json", "application/javascript"),
    *("image/png", "image/svg+xml", "video/mp4", "audio/mpeg", "font/woff2", "text/css", "text/csv", "text/calendar"),
    *("multipart/x-mixed-replace; boundary=a", "multipart/mixed", "message/rfc822", "application/x-msdownload"),
    *("application/rss+xml", "application/atom+xml", "application/warc", "text/event-stream", "text/javascript"),
    *("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "x/y", "text/markdown"),
)


def animals() -> Iterator[Animal]:
    yield from _pointing_at_the_trap()
    yield from _other_files()


def _pointing_at_the_trap() -> Iterator[Animal]:
    for tag in TAGS:
        body = PAGE.replace(b"<h1>", tag.encode() + b"<h1>")
        yield Animal(row="E9", name=tag.replace(TRAP, "trap"), serves=says(page(body=body)), expected=OK, shows=LAST)
    for relation in RELATIONS:
        body = PAGE.replace(b"</title>", f"</title><link rel='{relation}' href='{URL}'>".encode())
        yield Animal(row="E10", name=f"link {relation}", serves=says(page(body=body)), expected=OK, shows=LAST)
    for header in HEADERS:
        name = f"header {header.replace(TRAP, 'trap')}"
        yield Animal(row="E9", name=name, serves=says(page(header)), expected=OK, shows=LAST)
    for name, (before, inside) in XML.items():
        for media_type in ("application/xhtml+xml", "text/xml", "text/html"):
            answer = reply(200, f"Content-Type: {media_type}", body=before + XHTML % inside)
            yield Animal(
                row="R24", name=f"{name}, as {media_type}", serves=says(answer), expected=OK, shows=LAST, hides="root:"
            )


def _other_files() -> Iterator[Animal]:
    for name, magic in FILES.items():
        for media_type in ("text/html", "nonsense"):
            answer = reply(200, f"Content-Type: {media_type}", body=magic + NOISE)
            yield Animal(row="R25", name=f"{name} as {media_type}", serves=says(answer), expected=OTHER)
    for media_type in TYPES:
        answer = reply(200, f"Content-Type: {media_type}", body=PAGE)
        yield Animal(row="R25", name=f"a page as {media_type}", serves=says(answer), expected=OTHER)
