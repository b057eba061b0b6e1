"""Frames and bodies of members, padding and proof of work as PROTOCOL.md describes them (1.4, 9.5, 12.1, 12.3)."""
from gp1 import H, L, b, bucket_for, same, u8, u32, u64, unpad


def padding(v):
    plain, padded, size = b(v["plain"]), b(v["bytes"]), v["size"]
    if v["record"]:
        size = (len(plain) + 1 + 1023) // 1024 * 1024
    else:
        same(bucket_for(len(plain)), size, "bucket")
    same(plain + b"\x80" + bytes(size - len(plain) - 1), padded, "padded")
    same(unpad(padded, size), plain, "plain")


def work(v):
    def zero_bits(counter):
        proof = H("pow", b(v["challenge"]), u8(v["difficulty"]), H("body", b(v["bytes"])), u64(counter))
        return 256 - int.from_bytes(proof, "big").bit_length()
    first = next(n for n in range(1 << 20) if zero_bits(n) >= v["difficulty"])
    same(first, v["counter"], "counter")


def frame(v):
    made = u8(v["party"]) + b(v["id"]) + b(v["challenge"]) + L(v["action"].encode()) + b(v["sig"]) + L(b(v["content"]))
    same(made, b(v["bytes"]), "frame")


def member_body(v):
    made = {"write": write, "found": found, "card": card, "invite": invite, "admit": admit, "boxes": ways}[v["name"]](v)
    same(made, b(v["bytes"]), v["name"])


def write(v):
    c = v["columns"]
    turn = ["nobody", "desk", "reporter", "others"].index(c["turn"])
    columns = u64(c["version"]) + L(c["state"].encode()) + u8(turn) + u32(c["nextDay"] or 0) + u32(c["endDay"] or 0)
    columns += b(c["assignee"])
    made = b(v["case_id"]) + b(v["desk_id"]) + L(columns) + L(b(v["record"])) + u8(len(v["transmissions"]))
    return made + b"".join(L(b(one)) for one in v["transmissions"])


def found(v):
    recovery = b(v["recovery_pk"]) + L(v["recovery_label"].encode()) + b(v["recovery_box"])
    made = newcomer(v) + L(b(v["change"])) + b(v["desk_card"]) + b(v["card_sig"]) + L(boxes(v)) + L(recovery)
    return made + ways(v) + names(v)


def card(v):
    return newcomer(v) + ways(v) + names(v)


def invite(v):
    return b(v["desk_id"]) + b(v["invite_id"]) + u8(v["role"])


def admit(v):
    return b(v["desk_id"]) + L(b(v["change"])) + L(boxes(v))


def newcomer(v):
    return b(v["invite_id"]) + b(v["tag"]) + b(v["member_card"])


def names(v):
    return L(v["people"].encode()) + L(v["mail"].encode())


def ways(v):
    return L(b"".join(L(L(b(one["uhead"])) + L(b(one["box"]))) for one in v["unlock"]))


def boxes(v):
    return b"".join(L(u32(one["desk_epoch"]) + u8(one["which"]) + b(one["box"])) for one in v["boxes"])
