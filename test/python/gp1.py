"""The protocol of the portal once more, in Python, from the pages of PROTOCOL.md alone.

For the vectors: nothing here was read from the TypeScript, so a mistake would have to be made twice to pass.
X-Wing is not in python3-nacl: shared secrets of the key encapsulation are handed over in the vectors.
"""
import hashlib
import hmac
import unicodedata

from nacl import pwhash
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey


# --- encoding --------------------------------------------------------------------------------------------------------

def u8(n):
    return n.to_bytes(1, "big")


def u16(n):
    return n.to_bytes(2, "big")


def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


def L(x):
    return u32(len(x)) + x


def T(label, *fields):
    return L(b"gp1/" + label.encode("ascii")) + b"".join(L(f) for f in fields)


class Reader:
    """Reads a structure front to back; insists that nothing is left."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        if self.at + n > len(self.data):
            raise ValueError("too short")
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self, width):
        return int.from_bytes(self.take(width), "big")

    def field(self):
        return self.take(self.number(4))

    def left(self):
        return len(self.data) - self.at

    def end(self):
        if self.left() != 0:
            raise ValueError("bytes left over")


# --- primitives ------------------------------------------------------------------------------------------------------

def H(label, *fields):
    return hashlib.blake2b(T(label, *fields), digest_size=32).digest()


def Hk(key, label, *fields):
    assert len(key) == 32
    return hashlib.blake2b(T(label, *fields), digest_size=32, key=key).digest()


def KDF(key, number, context):
    assert len(key) == 32 and len(context) == 8
    salt = number.to_bytes(8, "little") + bytes(8)
    person = context.encode("ascii") + bytes(8)
    return hashlib.blake2b(b"", digest_size=32, key=key, salt=salt, person=person).digest()


def unseal(key, ad, sealed):
    return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], ad, sealed[:24], key)


def opens(key, ad, sealed):
    try:
        unseal(key, ad, sealed)
        return True
    except CryptoError:
        return False


def sign_public(seed):
    return crypto_sign_seed_keypair(seed)[0]


def signature_holds(public, signature, label, *fields):
    try:
        VerifyKey(public).verify(T(label, *fields), signature)
        return True
    except CryptoError:
        return False


def auth_tag(key, message):
    return hmac.new(key, message, hashlib.sha512).digest()[:32]


def argon2id(phrase, salt, mem_kib, t):
    words = " ".join(unicodedata.normalize("NFKC", phrase).lower().split())
    return pwhash.argon2id.kdf(32, words.encode("utf-8"), salt, opslimit=t, memlimit=mem_kib * 1024)


def unpad(data, bucket):
    """ISO 7816-4, the padded length is exactly the bucket."""
    if len(data) != bucket:
        raise ValueError("not the length of its bucket")
    end = len(data) - 1
    while end >= 0 and data[end] == 0:
        end -= 1
    if end < 0 or data[end] != 0x80:
        raise ValueError("padding")
    return data[:end]


def bucket_for(length):
    return next(b for b in (4096, 16384, 65536, 262144) if length + 1 <= b)


# --- vectors ---------------------------------------------------------------------------------------------------------

def b(text):
    """The bytes of a hexadecimal text of a vector."""
    return bytes.fromhex(text)


def same(got, wanted, what):
    if got != wanted:
        raise AssertionError(f"{what}: {got!r} is not {wanted!r}")


def ordered(items, what):
    if sorted(set(items)) != items:
        raise AssertionError(f"{what} not sorted")
