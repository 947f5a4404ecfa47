"""The organiser's digital stamp: an Ed25519 key, the one door to `cryptography`.

It lies in the trainer's own home folder and not in a class: ``bijak backup`` packs
classes and carries them on USB sticks, and a new version of Bijak is a new folder.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from ..errors import BijakError
from ..files import write_atomically

_VARIABLE = "BIJAK_STEMPEL"
_BROKEN = (
    "Stempel digital {path} tidak dapat dibaca. Salin kembali dari tempat simpanan "
    "Anda. Jangan membuat yang baru: stempel baru tidak dapat melanjutkan daftar lama."
)
_NOT_WRITTEN = "Stempel digital tidak dapat disimpan di {path} ({why})."
_READABLE = (
    "Stempel digital {path} dapat dibaca pengguna lain di komputer ini. Siapa pun yang "
    "menyalinnya dapat menerbitkan sertifikat. Batasi dengan: chmod 600 {path}"
)


def stamp_path() -> Path:
    """Where the stamp lies: ``$BIJAK_STEMPEL``, else in the home folder."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else Path.home() / ".bijak" / "stempel.pem"


class Stamp:
    """The signing key of one organiser."""

    def __init__(self, key) -> None:
        """Hold a private key of `cryptography`."""
        self._key = key

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes; equal messages, equal bytes."""
        return self._key.sign(message)


def load_stamp() -> Stamp | None:
    """The stamp of this laptop; None where there is none yet.

    Raises:
        BijakError: it is damaged, or others can read it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = stamp_path()
    try:
        data = path.read_bytes()
        open_to_others = os.name != "nt" and path.stat().st_mode & 0o077
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BijakError(_BROKEN.format(path=path)) from error
    if open_to_others:
        raise BijakError(_READABLE.format(path=path))
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BijakError(_BROKEN.format(path=path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BijakError(_BROKEN.format(path=path))
    return Stamp(key)


def make_stamp() -> Stamp:
    """Make this laptop's stamp, readable by its owner alone.

    Raises:
        BijakError: it cannot be written.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    path, key = stamp_path(), Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, pem)  # 0600 from the beginning
    except OSError as error:
        words = _NOT_WRITTEN.format(path=path, why=error.strerror)
        raise BijakError(words) from error
    return Stamp(key)


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a public key's owner signed exactly this message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """A public key in sixteen signs, for a letterhead: ``K4QX-7M2P-…``, 80 bits."""
    text = base64.b32encode(hashlib.sha256(public).digest()).decode()[:16]
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def same_fingerprint(typed: str, public: bytes) -> bool:
    """Whether a typed fingerprint is that of a public key."""
    bare = "".join(filter(str.isalnum, typed.upper()))
    return bare == fingerprint(public).replace("-", "")
