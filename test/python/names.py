"""A name that a reporter gives to one team (PROTOCOL.md 5.8, 10, 12.3)."""
from decisions import fields, letter
from gp1 import H, L, b, same, signature_holds, u8, u32


def name(v):
    {"name": for_one, "request": request}[v["of"]](v)


def for_one(v):
    payload = fields(((1, v["given_name"].encode()), (2, v["reach"].encode()), (3, v["purpose"].encode())))
    same(payload, b(v["payload"]), "payload of a name")
    said = u8(1) + b(v["instance"]) + b(v["case_id"]) + b(v["desk_id"]) + u32(v["day"]) + L(payload)
    same(b(v["inside"]), b(v["bytes"]), "bytes")
    same(b(v["inside"])[:-64], said, "a name")
    assert signature_holds(b(v["public"]), b(v["inside"])[-64:], "name", said), "signature"
    same(b(v["about"]), b(v["case_id"]), "what the letter is about")
    same(H("name-head", b(v["case_id"]), b(v["desk_id"])), b(v["head"]), "place at rest")
    letter(v)


def request(v):
    rows = sorted([(b(v["given_to"]), b(v["letter"])), (b(v["taken_from"]), b"")])
    same(u8(2) + b"".join(desk + L(sealed) for desk, sealed in rows), b(v["bytes"]), "request")
