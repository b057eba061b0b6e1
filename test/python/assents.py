"""Two names under words for the reporter (PROTOCOL.md 5.7)."""
from decisions import fields
from gp1 import H, L, b, same, signature_holds, u8

# Of an event only what she reads, without days: state, reason, text, sentences, body, places.
SIGNED = (1, 6, 8, 9, 10, 11)


def assent(v):
    words = fields((number, value) for number, value in read(b(v["event"])) if number in SIGNED)
    same(words, b(v["words"]), "words")
    same(H("assent-case", b(v["salt"]), b(v["case_id"])), b(v["bound"]), "bound")
    if v["of"] == "assents":
        carried(v)
        return
    said = (b(v["instance"]), b(v["bound"]), words)
    assert signature_holds(b(v["public"]), b(v["sig"]), "assent", *said), "signature of an assent"
    if v["field"]:
        same(b(v["salt"]) + b(v["sig"]), b(v["field"]), "field of the proposal")


def carried(v):
    people = b"".join(b(v[who + "_desk"]) + b(v[who + "_member"]) + b(v[who + "_sig"]) for who in ("first", "second"))
    lists = sorted(v["lists"], key=lambda one: one["desk_id"])
    held = b"".join(b(one["desk_id"]) + L(b(one["changes"])) + L(b(one["cards"])) for one in lists)
    same(b(v["salt"]) + people + u8(len(lists)) + held, b(v["bytes"]), "what the event carries")


def read(payload):
    at, out = 2, []
    while at < len(payload):
        size = int.from_bytes(payload[at + 2:at + 6], "big")
        out.append((int.from_bytes(payload[at:at + 2], "big"), payload[at + 6:at + 6 + size]))
        at += 6 + size
    return out
