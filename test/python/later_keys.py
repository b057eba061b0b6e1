"""Keys that come later: rotation, passkeys, the root's and the recovery holder's sign-in (PROTOCOL.md 7.7, 7.8, 7.9, 8.3, 12.3)."""
from gp1 import H, Hk, L, Reader, T, b, same, signature_holds, u8, u32, unseal


def rotation(v):
    if "desk_card" not in v:
        return same(b(v["desk_id"]) + L(b(v["audit"])), b(v["bytes"]), "drill")
    card = b(v["desk_card"])
    boxes = b"".join(L(b(one["member_id"]) + u32(one["desk_epoch"]) + u8(one["which"]) + b(one["box"])) for one in v["boxes"])
    recovery = b(v["recovery_pk"]) + L(v["recovery_label"].encode()) + b(v["recovery_box"]) if v["recovery_pk"] else b""
    made = b(v["desk_id"]) + u8(len(v["changes"])) + b"".join(L(b(change)) for change in v["changes"])
    made += card + b(v["card_sig"]) + b(v["next_sig"]) + L(boxes) + L(recovery) + L(b(v["audit"]))
    same(made, b(v["bytes"]), "rotate")
    read = Reader(card)
    instance, desk, epoch, kem_pk, sig_pk, _, named = (read.take(n) for n in (16, 16, 4, 1216, 32, 32, 32))
    read.end()
    assert signature_holds(b(v["member_public"]), b(v["card_sig"]), "desk-card", card), "signature of a member"
    assert signature_holds(b(v["sig_pk_before"]), b(v["next_sig"]), "desk-next", instance, desk, epoch, kem_pk, sig_pk), "next_sig"
    same(H("recovery-card", b(v["recovery_pk"])) if v["recovery_pk"] else bytes(32), named, "recovery holder")
    for change in map(b, v["changes"]):
        same((len(change), change[68]), (118 + 64, 2), "a removal")


def passkey(v):
    head, instance = b(v["uhead"]), b(v["instance"])
    same(u8(1) + instance + b(v["member_id"]) + u8(v["kind"]) + H("cred", b(v["credential_id"])), head, "head of the unlock box")
    same(H("prf-salt", instance, b(v["member_id"])), b(v["prf_salt"]), "what the authenticator is asked for")
    x = H("prf", b(v["prf_output"]))
    same(unseal(Hk(x, "unlock", head), T("unlock-ad", head), b(v["box"])), b(v["member_secret"]) + b(v["root_fp"]), "what the box holds")


def root_sign_in(v):
    made = b(v["bytes"])
    same((len(made), made[:52]), (116, b(v["challenge"])), "challenge")
    assert signature_holds(b(v["root_pk"]), made[52:], "root-signin", b(v["instance"]), made[:52]), "signature of the root"


def recovery(v):
    desk = b(v["desk_id"])
    if "object" in v:
        hashes = [H("desk-card", b(card)) for card in v["desk_cards"]]
        return same(H("drill", desk, b"".join(hashes)), b(v["object"]), "object of a drill")
    instance, ss = b(v["instance"]), b(v["shared_secret"])
    same(Hk(ss, "recovery-signin", instance, desk), b(v["proof"]), "proof")
    key = Hk(b(v["server_key"]), "recovery-token", instance)
    same(unseal(key, T("recovery-token-ad", instance, desk), b(v["token"])), u32(v["slot"]) + ss, "what the token holds")
