"""Small letters as HTML means them."""


def small(markup: str) -> str:
    """Return markup with the letters A to Z small, every character in its place.

    `str.lower` makes two characters of one Turkish letter, and is slow beyond ASCII.
    """
    return markup.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
