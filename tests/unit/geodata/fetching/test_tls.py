"""Secured connections: to the address that was checked, in the name that was asked for."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from geodata.fetching import Fetcher, FetchError, Trouble
from geodata.fetching.network import tls_context
from tests.web import HOST, Clock, LocalServer, Names, local_policy

PAGE = b"<p>story</p>"


class SecuredServer(LocalServer):
    """The same over TLS, with a certificate for ``news.test`` alone."""

    def __init__(self, authority: trustme.CA) -> None:
        super().__init__()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST).configure_cert(context)
        self.names: list[str | None] = []
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._context = context

    def get_request(self):
        """Secure each connection in the thread that serves it, not in the one that accepts."""
        connection, peer = super().get_request()
        return self._context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), peer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not trust the certificate hangs up; that is what is tested."""

    def url(self, path: str, host: str = HOST) -> str:
        return f"https://{host}:{self.port}{path}"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secured(authority: trustme.CA) -> Iterator[SecuredServer]:
    with SecuredServer(authority) as running:
        yield running


def fetcher(server: LocalServer, trusted: Path | None = None) -> Fetcher:
    clock = Clock()
    return Fetcher(
        local_policy(server),
        resolve=Names(),
        clock=clock,
        sleep=clock.sleep,
        now=clock.now,
        tls=tls_context(trusted),
    )


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def test_the_certificate_is_checked_for_the_name_though_the_connection_goes_to_an_ip_address(
    secured: SecuredServer, trusted: Path
):
    assert fetcher(secured, trusted).fetch(secured.page("/a", PAGE)).body == PAGE
    assert set(secured.names) == {HOST}


def test_a_certificate_for_another_name_is_refused(secured: SecuredServer, trusted: Path):
    secured.page("/a", PAGE)
    with pytest.raises(FetchError, match=r"other\.test") as caught:
        fetcher(secured, trusted).fetch(secured.url("/a", "other.test"))
    assert caught.value.trouble is Trouble.TLS
    assert secured.visits == []


def test_a_certificate_of_an_unknown_authority_is_refused(secured: SecuredServer):
    with pytest.raises(FetchError) as caught:
        fetcher(secured).fetch(secured.page("/a", PAGE))
    assert caught.value.trouble is Trouble.TLS
    assert secured.visits == []


def test_a_server_that_speaks_no_tls_is_told(server: LocalServer):
    with pytest.raises(FetchError) as caught:
        fetcher(server).fetch(server.url("/a").replace("http://", "https://"))
    assert caught.value.trouble in (Trouble.TLS, Trouble.CONNECTION)


def test_an_https_page_may_lead_to_a_plain_one(secured: SecuredServer, server: LocalServer, trusted: Path):
    clock = Clock()
    either = Fetcher(
        local_policy(server, secured),
        resolve=Names(),
        clock=clock,
        sleep=clock.sleep,
        tls=tls_context(trusted),
    )
    address = secured.redirect("/a", server.page("/b", PAGE))
    assert either.fetch(address).final_address == server.url("/b")
