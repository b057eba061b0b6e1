"""Casework: the room's payloads, acts, records outside cases, words for searching (PROTOCOL.md 5.5, 11.3, 11.4, 12.3)."""
import re
import unicodedata

from gp1 import H, Hk, KDF, L, Reader, T, b, opens, same, u8, u16, u32, unpad, unseal

FIELDS = {
    "work": {"kind": 1, "object": 2, "body": 3}, "proposal": {"kind": 1, "body": 2},
    "approval": {"proposal": 1, "verdict": 2, "text": 3},
}
BYTES = {"object", "proposal"}
VERDICTS = ["approve", "back", "aside"]


def casework(v):
    numbers = FIELDS[v["of"]]
    values = sorted((numbers[name], b(value) if name in BYTES else value.encode()) for name, value in v["fields"].items())
    same(u16(1) + b"".join(u16(number) + L(value) for number, value in values), b(v["bytes"]), v["of"])


def acts(v):
    made = sorted(act(one) for one in v["acts"])
    listed = u8(len(made)) + b"".join(one[:1] + L(one[1:]) for one in made)
    same(listed, b(v["bytes"]), "acts")
    write = b(v["case_id"]) + b(v["desk_id"]) + L(b"") + L(b"") + u8(0) + L(b(v["audit"])) + L(listed)
    same(write, b(v["body"]), "write with acts")


def act(one):
    kind = one["kind"]
    if kind == "clock-set":
        return b"\x01" + b(one["clockId"]) + u32(one["dueDay"]) + u8(len(one["notices"])) + b"".join(u32(day) for day in one["notices"])
    if kind == "clock-stop":
        return b"\x02" + b(one["clockId"])
    if kind == "propose":
        return b"\x03" + b(one["digest"])
    if kind == "decide":
        return b"\x04" + b(one["proposal"]) + u8(VERDICTS.index(one["verdict"]) + 1)
    return b"\x05" + u8(one["on"]) if kind == "hold" else b"\x06" + u32(one["untilDay"])


def kept_record(v):
    head = u8(v["kind"]) + b(v["owner"]) + b(v["id"]) + u32(v["version"])
    whole, case = b(v["stored"]), b(v["case_id"])
    if v["case_key"]:
        whole = unseal(Hk(b(v["case_key"]), "shred-record", head), b"", whole)
    same(whole, b(v["record"]), "record")
    same(whole[:42], head + u32(v["key_epoch"]), "what stands before the seal")
    if v["kind"] == 8:
        same(H("index-id", case)[:16], b(v["id"]), "id of an index")
    key = Hk(KDF(b(v["desk_seed"]), 1, "GPRECORD"), "record", head)
    plain = unseal(key, T("record-ad", head, b(v["desk_id"]), case), whole[42:])
    same(unpad(plain, len(plain)), b(v["content"]), "content")
    same(len(plain) % 1024, 0, "length of the record")
    for desk, other in ((bytes(16), case), (b(v["desk_id"]), bytes(32))):
        assert not opens(key, T("record-ad", head, desk, other), whole[42:]), "a record of another place"
    assert not opens(key, T("record-ad", head), whole[42:]), "a record that stands for a summary"


def kept_body(v):
    entry = L(b(v["audit"])) if v["audit"] else b""
    if v["of"] == "drop":
        return same(b(v["desk_id"]) + b(v["record_id"]) + u32(v["version"]) + entry, b(v["bytes"]), "drop")
    return same(b(v["desk_id"]) + L(b(v["case_id"])) + L(b(v["record"])) + entry, b(v["bytes"]), "keep")


# --- words -----------------------------------------------------------------------------------------------------------

MARKED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
UNSPACED = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
ARABIC = {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u0640": ""}


def terms(v):
    found = {}
    for word in words(folded(v["text"])):
        for run in runs(word):
            for term in terms_of(run):
                found[term] = True
    same(" ".join(found).encode(), b(v["bytes"]), "words")


def folded(text):
    kept, marked = "", False
    for char in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower()):
        if unicodedata.category(char) == "Mn" and marked:
            continue
        kept, marked = kept + char, script(char, MARKED)
    return "".join(ARABIC.get(char, char) for char in unicodedata.normalize("NFC", kept))


def words(text):
    return re.findall(r"\S+", "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in text))


def runs(word):
    made, before = [], None
    for char in word:
        unspaced = script(char, UNSPACED) or (char == "\u30fc")
        made = made[:-1] + [made[-1] + char] if unspaced == before else made + [char]
        before = unspaced
    return made


def terms_of(run):
    if not script(run[0], UNSPACED):
        return [run[:40]]
    letters = []
    for char in run:
        letters = letters[:-1] + [letters[-1] + char] if unicodedata.category(char)[0] == "M" and letters else letters + [char]
    return [a + c for a, c in zip(letters, letters[1:])] + [letters[-1]]


def script(char, names):
    return unicodedata.name(char, "").startswith(names)
