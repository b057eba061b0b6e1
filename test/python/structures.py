"""A case as PROTOCOL.md describes it: code, keys, requests, epochs, messages, built again from what a vector states.

One function for each file of test/vectors; a function returns nothing and raises where a byte differs.
"""
from gp1 import (
    H, Hk, KDF, L, Reader, T, auth_tag, b, bucket_for, opens, ordered, same, sign_public, signature_holds,
    u8, u16, u32, u64, unpad, unseal,
)


# --- the code and the keys of a reporter -----------------------------------------------------------------------------

def code(v):
    symbols = list(b(v["symbols"]))
    same(len(symbols), 21, "symbols")
    assert all(0 <= s <= 99 for s in symbols)
    # A word of the code is a polynomial with roots 1 and 2 over the field of 101 elements, first symbol at the top.
    for root in (1, 2):
        value = 0
        for s in symbols:
            value = (value * root + s) % 101
        same(value, 0, f"remainder at {root}")
    digits = "".join(f"{s:02d}" for s in symbols)
    same(digits, v["digits"], "digits")
    same([digits[i:i + 6] for i in range(0, 42, 6)], v["lines"], "lines")
    for wrong in v["wrong"]:
        read = [int(wrong["digits"][i:i + 2]) for i in range(0, 42, 2)]
        same(locate(read), wrong["line"], "line of the wrong symbol")


def locate(symbols):
    """The line (1 to 7) of the one wrong symbol; 0 if nothing is wrong; None if one wrong symbol cannot explain it."""
    remainders = []
    for root in (1, 2):
        value = 0
        for s in symbols:
            value = (value * root + s) % 101
        remainders.append(value)
    if remainders == [0, 0]:
        return 0
    if 0 in remainders:
        return None
    # The remainders are e and e * 2^k for an error e at the symbol k places from the end.
    ratio = remainders[1] * pow(remainders[0], 99, 101) % 101
    for place in range(21):
        if pow(2, 20 - place, 101) == ratio:
            corrected = (symbols[place] - remainders[0]) % 101
            return place // 3 + 1 if corrected <= 99 else None
    return None


def reporter_keys(v):
    instance = b(v["instance"])
    root = H("token-root", instance, b(v["symbols"])[:19])
    apk = sign_public(KDF(root, 1, "GPTOKEN1"))
    spk = sign_public(KDF(root, 2, "GPTOKEN1"))
    same(apk, b(v["apk"]), "apk")
    same(spk, b(v["spk"]), "spk")
    same(KDF(root, 3, "GPTOKEN1"), b(v["kem_seed"]), "seed of the encapsulation key")
    kpk = b(v["kpk"])
    same(len(kpk), 1216, "kpk")
    same(apk + spk + kpk, b(v["card"]), "card")
    same(H("case-id", instance, apk, spk, kpk), b(v["case_id"]), "case id")


def request(v):
    instance, secret = b(v["instance"]), b(v["server_secret"])
    slot, rnd = u32(v["slot"]), b(v["rnd"])
    challenge = slot + rnd + auth_tag(secret, T("challenge", instance, slot, rnd))
    same(challenge, b(v["challenge"]), "challenge")
    fields = (instance, u8(v["party"]), b(v["id"]), challenge, v["action"].encode(), H("body", b(v["body"])))
    assert signature_holds(b(v["public"]), b(v["signature"]), "auth", *fields), "request signature"
    for at in range(len(fields)):
        changed = list(fields)
        changed[at] = bytes([changed[at][0] ^ 1]) + changed[at][1:]
        assert not signature_holds(b(v["public"]), b(v["signature"]), "auth", *changed), f"field {at} is not signed"


# --- epochs and messages ---------------------------------------------------------------------------------------------

def header(v):
    made = u8(1) + u8(1) + b(v["instance"]) + b(v["case_id"]) + b(v["stream"]) + u32(v["epoch"])
    made += b(v["prev_ctx"]) + b(v["anchor"]) + b(v["opener"]) + u8(v["origin"]) + u8(v["has_back"])
    made += b(v["root_fp"]) + u64(v["roster_seq"]) + b(v["roster_hash"]) + Hk(b(v["key"]), "commit")
    recipients = [b(r["party"]) + u32(r["desk_epoch"]) + b(r["card_hash"]) for r in v["recipients"]]
    ordered(recipients, "recipients")
    made += u8(len(recipients)) + b"".join(recipients)
    same(len(made), 259 + 53 * len(recipients), "length of the header")
    same(made, b(v["header"]), "header")
    same(H("ctx", made), b(v["ctx"]), "ctx")


def wrap(v):
    ctx, recipient, key = b(v["ctx"]), b(v["recipient"]), b(v["key"])
    wrapped, ss = b(v["wrap"]), b(v["shared_secret"])
    same(len(wrapped), 1192, "wrap")
    ct, sealed = wrapped[:1120], wrapped[1120:]
    wk = Hk(ss, "wrap", ctx, recipient, b(v["public"]), ct)
    same(unseal(wk, T("wrap-ad", ctx, recipient), sealed), key, "key in the wrap")
    assert not opens(wk, T("wrap-ad", ctx, recipient[:-1] + bytes([recipient[-1] ^ 1])), sealed)
    if v["back"] != "":
        before = unseal(Hk(key, "back", ctx), T("back-ad", ctx), b(v["back"]))
        same(before, b(v["key_before"]), "key in the back link")
        same(len(b(v["back"])), 72, "back link")


def message(v):
    ctx, key, outer, body = b(v["ctx"]), b(v["key"]), b(v["outer"]), b(v["body"])
    read = Reader(outer)
    same(read.take(17), b(v["author"]), "author")
    same(read.number(8), v["n"], "n")
    bucket = read.number(4)
    same(read.number(1), v["urgent"], "urgent")
    read.end()
    same(len(body), bucket + 40, "length of the body")
    plain = unpad(unseal(Hk(key, "msg-key", ctx), T("msg-ad", ctx, outer), body), bucket)
    same(bucket_for(len(plain)), bucket, "bucket")
    read = Reader(plain)
    inner, sig = read.field(), read.field()
    read.end()
    same(inner, inner_from(v), "inner")
    assert signature_holds(b(v["author_public"]), sig, "msg-sig", ctx, outer, inner), "signature of the author"
    same(H("msg-digest", ctx, outer, inner, sig), b(v["digest"]), "digest")


def inner_from(v):
    made = u8(v["type"]) + u8(v["origin"]) + v["lang"].encode().ljust(16, b"\0") + b(v["prev"])
    made += u8(len(v["seen"])) + b"".join(b(s["author"]) + u64(s["n"]) + b(s["digest"]) for s in v["seen"])
    return made + u64(v["roster_seq"]) + u32(v["claimed_day"]) + u8(0) + L(b(v["payload"]))


def never(v):
    desks = [b(d) for d in v["desks"]]
    ordered(desks, "desks of the never list")
    same(u16(v["roles"]) + u8(len(desks)) + b"".join(desks), b(v["bytes"]), "never list")


def payload(v):
    ids = [f["id"] for f in v["fields"]]
    ordered(ids, "fields")
    made = u16(v["version"]) + b"".join(u16(f["id"]) + L(b(f["value"])) for f in v["fields"])
    same(made, b(v["bytes"]), "payload")


def transmission(v):
    read = Reader(b(v["bytes"]))
    same(read.take(17), b(v["stream"]), "stream")
    same(read.number(4), v["epoch"], "epoch")
    same(read.field(), b(v["header"]), "header")
    same(read.field(), b(v["wraps"]), "wraps")
    same(read.field(), b(v["back"]), "back")
    heads = Reader(read.field())
    if heads.left() > 0:
        got = [{"author": heads.take(17).hex(), "n": heads.number(8)} for _ in range(heads.number(2))]
        heads.end()
        same(got, v["heads"], "heads")
    else:
        same([], v["heads"], "heads")
    messages = Reader(read.field())
    got = []
    while messages.left() > 0:
        one = messages.field()
        got.append({"outer": one[:30].hex(), "body": one[30:].hex()})
    same(got, v["messages"], "messages")
    read.end()
