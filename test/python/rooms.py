"""Headers of a room, and copies for outside readers (PROTOCOL.md 1.6, 4.1, 6.1, 14)."""
import structures
from gp1 import H, Hk, KDF, L, Reader, T, b, same, sign_public, signature_holds, u32, unpad, unseal


def room_header(v):
    talk = b(v["talk_header"])
    structures.header({
        **v, "instance": talk[2:18].hex(), "case_id": talk[18:50].hex(), "prev_ctx": v.get("prev_ctx", v["header"][142:206]),
        "origin": 1, "has_back": b(v["header"])[153], "root_fp": talk[154:186].hex(), "roster_seq": int.from_bytes(talk[186:194], "big"),
        "roster_hash": talk[194:226].hex()})
    same(H("ctx", talk), b(v["anchor"]), "the epoch of talk that it serves")
    same(Hk(b(v["key"]), "commit"), b(v["commit"]), "commit")


def copy(v):
    instance, card, ctx = b(v["instance"]), b(v["card"]), b(v["ctx"])
    root = H("token-root", instance, b(v["symbols"])[:19])
    apk, spk = sign_public(KDF(root, 1, "GPTOKEN1")), sign_public(KDF(root, 2, "GPTOKEN1"))
    same(KDF(root, 3, "GPTOKEN1"), b(v["kem_seed"]), "reading seed")
    same(apk + spk + card[64:], card, "card")
    same(H("case-id", instance, apk, spk, card[64:]), b(v["copy_id"]), "id of the copy")
    same(H("outside-card", card), b(v["card_hash"]), "hash of the card")
    header = b(v["header"])
    same(H("ctx", header), ctx, "ctx")
    recipient = header[259 + 53:]
    same(recipient, b"\x04" + bytes(16) + u32(0) + b(v["card_hash"]), "the outside reader among the recipients")
    wrap = b(v["wrap"])
    key = unseal(Hk(b(v["shared_secret"]), "wrap", ctx, recipient, card[64:], wrap[:1120]), T("wrap-ad", ctx, recipient), wrap[1120:])
    same(key, b(v["key"]), "key in the wrap")
    same(Hk(key, "commit"), header[226:258], "commit")
    envelope(v, ctx, key)
    read = Reader(b(v["bytes"]))
    same((read.take(32), read.take(16), read.number(4)), (b(v["case_id"]), b(v["desk_id"]), v["until_day"]), "body")
    same(read.field(), b(v["envelope"]), "envelope in the body")
    notes = Reader(read.field())
    same(notes.take(17), b"\x03" + b(v["desk_id"]), "notes of the desk")
    same(read.field(), b(v["audit"]) if "audit" in v else b"", "entry")
    read.end()
    # Nothing leads back: neither the case nor a key or signature of it stands in what the outside reader gets.
    assert b(v["case_id"]) not in b(v["envelope"]), "the case in its copy"


def envelope(v, ctx, key):
    read = Reader(b(v["envelope"]))
    same(read.field(), b(v["header"]), "header")
    same(read.field(), b(v["card"]), "card in the envelope")
    wraps, back, messages = read.field(), read.field(), Reader(read.field())
    same((wraps[1192:], back), (b(v["wrap"]), b""), "wraps")
    read.end()
    types, payloads = [], []
    while messages.left() > 0:
        one = messages.field()
        outer, body = one[:30], one[30:]
        plain = Reader(unpad(unseal(Hk(key, "msg-key", ctx), T("msg-ad", ctx, outer), body), int.from_bytes(outer[25:29], "big")))
        inner, sig = plain.field(), plain.field()
        plain.end()
        assert signature_holds(b(v["desk_public"]), sig, "msg-sig", ctx, outer, inner), "signature of the desk"
        said = Reader(inner)
        types.append(said.number(1))
        said.take(1 + 16 + 32)
        said.take(57 * said.number(1))
        said.take(8 + 4)
        said.take(56 * said.number(1))
        payloads.append(said.field())
    same(types, [48, 16], "messages of a copy")
    same(payloads[1], b(v["payload"]), "payload of the copy")
    assert L(v["until_day"].to_bytes(4, "big")) in payloads[1], "until which day"
