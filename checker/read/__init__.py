"""Turn the bytes of a page into text blocks with their place, ready for matching."""

from checker.read.example import page_of_text
from checker.read.fold import fold
from checker.read.markup import Readers
from checker.read.page import read_page

__all__ = ["Readers", "fold", "page_of_text", "read_page"]
