"""Files, and the record of what staff did, as single structures (PROTOCOL.md 12.3, 13, 15)."""
import audit
import files
from gp1 import H, Hk, L, Reader, T, b, same, signature_holds, u32, u64, u8, unpad, unseal
from layout import padme


# --- files -----------------------------------------------------------------------------------------------------------

def file(v):
    epoch = {"key": b(v["key"]), "ctx": b(v["ctx"])}
    part, file_id = b(v["bytes"]), b(v["file_id"])
    same(H("file-digest", epoch["ctx"], file_id, u32(v["parts"]), H("part", part)), b(v["file_digest"]), "digest of the file")
    plain = files.pulled(part, epoch, file_id)
    told = files.content(plain, v["padded_len"])
    same((told["name"], told["mime"], told["bytes"]), (v["called"], v["mime"], len(b(v["content"]))), "what is inside")
    start = 8 + 4 + len(v["called"].encode()) + 4 + len(v["mime"].encode())
    same(plain[start:start + told["bytes"]], b(v["content"]), "content")
    same(plain, u64(told["bytes"]) + L(v["called"].encode()) + L(v["mime"].encode()) + b(v["content"]) + bytes(len(plain) - start - told["bytes"]), "plain")


def file_plan(v):
    if v["padme"]:
        same(padme(max(v["length"], 65536)), v["padded"], "padded length")
        same(u64(v["padded"]), b(v["bytes"]), "padded length as bytes")
    elif v["part"]:
        same(H("part", b(v["part"])), b(v["bytes"]), "digest of a part")
    elif v["part_digests"]:
        digests = [b(one) for one in v["part_digests"]]
        same(H("file-digest", b(v["ctx"]), b(v["file_id"]), u32(len(digests)), *digests), b(v["bytes"]), "digest of a file")
    else:
        same(u64(v["size"]) + L(v["called"].encode()) + L(v["mime"].encode()), b(v["bytes"]), "head of a file")


def file_body(v):
    where = b(v["case_id"]) + b(v["desk_id"]) + b(v["stream"])
    if v["of"] == "part":
        made = where + u32(v["epoch"]) + b(v["file_id"]) + u32(v["index"]) + u32(v["parts"]) + b(v["digest"])
        return same(made, b(v["bytes"]), "part")
    if v["of"] == "file":
        made = where + b(v["file_id"]) + u32(v["index"]) + (L(b(v["audit"])) if v["case_id"] else b"")
        return same(made, b(v["bytes"]), "file")
    read = Reader(b(v["bytes"]))
    same(read.take(17), b(v["stream"]), "stream")
    read.number(4)
    for _ in range(5):
        read.field()
    listed = u8(len(v["files"])) + b"".join(b(one["file_id"]) + u32(one["parts"]) for one in v["files"])
    same(read.field(), listed, "files that a transmission lists")
    read.end()


# --- the record ------------------------------------------------------------------------------------------------------

def audit_entry(v):
    entry, sig, details = b(v["entry"]), b(v["sig"]), b(v["details"])
    said = audit.parse(entry)
    wanted = {
        "instance": b(v["instance"]), "member": b(v["member_id"]), "n": v["n"], "prev": b(v["prev"]), "day": v["day"], "action": v["action"],
        "subject": b(v["subject"]) or bytes(16), "object": b(v["object"]), "roster": v["roster_seq"], "seen": v["seen_seq"],
        "seen_head": b(v["seen_head"]), "details": b(v["details_hash"]),
    }
    same(said, wanted, "entry")
    same(len(entry), 207, "length of an entry")
    assert signature_holds(b(v["member"])[48:80], sig, "audit", entry), "signature of an entry"
    same(H("audit-entry", entry, sig), b(v["entry_hash"]), "hash of an entry")
    same(entry + sig + L(details), b(v["bytes"]), "audit field")
    if details:
        same(H("audit-box", details), said["details"], "hash of the details")
        without = entry[:-32] + bytes(32)
        key = Hk(b(v["notes_key"]), "audit-details", b(v["notes_ctx"]))
        plain = unseal(key, T("audit-ad", without), details)
        same(unpad(plain, len(plain)), b(v["payload"]), "details")
        same(len(plain) % 1024, 0, "length of the details")


def audit_chain(v):
    head = H("audit-genesis", b(v["instance"]))
    heads = [head]
    for at, (field, day) in enumerate(zip(v["fields"], v["days"]), start=1):
        entry, sig = b(field)[:207], b(field)[207:271]
        head = H("audit-chain", head, u64(at), u32(day), entry, sig)
        heads.append(head)
    same([h.hex() for h in heads], v["heads"] if len(v["heads"]) == len(heads) else [heads[0].hex()] + v["heads"], "heads")
    same(v["seq"], len(heads) - 1, "number of the checkpoint")
    fields = (b(v["instance"]), u64(v["seq"]), heads[v["seq"]], u32(v["day"]))
    assert signature_holds(b(v["receipt_public"]), b(v["bytes"]), "checkpoint", *fields), "signature of a checkpoint"


def recorded_body(v):
    made, entry = b(v["bytes"]), L(b(v["audit"]))
    if v["name"] in ("read", "shred"):
        return same(b(v["case_id"]) + b(v["desk_id"]) + entry, made, v["name"])
    if v["name"] == "settings":
        return same(L(v["text"].encode()) + entry, made, "settings")
    # What stands before the entry is the body of 12.3.
    same(made[-len(entry):], entry, "entry at the end of a body")
    read = Reader(made)
    if v["name"] == "write":
        same((read.take(32), read.take(16)), (b(v["case_id"]), b(v["desk_id"])), "case and desk")
        read.field(), read.field()
        for _ in range(read.number(1)):
            read.field()
    else:
        read.field()
    same(read.field(), b(v["audit"]), "entry")
    read.end()
