"""Time-stamps: asked of a responder of the test's own, kept in the log, and checked against its root."""

import datetime as dt
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.books import three_of_daraa
from trucebook.book import Book
from trucebook.errors import InputError
from trucebook.timestamps import ask_for_stamp, broken_stamps, stamps_of

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


class Stamper:
    """A certificate authority and a stamper under it, made anew for each test."""

    def __init__(self) -> None:
        self.root_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.root = self._certificate("Test root", self.root_key, ca=True)
        self.leaf = self._certificate("Test stamper", self.key, ca=False)

    def _certificate(self, name: str, key: rsa.RSAPrivateKey, *, ca: bool) -> x509.Certificate:
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test root")])
        made = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - dt.timedelta(days=1))
            .not_valid_after(NOW + dt.timedelta(days=365))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.root_key.public_key()), critical=False)
        )
        if not ca:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return made.sign(self.root_key, hashes.SHA256())

    def answer(self, raw: bytes) -> bytes:
        """Return the answer to a request for a time-stamp, signed by the stamper."""
        asked = tsp.TimeStampReq.load(raw)
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.3.4",
                "message_imprint": asked["message_imprint"],
                "serial_number": 1,
                "gen_time": NOW,
                "nonce": asked["nonce"].native,
            }
        ).dump()
        leaf = asn1_x509.Certificate.load(self.leaf.public_bytes(serialization.Encoding.DER))
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(info).digest()]},
                {
                    "type": "signing_certificate_v2",
                    "values": [tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(leaf.dump()).digest()}]})],
                },
            ]
        )
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": {"issuer_and_serial_number": {"issuer": leaf.issuer, "serial_number": leaf.serial_number}},
                "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": "sha256_rsa"},
                "signature": self.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256()),
            }
        )
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [{"algorithm": "sha256"}],
                "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info)},
                "certificates": [leaf],
                "signer_infos": [signer],
            }
        )
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        whole: bytes = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        return whole


@pytest.fixture(scope="module")
def stamper() -> Stamper:
    """A stamper with its root."""
    return Stamper()


@pytest.fixture
def address(stamper: Stamper) -> Iterator[str]:
    """The address of a responder on this machine; below /junk it answers with nonsense."""

    class Responder(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            raw = b"no time-stamp" if self.path == "/junk" else stamper.answer(body)
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Responder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with three reports."""
    with Book(tmp_path / "b.db", who="ana") as made:
        made.create()
        for one in three_of_daraa():
            made.add(one)
        yield made


def pem(stamper: Stamper, path: Path) -> Path:
    """Write a stamper's root as PEM."""
    path.write_bytes(stamper.root.public_bytes(serialization.Encoding.PEM))
    return path


def test_the_head_of_the_log_is_stamped_and_checked(book: Book, address: str, stamper: Stamper, tmp_path: Path) -> None:
    """The stamp names the last line before it, is kept in the log, and stands by the stamper's root and by no other."""
    line, head = book.head()
    made = ask_for_stamp(book, address)
    assert (made.line, made.head, made.at) == (line, head, "2026-11-28T12:00:00+00:00")
    assert stamps_of(book) == [made]
    assert book.verify() == []
    assert broken_stamps(book, pem(stamper, tmp_path / "root.pem")) == []
    (wrong,) = broken_stamps(book, pem(Stamper(), tmp_path / "other.pem"))
    assert f"time-stamp of line {line}: does not stand" in wrong


def test_answers_of_no_use_are_refused(book: Book, address: str, tmp_path: Path) -> None:
    """Nonsense, silence, an odd address and a file that is no certificate end in an error; nothing is logged."""
    lines = len(book.log())
    for url in (f"{address}/junk", "http://127.0.0.1:9", "ftp://example.org", "file:///etc/hostname"):
        with pytest.raises(InputError):
            ask_for_stamp(book, url)
    (tmp_path / "root.pem").write_bytes(b"no certificate")
    with pytest.raises(InputError, match="PEM"):
        broken_stamps(book, tmp_path / "root.pem")
    assert len(book.log()) == lines
