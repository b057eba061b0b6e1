"""Desks and what the server keeps, as PROTOCOL.md describes them: rosters, lists, boxes, unlocking, receipts, records."""
import base64

from gp1 import (
    H, Hk, KDF, L, T, argon2id, b, opens, ordered, same, sign_public, signature_holds, u8, u16, u32, u64, unpad, unseal,
)


def roster(v):
    instance = b(v["instance"])
    made = u8(1) + instance + u64(v["seq"]) + b(v["prev"]) + u32(v["issued_day"]) + u32(v["not_after_day"])
    made += u16(v["min_version"]) + u8(v["flags"]) + b(v["root_pk"]) + b(v["receipt_pk"]) + u8(len(v["desks"]))
    ordered([d["desk_id"] for d in v["desks"]], "desks")
    for d in v["desks"]:
        card = desk_card(instance, d)
        same(card, b(d["card"]), "desk card")
        same(len(card), 1348, "length of a desk card")
        made += card + u16(d["roles"]) + u8(d["flags"]) + b(d["next_sig"])
        made += L(d["label"].encode()) + L(d["recovery_label"].encode())
        assert signature_holds(b(d["member_public"]), b(d["card_sig"]), "desk-card", card), "signature of a member"
        same(fingerprint(H("desk-card", card)), d["fingerprint"], "fingerprint of a desk")
        if d["epoch"] > 1 and any(b(d["next_sig"])):
            fields = (instance, b(d["desk_id"]), u32(d["epoch"]), b(d["kem_pk"]), b(d["sig_pk"]))
            assert signature_holds(b(d["sig_pk_before"]), b(d["next_sig"]), "desk-next", *fields), "next_sig"
    same(made, b(v["roster"]), "roster")
    same(H("roster", made), b(v["roster_hash"]), "roster hash")
    same(H("root-fp", b(v["root_pk"])), b(v["root_fp"]), "root fingerprint")
    same(fingerprint(b(v["root_fp"])), v["root_fingerprint"], "root fingerprint for people")
    assert signature_holds(b(v["root_pk"]), b(v["root_sig"]), "roster", made), "root signature"
    old = b(v["old_root_sig"])
    same(L(made) + L(b(v["root_sig"])) + L(old), b(v["file"]), "file")
    if old:
        assert signature_holds(b(v["old_root_pk"]), old, "roster", made), "signature of the old root"


def desk_card(instance, d):
    return (instance + b(d["desk_id"]) + u32(d["epoch"]) + b(d["kem_pk"]) + b(d["sig_pk"])
            + b(d["members_hash"]) + b(d["recovery_hash"]))


def fingerprint(value):
    digits = f"{int.from_bytes(value, 'big') % 10 ** 60:060d}"
    return " ".join(digits[i:i + 5] for i in range(0, 60, 5))


def member_change(v):
    """A whole list: each change follows the one before, signed by somebody who was on the list or by the root."""
    instance, desk = b(v["instance"]), b(v["desk_id"])
    prev, on_list = bytes(32), {}
    for n, c in enumerate(v["changes"]):
        card_hash = H("member-card", b(c["member_card"]))
        by = b(c["by"])
        made = instance + desk + u32(n) + prev + u8(c["op"]) + u8(c["role"]) + card_hash + by
        same(made, b(c["change"]), "change")
        same(len(made), 118, "length of a change")
        public = b(v["root_pk"]) if c["op"] == 3 else on_list.get(by, b(c["member_card"])[16:80])[32:]
        assert signature_holds(public, b(c["signature"]), "member-change", made), "signature of a change"
        if c["op"] == 3:
            on_list = {}
        if c["op"] in (1, 3):
            on_list[b(c["member_card"])[:16]] = b(c["member_card"])[16:80]
        if c["op"] == 2:
            del on_list[b(c["member_card"])[:16]]
        prev = H("member-change", made)
    same(prev, b(v["members_hash"]), "hash of the list")
    same(sorted(m.hex() for m in on_list), v["members"], "members")


def member_keys(v):
    secret, card = b(v["secret"]), b(v["member_card"])
    same(sign_public(KDF(secret, 1, "GPMEMBR1")), card[16:48], "auth key")
    same(sign_public(KDF(secret, 2, "GPMEMBR1")), card[48:80], "signing key")
    same(KDF(secret, 3, "GPMEMBR1"), b(v["kem_seed"]), "seed of the encapsulation key")
    same(KDF(secret, 4, "GPMEMBR1"), b(v["invite_key"]), "invitation key")
    same(card[:16], b(v["member_id"]), "member id")
    same(len(card), 1296, "length of a member card")
    same(H("member-id", card[:16]), b(v["id32"]), "id in a request")
    same(fingerprint(H("member-card", card)), v["fingerprint"], "fingerprint of a member")


def desk_box(v):
    public, box, ss = b(v["public"]), b(v["box"]), b(v["shared_secret"])
    holder = H("recovery-card", public) if v["recovery"] else H("member-card", b(v["member_card"]))
    of = (b(v["instance"]), b(v["desk_id"]), u32(v["desk_epoch"]), u8(v["which"]), b(v["desk_public"]), holder)
    bctx = H("desk-box-ctx", *of)
    ct, sealed = box[:1120], box[1120:]
    key = Hk(ss, "desk-box", bctx, public, ct)
    seed = unseal(key, T("desk-box-ad", bctx), sealed)
    same(seed, b(v["seed"]), "seed in the box")
    if v["which"] == 2:
        same(sign_public(seed), b(v["desk_public"]), "key that the seed makes")


def invite(v):
    link = base64.urlsafe_b64decode(v["fragment"] + "=" * (-len(v["fragment"]) % 4))
    same(link, b(v["invite_id"]) + b(v["k"]) + b(v["root_fp"]), "fragment of the link")
    k = Hk(b(v["invite_key"]), "invite", b(v["invite_id"]))
    same(k, b(v["k"]), "secret of the link")
    same(Hk(k, "invite-card", b(v["instance"]), b(v["desk_id"]), b(v["member_card"])), b(v["tag"]), "tag of the card")


def unlock(v):
    head, instance = b(v["uhead"]), b(v["instance"])
    made = u8(1) + instance + b(v["member_id"]) + u8(v["kind"])
    if v["kind"] == 1:
        made += u32(v["mem_kib"]) + u32(v["t"]) + b(v["salt"])
        x = argon2id(v["phrase"], b(v["salt"]), v["mem_kib"], v["t"])
    else:
        x = H("unlock-root", instance, b(v["symbols"])[:19])
    same(made, head, "head of the unlock box")
    inside = unseal(Hk(x, "unlock", head), T("unlock-ad", head), b(v["box"]))
    same(inside, b(v["member_secret"]) + b(v["root_fp"]), "what the box holds")


def printed_seed(v):
    label = {"root": "root-seed", "recovery": "recovery-seed"}[v["what"]]
    seed = H(label, b(v["instance"]), b(v["symbols"])[:19])
    if v["what"] == "root":
        same(sign_public(seed), b(v["public"]), "root key of a printed code")
    else:
        same(seed, b(v["seed"]), "recovery seed of a printed code")
        same(H("recovery-card", b(v["public"])), b(v["recovery_hash"]), "hash of the recovery key")


def receipt(v):
    instance, case, made = b(v["instance"]), b(v["case_id"]), b(v["receipt"])
    envelope_hash = H("envelope", b(v["envelope"]))
    same(envelope_hash, b(v["envelope_hash"]), "hash of the envelope")
    parts = [b(v["header"]), b(v["card"]), b(v["wraps"]), b(v["back"]), b"".join(L(b(m)) for m in v["messages"])]
    same(b"".join(L(part) for part in parts), b(v["envelope"]), "envelope")
    day, seq = u32(v["day"]), u64(v["roster_seq"])
    same(made[:12], day + seq, "day and roster of the receipt")
    fields = (instance, case, H("ctx", b(v["header"])), envelope_hash, day, seq)
    assert signature_holds(b(v["receipt_pk"]), made[12:], "receipt", *fields), "signature of the receipt"


def shred(v):
    what = b(v["recipient"]) if v["recipient"] != "" else b"back"
    key = Hk(b(v["case_key"]), "shred", b(v["ctx"]), what)
    same(unseal(key, b"", b(v["stored"])), b(v["inside"]), "what the shred layer holds")
    same(H("tombstone", b(v["case_id"])), b(v["tombstone"]), "tombstone")


def record(v):
    head = u8(v["kind"]) + b(v["owner"]) + b(v["id"]) + u32(v["version"])
    same(head, b(v["head"]), "head of the record")
    same(H("summary-id", b(v["case_id"]))[:16], b(v["id"]), "id of a summary")
    key = KDF(b(v["desk_seed"]), 1, "GPRECORD")
    same(key, b(v["record_key"]), "record key")
    whole = b(v["body"])
    if v["case_key"] != "":
        whole = unseal(Hk(b(v["case_key"]), "shred-record", head), b"", whole)
    same(whole[:42], head + u32(v["key_epoch"]), "what stands before the seal")
    sealed = whole[42:]
    same((len(sealed) - 40) % 1024, 0, "length of the record")
    plain = unseal(Hk(key, "record", head), T("record-ad", head), sealed)
    inside = unpad(plain, len(plain))
    assert v["words"].encode() in inside, "words of the summary"
    assert not opens(Hk(key, "record", head), T("record-ad", head[:-1] + b"\x7f"), sealed)
