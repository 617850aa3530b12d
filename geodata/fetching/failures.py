"""What may go wrong on the way to a page: each trouble has a code, a reason and a remedy in plain words."""

from __future__ import annotations

from enum import StrEnum

from geodata.errors import ReadError


class Trouble(StrEnum):
    """Why an address gave nothing; stable codes, so that an interface can put them in its own words."""

    NOT_AN_ADDRESS = "not_an_address"
    CREDENTIALS = "credentials"
    PORT = "port"
    NO_SUCH_HOST = "no_such_host"
    NOT_PUBLIC = "not_public"
    ROBOTS = "robots"
    ROBOTS_UNREADABLE = "robots_unreadable"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    TLS = "tls"
    NOT_HTTP = "not_http"
    BROKEN_OFF = "broken_off"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECTS = "redirects"
    REDIRECT_NOWHERE = "redirect_nowhere"
    NOT_FOUND = "not_found"
    GONE = "gone"
    REFUSED = "refused"
    BUSY = "busy"
    SERVER = "server"
    STATUS = "status"
    WRONG_TYPE = "wrong_type"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    PACKING = "packing"
    EMPTY = "empty"


_AGAIN = "Try again later."
_OTHER_COPY = "Look for the story elsewhere, or give the address of an archived copy."
_SAVE = "Open it in a browser, save the page and give the file."
_WORDS: dict[Trouble, tuple[str, str]] = {
    Trouble.NOT_AN_ADDRESS: (
        "It is no web address ({}).",
        "Copy it from the browser's address bar; it begins with http:// or https://.",
    ),
    Trouble.CREDENTIALS: (
        "It carries a user name or a password, which would be sent along and kept.",
        "Take what stands before the @ out.",
    ),
    Trouble.PORT: (
        "It names port {}, where web pages for everyone are not usually found.",
        "Check the address; if it is right, allow the port with --allow-port.",
    ),
    Trouble.NO_SUCH_HOST: ("There is no host “{}”.", "Check the spelling, and whether you are online."),
    Trouble.NOT_PUBLIC: (
        "It leads into a private network or to this machine ({}); only public addresses are asked.",
        _SAVE,
    ),
    Trouble.ROBOTS: ("The site asks programs not to read this page (robots.txt).", _SAVE),
    Trouble.ROBOTS_UNREADABLE: (
        "Whether the site lets programs read this page cannot be told: its robots.txt gave no answer ({}).",
        _AGAIN,
    ),
    Trouble.CONNECTION: ("The host does not answer ({}).", _AGAIN),
    Trouble.TIMEOUT: ("It took too long.", _AGAIN),
    Trouble.TLS: (
        "It cannot be sure that this is the site it says it is ({}).",
        "Open it in a browser and look what it warns of; try again later.",
    ),
    Trouble.NOT_HTTP: ("What came back is no answer of a web server ({}).", "Check the address."),
    Trouble.BROKEN_OFF: ("The answer broke off before its end.", _AGAIN),
    Trouble.REDIRECT_LOOP: ("It redirects in a circle.", _OTHER_COPY),
    Trouble.REDIRECTS: ("It redirects more than {} times.", "Give the address it ends at in a browser."),
    Trouble.REDIRECT_NOWHERE: ("It redirects, but does not say where to.", _OTHER_COPY),
    Trouble.NOT_FOUND: ("There is no page of this address (404).", f"Check the address. {_OTHER_COPY}"),
    Trouble.GONE: ("The page has been taken away for good (410).", _OTHER_COPY),
    Trouble.REFUSED: (
        "The site refuses the page to programs, or to people who have not logged in ({}).",
        _SAVE,
    ),
    Trouble.BUSY: ("The site asks to be left alone for a while ({}).", _AGAIN),
    Trouble.SERVER: ("The site itself failed ({}).", _AGAIN),
    Trouble.STATUS: ("The site answered with {} instead of a page.", _OTHER_COPY),
    Trouble.WRONG_TYPE: (
        "It is no page, feed or table, but {}.",
        "Give the address of a page with text, or save what it says as text and give the file.",
    ),
    Trouble.TOO_LARGE: ("It is larger than {} MB.", "Download it, cut it into parts and give the files."),
    Trouble.BOMB: ("It is packed, and unpacks to more than {} MB.", "Do not open it; look for another copy."),
    Trouble.PACKING: ("It is packed in a way that was not asked for ({}).", _SAVE),
    Trouble.EMPTY: ("The page is empty.", _OTHER_COPY),
}


class FetchError(ReadError):
    """An address that gave nothing. ``trouble`` is the code; ``reason`` and ``remedy`` are sentences.

    ``reached`` is the address at fault where the one asked for led there, else empty.
    """

    def __init__(self, address: str, trouble: Trouble, detail: object = "", *, reached: str = "") -> None:
        reason, self.remedy = _WORDS[trouble]
        self.reason = (f"It leads to {reached}. " if reached else "") + reason.format(detail)
        super().__init__(f"{address}: {self.reason} {self.remedy}")
        self.address = address
        self.trouble = trouble
        self.detail = detail
        self.reached = reached

    def asked_as(self, address: str) -> FetchError:
        """The same as whoever asked for ``address`` should be told it."""
        if address == self.address:
            return self
        return FetchError(address, self.trouble, self.detail, reached=self.reached or self.address)
