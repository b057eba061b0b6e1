"""Secrets of people: a reporter's code, a member's phrase or code, and what they open (PROTOCOL.md 2, 3, 7.5, 8)."""
import unicodedata

from gp1 import H, Hk, KDF, T, opens, sign_public, u8, u32, unseal
from layout import Layout
from nacl import pwhash
from refused import Refused, insist


def digits_of(typed):
    return [unicodedata.decimal(c) for c in typed if unicodedata.category(c) == "Nd"]


def symbols_of(typed):
    """The 19 data symbols of a code, which must satisfy both checks (2.1, 2.2)."""
    digits = digits_of(typed)
    insist(len(digits) == 42, "broken", "a code has 42 digits")
    symbols = [10 * digits[i] + digits[i + 1] for i in range(0, 42, 2)]
    for root in (1, 2):
        value = 0
        for s in symbols:
            value = (value * root + s) % 101
        insist(value == 0, "broken", "something is wrong in the code")
    return bytes(symbols[:19])


def reporter(instance, typed, xwing):
    """Case id, card and reading seed of a code (3.1)."""
    root = H("token-root", instance, symbols_of(typed))
    apk, spk = sign_public(KDF(root, 1, "GPTOKEN1")), sign_public(KDF(root, 2, "GPTOKEN1"))
    seed = KDF(root, 3, "GPTOKEN1")
    kpk = xwing.public(seed)
    return {"case": H("case-id", instance, apk, spk, kpk), "card": apk + spk + kpk, "seed": seed}


def phrase_bytes(typed):
    """What is hashed (8.1)."""
    digits = digits_of(typed)
    if len(digits) == 24 and not any(unicodedata.category(c).startswith("L") for c in typed):
        return " ".join("".join(map(str, digits[i:i + 4])) for i in range(0, 24, 4)).encode()
    return unicodedata.normalize("NFC", " ".join(unicodedata.normalize("NFKC", typed).lower().split())).encode()


def open_ways(instance, boxes, phrase=None, code=None):
    """M and the pinned root out of whichever box the secret opens (8.3)."""
    for row in boxes:
        read = Layout(row["head"])
        insist(read.number(1) == 1, "newer-version", "version of an unlock box")
        insist(read.take(16) == instance, "broken", "box of another instance")
        read.take(16)
        kind = read.number(1)
        if kind == 1 and phrase is not None:
            memory, passes, salt = read.number(4), read.number(4), read.take(16)
            insist(65536 <= memory <= 1048576 and 3 <= passes <= 10, "parameters", "hash outside floor or ceiling")
            x = pwhash.argon2id.kdf(32, phrase_bytes(phrase), salt, opslimit=passes, memlimit=memory * 1024)
        elif kind == 3 and code is not None:
            x = H("unlock-root", instance, symbols_of(code))
        else:
            continue
        key, ad = Hk(x, "unlock", row["head"]), T("unlock-ad", row["head"])
        insist(opens(key, ad, row["box"]), "broken", "the secret does not open the box")
        inside = unseal(key, ad, row["box"])
        return {"M": inside[:32], "root_fp": inside[32:]}
    raise Refused("broken", "no box for this secret")


def member_keys(M, xwing):
    """What a member signs and receives with (3.2)."""
    return {"auth_pk": sign_public(KDF(M, 1, "GPMEMBR1")), "sig_pk": sign_public(KDF(M, 2, "GPMEMBR1")), "seed": KDF(M, 3, "GPMEMBR1"),
            "kem_pk": xwing.public(KDF(M, 3, "GPMEMBR1"))}


def open_desk_box(card, which, holder, seed, box, xwing):
    """A seed of a desk, sealed to one member or to the recovery holder (7.5)."""
    public = card["kem_pk"] if which == 1 else card["sig_pk"]
    bctx = H("desk-box-ctx", card["instance"], card["desk"], u32(card["epoch"]), u8(which), public, holder)
    insist(len(box) == 1192, "broken", "desk box of the wrong length")
    ss, own = xwing.decapsulate(seed, box[:1120])
    key, ad = Hk(ss, "desk-box", bctx, own, box[:1120]), T("desk-box-ad", bctx)
    insist(opens(key, ad, box[1120:]), "broken", "desk box does not open")
    found = unseal(key, ad, box[1120:])
    made = xwing.public(found) if which == 1 else sign_public(found)
    insist(made == public, "broken", "seed does not make the key of the card")
    return found
