"""Files that a message lists: their parts, their digest, the stream inside (PROTOCOL.md 13)."""
import hashlib

from gp1 import H, Hk, T, u32
from layout import Layout, padme, text
from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from refused import Refused, insist

CHUNK, PART = 65536 + 17, 1_048_576


def open_all(dump, case, stream, message):
    """Name, type, length and SHA-256 of each file that the message lists; raises Refused where one is cut, changed or missing."""
    if not message["files"]:
        return []
    epoch = stream["epochs"][message["epoch"]]
    return [open_one(dump, case, epoch, ref) for ref in message["files"]]


def open_one(dump, case, epoch, ref):
    rows = dump.table("files", case_id=case, stream=epoch["stream"], file_id=ref["id"])
    insist(len(rows) == 1 and rows[0]["epoch"] == epoch["epoch"], "broken", "a listed file is not there")
    sealed = 24 + ref["length"] + 17 * -(-ref["length"] // 65536)
    parts = [dump.part(rows[0]["place"], index) for index in range(-(-sealed // PART))]
    insist(all(part is not None for part in parts), "broken", "a part of a file is missing")
    insist(all(len(part) == PART for part in parts[:-1]) and sum(map(len, parts)) == sealed, "broken", "parts of another size")
    digest = H("file-digest", epoch["ctx"], ref["id"], u32(len(parts)), *[H("part", part) for part in parts])
    insist(digest == ref["digest"], "broken", "digest of a file")
    return content(pulled(b"".join(parts), epoch, ref["id"]), ref["length"])


def pulled(stream, epoch, file_id):
    """The plain bytes of a stream that ends in FINAL, with nothing behind it."""
    key, ad = Hk(epoch["key"], "file-key", epoch["ctx"], file_id), T("file-ad", epoch["ctx"], file_id)
    state = crypto_secretstream_xchacha20poly1305_state()
    crypto_secretstream_xchacha20poly1305_init_pull(state, stream[:24], key)
    plain, at, tag = [], 24, None
    while at < len(stream):
        insist(tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL, "broken", "bytes after the end of a file")
        try:
            chunk, tag = crypto_secretstream_xchacha20poly1305_pull(state, stream[at:at + CHUNK], ad)
        except Exception as fault:
            raise Refused("broken", "a chunk of a file does not open") from fault
        insist(tag in (crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, crypto_secretstream_xchacha20poly1305_TAG_FINAL), "broken", "tag of a chunk")
        plain.append(chunk)
        at += CHUNK
    insist(tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL, "broken", "a file without an end")
    return b"".join(plain)


def content(plain, length):
    insist(len(plain) == length, "broken", "length of a file")
    read = Layout(plain)
    real = read.number(8)
    name, mime = text(read.field()), text(read.field())
    insist(len(name.encode()) <= 1024 and len(mime) <= 127 and all(" " <= c <= "~" for c in mime), "broken", "name or type of a file")
    inside = read.take(real)
    rest = read.take(read.left())
    insist(rest == bytes(len(rest)), "broken", "filling of a file")
    insist(padme(max(len(plain) - len(rest), 65536)) == length, "broken", "a file filled to another length")
    return {"name": name, "mime": mime, "bytes": real, "sha256": hashlib.sha256(inside).hexdigest()}

