from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarizer.document import RawArticle
from summarizer.errors import FetchError, SourceError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources import fetch
from summarizer.sources.addresses import is_public, resolve
from summarizer.sources.fetch import fetch_within

BODY = (
    "The harbour board voted on Tuesday to close the old fish market for eighteen months while its roof is rebuilt.",
    "Forty stallholders move to a car park behind the station, where the board has promised them water and light.",
    "Work begins in May and should cost four million crowns, half of which the county has already agreed to pay.",
)
PAGE = ("<html><head><title>Market to close</title></head><body><article><h1>Market to close</h1>"
        + "".join(f"<p>{text}</p>" for text in BODY) + "</article></body></html>").encode()  # fmt: skip
Answer = Callable[[BaseHTTPRequestHandler], None]


def speak_another_protocol(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def send(handler: BaseHTTPRequestHandler, body: bytes = PAGE, *, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content_Type": "text/html", "Content_Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: BaseHTTPRequestHandler, *, head: bytes) -> None:
    handler.wfile.write(head)
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def loop(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"", status=302, Location=f"{handler.path}x")


ANSWERS: dict[str, Answer] = {
    "/page": send,
    "/moved": lambda handler: send(handler, b"", status=301, Location="/page"),
    "/loop": loop,
    "/inside": lambda handler: send(handler, b"", status=302, Location="http://169.254.169.254/latest/meta-data/"),
    "/broken": lambda handler: send(handler, b"", status=302, Location="http://[::1/"),
    "/file": lambda handler: send(handler, b"", status=302, Location="file:///etc/passwd"),
    "/secret": lambda handler: send(handler, b"", status=302, Location="http://me:hunter2@news.test/page"),
    "/slow": lambda handler: drip(handler, head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    "/slow-head": lambda handler: drip(handler, head=b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "/huge": lambda handler: send(handler, b"x" * 300_000),
    "/bomb": lambda handler: send(handler, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
    "/gzip": lambda handler: send(handler, gzip.compress(PAGE), Content_Encoding="gzip"),
    "/broken-gzip": lambda handler: send(handler, gzip.compress(PAGE)[:-20], Content_Encoding="gzip"),
    "/brotli": lambda handler: send(handler, PAGE, Content_Encoding="br"),
    "/image": lambda handler: send(handler, Content_Type="image/png"),
    "/text": lambda handler: send(handler, "\n\n".join(BODY).encode("utf-16"), Content_Type="text/plain"),
    "/gone": lambda handler: send(handler, status=404),
    "/cut": lambda handler: send(handler, Content_Length="100000"),
    "/rubbish": lambda handler: speak_another_protocol(handler),
    "/headers": lambda handler: send(handler, str(handler.headers).encode(), Content_Type="text/plain"),
}


class Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        path = self.path.removeprefix("http://news.test")
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        try:
            ANSWERS.get(path.rstrip("x") if path.startswith("/loop") else path, ANSWERS["/gone"])(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep the test's output quiet."""


@contextmanager
def serving(*, certificate: Path | None = None) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []  # type: ignore[attr-defined]
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    with serving() as server:
        yield server


def to_loopback(host: str, port: int, *, seconds: float) -> list[str]:
    return ["127.0.0.1"] if host.endswith(".test") else resolve(host, port, seconds=seconds)


def public_or_loopback(address: str) -> bool:
    return address == "127.0.0.1" or is_public(address)


def get(server: ThreadingHTTPServer, path: str, *, settings: Settings | None = None) -> RawArticle:
    return fetch_within(
        f"http://news.test:{server.server_port}{path}",
        settings=settings or Settings(fetch_seconds=5),
        allowed=public_or_loopback,
        resolver=to_loopback,
    )


def texts(article: RawArticle) -> list[str]:
    return [block.text for block in article.blocks]


@pytest.mark.parametrize("path", ["/page", "/gzip", "/moved"])
def test_a_page_is_fetched(server: ThreadingHTTPServer, path: str) -> None:
    article = get(server, path)
    assert article.title == "Market to close"
    assert texts(article) == list(BODY)


def test_the_address_is_the_one_that_redirects_led_to(server: ThreadingHTTPServer) -> None:
    assert get(server, "/moved").url == f"http://news.test:{server.server_port}/page"


def test_plain_text_in_utf_16_is_fetched(server: ThreadingHTTPServer) -> None:
    assert texts(get(server, "/text")) == list(BODY)


def test_the_request_names_the_host_and_asks_for_gzip(server: ThreadingHTTPServer) -> None:
    article = get(server, "/headers")
    said = "\n".join([article.title or "", *texts(article)])
    assert f"Host: news.test:{server.server_port}" in said
    assert "Accept-Encoding: gzip" in said


@pytest.mark.parametrize(
    ("path", "error", "match"),
    [
        ("/loop", FetchError, "redirects more than 5 times"),
        ("/inside", FetchError, "not on the public web"),
        ("/broken", FetchError, "not a valid URL"),
        ("/file", FetchError, "Only http and https"),
        ("/secret", FetchError, "user name or password"),
        ("/bomb", TooLargeError, "decompresses to more"),
        ("/broken-gzip", FetchError, "ended before"),
        ("/brotli", FetchError, "not asked for"),
        ("/image", UnsupportedMediaError, "not read"),
        ("/gone", FetchError, "status 404"),
        ("/cut", FetchError, "ended before"),
        ("/rubbish", FetchError, "could not be read"),
    ],
)
def test_what_must_not_be_followed_or_read_is_refused(
    server: ThreadingHTTPServer, path: str, error: type[SourceError], match: str
) -> None:
    with pytest.raises(error, match=match) as caught:
        get(server, path)
    assert "hunter2" not in caught.value.detail


def test_a_page_over_the_limit_is_refused(server: ThreadingHTTPServer) -> None:
    with pytest.raises(TooLargeError, match="100,000 bytes"):
        get(server, "/huge", settings=Settings(max_bytes=100_000))


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_byte_at_a_time_does_not_outlast_the_limit(server: ThreadingHTTPServer, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.4 seconds"):
        get(server, path, settings=Settings(fetch_seconds=0.4))
    assert time.monotonic() - start < 2


def test_a_silent_server_does_not_outlast_the_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://news.test:{silent.getsockname()[1]}/"
        with pytest.raises(FetchError, match="within"):
            fetch_within(url, settings=Settings(fetch_seconds=0.3), allowed=public_or_loopback, resolver=to_loopback)


def test_a_slow_resolver_does_not_outlast_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve_slowly(*_: object, **__: object) -> list[object]:
        time.sleep(3)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", resolve_slowly)
    start = time.monotonic()
    with pytest.raises(FetchError, match="could not be found"):
        resolve("news.test", 80, seconds=0.2)
    assert time.monotonic() - start < 1.5


def test_a_name_is_resolved_once_and_what_was_judged_is_what_is_connected_to(server: ThreadingHTTPServer) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    judged: list[str] = []

    def rebinding(host: str, port: int, *, seconds: float) -> list[str]:
        return next(answers)

    def judge(address: str) -> bool:
        judged.append(address)
        return address == "127.0.0.1"

    url = f"http://news.test:{server.server_port}/page"
    settings = Settings(fetch_seconds=5)
    assert fetch_within(url, settings=settings, allowed=judge, resolver=rebinding).title == "Market to close"
    assert judged == ["127.0.0.1"]
    with pytest.raises(FetchError, match="not on the public web"):
        fetch_within(url, settings=settings, allowed=judge, resolver=rebinding)


def test_each_redirect_is_resolved_and_judged_again(server: ThreadingHTTPServer) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.8"]])
    with pytest.raises(FetchError, match="not on the public web"):
        fetch_within(
            f"http://news.test:{server.server_port}/moved",
            settings=Settings(fetch_seconds=5),
            allowed=public_or_loopback,
            resolver=lambda host, port, *, seconds: next(answers),
        )


def test_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(FetchError, match="not on the public web"):
        fetch_within(
            "http://news.test/",
            settings=Settings(),
            allowed=is_public,
            resolver=lambda host, port, *, seconds: ["93.184.216.34", "10.0.0.8"],
        )


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "0.0.0.0", "localhost", "localhost.", "[::1]",
     "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254",
     "10.1.2.3", "[fd00:ec2::254]", "[fe80::1]", "192.168.0.1", "172.16.0.1", "100.100.100.200", "224.0.0.1",
     "①②⑦.0.0.1"],
)  # fmt: skip
def test_hosts_inside_are_refused_in_every_notation(host: str) -> None:
    with pytest.raises(FetchError, match="not on the public web"):
        fetch(f"http://{host}/", settings=Settings(fetch_seconds=2))


@pytest.mark.parametrize(
    "url",
    ["", "news.test", "ftp://news.test/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///x", "http://[::1",
     "http://me:hunter2@news.test/", "http://news.test\\@127.0.0.1/", "http://a..b/", "http://ne ws.test/", "http://x:99999/",
     "http://%31/", "http://[fe80::1%25eth0]/", "http://news.test:0/", "http://" + "x" * 9000, "http://\0/", "gopher://x/"],
)  # fmt: skip
def test_addresses_that_are_no_plain_web_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, settings=Settings(fetch_seconds=2))
    assert "hunter2" not in caught.value.detail


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("8.8.8.8", True), ("2606:2800:220:1::", True), ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True), ("127.0.0.1", False), ("10.0.0.1", False), ("100.64.0.1", False),
        ("192.0.0.192", False), ("198.18.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False),
        ("168.63.129.16", False),
        ("64:ff9b::a9fe:a9fe", False), ("64:ff9b:1::808:808", False), ("2002:808:808::1", False), ("2001:0::1", False),
        ("::808:808", False), ("ff02::1", False), ("fec0::1", False), ("2001:db8::1", False), ("4000::1", False),
        ("fe80::1%eth0", False), ("2606:2800:220:1::%1", False), ("x", False), ("", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_all_others(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_proxies_of_the_environment_are_not_used(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(server, "/page").title == "Market to close"


def test_a_proxy_that_is_set_gets_the_whole_address(server: ThreadingHTTPServer) -> None:
    settings = Settings(fetch_seconds=5, fetch_proxy=f"http://127.0.0.1:{server.server_port}")
    assert fetch("http://news.test/page", settings=settings).title == "Market to close"
    assert server.asked[-1] == "http://news.test/page"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "169.254.169.254", "2130706433", "0x7f.1", "localhost", "db.internal", "[::1]"]
)
def test_a_proxy_is_not_asked_for_hosts_inside(server: ThreadingHTTPServer, host: str) -> None:
    asked = len(server.asked)  # type: ignore[attr-defined]
    with pytest.raises(FetchError, match="not on the public web"):
        fetch(f"http://{host}/page", settings=Settings(fetch_proxy=f"http://127.0.0.1:{server.server_port}"))
    assert len(server.asked) == asked  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    subject = ["-subj", "/CN=news.test", "-addext", "subjectAltName=DNS:news.test"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command = [openssl, "req", "-x509", *curve, "-days", "2", *subject, "-keyout", str(path), "-out", "-"]
    path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout + path.read_bytes())
    return path


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with serving(certificate=certificate) as server, pytest.raises(FetchError, match=r"certificate of news\.test"):
        fetch_within(
            f"https://news.test:{server.server_port}/page",
            settings=Settings(fetch_seconds=5),
            allowed=public_or_loopback,
            resolver=to_loopback,
        )


@pytest.mark.parametrize(("host", "refused"), [("news.test", False), ("other.test", True)])
def test_a_certificate_is_checked_against_the_host_in_the_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str, refused: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate=certificate) as server:
        url = f"https://{host}:{server.server_port}/page"
        settings = Settings(fetch_seconds=5)
        if refused:
            with pytest.raises(FetchError, match=r"certificate of other\.test"):
                fetch_within(url, settings=settings, allowed=public_or_loopback, resolver=to_loopback)
        else:
            article = fetch_within(url, settings=settings, allowed=public_or_loopback, resolver=to_loopback)
            assert article.title == "Market to close"
