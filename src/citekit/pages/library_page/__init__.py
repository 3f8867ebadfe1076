"""The library as one self-contained web page."""

from citekit.pages.library_page.contents import LibraryContents
from citekit.pages.library_page.page import library_page

__all__ = ["LibraryContents", "library_page"]
