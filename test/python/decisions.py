"""Decisions of people at desks that do not read a case (PROTOCOL.md 5.6, 12.3)."""
from casework import VERDICTS
from gp1 import H, Hk, L, T, b, same, signature_holds, u8, u16, u32, unpad, unseal


def decision(v):
    {"page": page, "answer": answer, "carried": carried, "ask": ask, "decide": decide}[v["of"]](v)


def shown(v):
    words = (v["kind"], v["page_body"], v["severity"])
    payload = fields((number + 1, word.encode()) for number, word in enumerate(words) if word)
    same(payload, b(v["payload"]), "payload of a page")
    same(H("decision-page", payload), b(v["page_hash"]), "hash of a page")
    return payload


def fields(values):
    return u16(1) + b"".join(u16(number) + L(value) for number, value in values)


def page(v):
    said = u8(1) + b(v["instance"]) + b(v["page_id"]) + b(v["from_desk"]) + b(v["member_id"]) + b(v["to_desk"])
    signed(v, said + b(v["digest"]) + u32(v["day"]) + L(shown(v)), "decision-page")
    letter(v)


def answer(v):
    said = u8(1) + b(v["instance"]) + b(v["member_id"]) + b(v["desk_id"]) + b(v["digest"]) + H("decision-page", shown(v))
    signed(v, said + u8(VERDICTS.index(v["verdict"]) + 1) + u32(v["day"]) + L(b(v["reason"])), "decision")
    if v["letter"]:
        same(b(v["letter"]), b(v["reason"]), "reason")
        letter(v)


def carried(v):
    payload, answered = shown(v), b(v["outside"])
    same(fields(((1, b(v["digest"])), (2, v["verdict"].encode()), (4, answered), (5, payload))), b(v["bytes"]), "carried")
    same(answered[49:113], b(v["digest"]) + H("decision-page", payload), "what the answer is about")


def signed(v, said, label):
    made = b(v["bytes"])
    same(made[:-64], said, v["of"])
    assert signature_holds(b(v["public"]), made[-64:], label, said), "signature"


def letter(v):
    sent, pk = b(v["letter"]), b(v["desk_public"])
    same(sent[:4], u32(v["desk_epoch"]), "desk epoch of a letter")
    lctx = H("letter-ctx", b(v["instance"]), b(v["reader_id"]), u32(v["desk_epoch"]), pk, v["letter_kind"].encode(), b(v["about"]))
    plain = unseal(Hk(b(v["shared_secret"]), "letter", lctx, pk, sent[4:1124]), T("letter-ad", lctx), sent[1124:])
    same(unpad(plain, len(plain)), b(v["inside"]), "words of a letter")
    same(len(plain) % 1024, 0, "length of a letter")


def ask(v):
    made = b(v["case_id"]) + b(v["desk_id"]) + b(v["to_desk"]) + b(v["page_id"]) + b(v["digest"]) + L(b(v["letter"]))
    same(made + L(b(v["audit"])), b(v["bytes"]), "ask")


def decide(v):
    same(b(v["page_id"]) + b(v["desk_id"]) + L(b(v["answer"])) + L(b(v["audit"])), b(v["bytes"]), "decide")
