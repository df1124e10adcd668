# ruff: noqa: RUF001 - this table is about characters that look like others
"""Tables for folding: invisible characters, look-alike letters, quotes and dashes.

Sources: Unicode 15 `DerivedCoreProperties` (Default_Ignorable_Code_Point) for the invisible characters,
Unicode TR39 `confusables.txt` for the look-alikes (the part that imitates Latin letters in common fonts).
"""

import re


def _spans(*pairs: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for low, high in pairs for code in range(low, high + 1))


CONTROLS = _spans((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F))
"""Control characters that print nothing and are no white space."""

SOFT = frozenset("\u00ad\u200d\u200c\ufe0e\ufe0f")
"""Invisible characters with an honest use inside words: soft hyphen, joiners, emoji selectors."""

INVISIBLE = (
    CONTROLS
    | SOFT
    | _spans(
        (0x034F, 0x034F),
        (0x061C, 0x061C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF9, 0xFFFB),
        (0x1D173, 0x1D17A),
        (0xE0000, 0xE007F),
        (0xE0100, 0xE01EF),
    )
)
"""Characters that print nothing."""

_MARK_SPANS = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x1AB0, 0x1ACE),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0),
    (0xFE20, 0xFE2F),
)
MARKS = _spans(*_MARK_SPANS)
"""Combining marks of the European scripts. Vowel signs of other scripts are letters of their words and stay."""

QUOTES: dict[str, str] = {
    **dict.fromkeys(
        "\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u02bb\u02c8\u00b4\u2039\u203a\uff07\u055a\u05f3", "'"
    ),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\uff02\u301d\u301e\u301f\u05f4", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u058a\u2e3a\u2e3b\u02d7", "-"),
}
"""Curly, low and angle quotes, primes, dashes and the minus sign, each with its keyboard form."""

LOOKALIKES: dict[str, str] = {
    # Cyrillic
    **dict(zip("аеорсухіјѕһԛԝӏвкмнтгпьԁѵҽԍ", "aeopcyxijshqwlbkmhtrnbdveg", strict=True)),
    **dict(zip("АВЕЅІЈКМНОРСТХУԚԜҮѴҺ", "ABESIJKMHOPCTXYQWYVH", strict=True)),
    # Greek
    **dict(zip("αεικνορτυχγηωϲϳ", "aeikvoptuxynwcj", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True)),
    # Armenian, Cherokee, Lisu, Coptic
    **dict(zip("օսոհցզյռքա", "ounhgqjnpw", strict=True)),
    **dict(zip("ᎪᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᎢᏙᏔᏃᏴ", "ACDEHJKLMPRTVWZB", strict=True)),
    **dict(zip("ꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "BCDEFGHIJKLMNOPRSTUVWXYZ", strict=True)),
    **dict(zip("ⲟⲣⲥⲭⲁⲉⲓⲕⲙⲏⲛⲧⲩ", "opcxaeikmhntu", strict=True)),
}
"""Letters of other scripts that print like a Latin one; undone only inside words that mix scripts."""

IMITATIONS: dict[str, str] = {
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
    **dict(zip("ɑɡɩıʋⅼ", "agiivl", strict=True)),
    **{chr(0x1F150 + i): chr(ord("a") + i) for i in range(26)},
    **{chr(0x1F170 + i): chr(ord("a") + i) for i in range(26)},
}
"""Latin-like signs without a Unicode decomposition: small capitals, white-on-black letters."""

PLAIN_TWINS = frozenset("ɑɡɩı")
"""Imitations with an honest use: phonetic letters, the Turkish dotless i."""

SCIENCE = frozenset("αβγδεηικλνπρστχω")
"""Greek letters that stand beside Latin ones in honest scientific names (tumour necrosis factor, nuclear factor)."""

EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Kana, Han and Hangul: where they stand, full-width Latin letters are ordinary typography."""
