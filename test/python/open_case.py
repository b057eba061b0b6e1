"""Opens one case out of a dump, with nothing but the dump, the root's fingerprint and a secret.

  /usr/bin/python3 test/python/open_case.py DUMP --root FINGERPRINT --code "42 digits of the reporter"
  /usr/bin/python3 test/python/open_case.py DUMP --member NAME --phrase "24 digits" --case HEX
  (or --member NAME --second "42 digits" in the place of the phrase)
  /usr/bin/python3 test/python/open_case.py DUMP --copy "42 digits of an outside reader"

Prints one JSON object: what a reader may believe, or {"refused": code, "words": ...}. FINGERPRINT is the sixty digits that
people compare; a member needs none, because the root lies sealed in the own unlock box.
"""
import argparse
import json
import sys

import files
from desks import fingerprint
from epochs import NOTES, Place, opened
from dumped import Dump
from gp1 import H, Hk, signature_holds
from layout import COPY, OUTSIDE, REPORTER, ROOM, TALK, fields, header as parse_header, report, text
from members import MemberList, member_card
from refused import Refused, insist
from rosters import Book, desk_card
from streams import read_stream
from unlocking import member_keys, open_desk_box, open_ways, reporter
from xwing import XWing

# The field of a payload that holds its free words (11.1); 1 for all others.
TEXT_FIELD = {"report": 2, "triage": 2, "event": 8, "assign": None, "provenance": 2, "work": 3, "proposal": 2, "approval": 3}


def main(argv):
    asked = argparse.ArgumentParser()
    asked.add_argument("dump")
    for name in ("root", "code", "member", "phrase", "second", "case", "copy"):
        asked.add_argument(f"--{name}")
    options = asked.parse_args(argv)
    if not (options.code or options.copy or (options.member and options.case)):
        asked.error("give --code, or --copy, or --member with --case")
    dump = Dump(options.dump)
    try:
        with XWing() as xwing:
            told = (as_reporter if options.code else as_outside if options.copy else as_member)(dump, options, xwing)
    except Refused as no:
        told = {"refused": no.code, "words": no.words}
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if "refused" not in told else 1


def as_reporter(dump, options, xwing):
    instance = dump.one("instances")["instance_id"]
    keys = reporter(instance, options.code, xwing)
    rows = dump.table("cases", case_id=keys["case"])
    insist(rows, "broken", "no case under this code")
    # The pin is the root of her own first header, which her signature in the first message covers (7.3).
    zero = parse_header(dump.one("epochs", case_id=keys["case"], stream=TALK, epoch=0)["header"])
    if options.root:
        insist("".join(options.root.split()) == fingerprint(zero["root_fp"]).replace(" ", ""), "pinned-root", "another root than on the poster")
    book = Book(instance, zero["root_fp"], [r["file"] for r in dump.table("rosters")])
    insist(rows[0]["card"] == keys["card"], "broken", "card of another case")
    place = Place(instance, keys["case"], TALK, keys["card"], book)
    talk = read_stream(place, *stored(dump, keys["case"], TALK), REPORTER, lambda _: keys["seed"], xwing)
    receipt_holds(dump, place, talk)
    return told(dump, keys["case"], {"talk": talk})


def as_outside(dump, options, xwing):
    """A copy: one stream, one epoch, under a card of its own; its wraps lie under the shred key of the case it was made of (14)."""
    instance = dump.one("instances")["instance_id"]
    keys = reporter(instance, options.copy, xwing)
    row = dump.one("copies", copy_id=keys["case"])
    insist(row["card"] == keys["card"], "broken", "card of another copy")
    header, key = parse_header(row["header"]), dump.shred_key(row["case_id"])
    insist(key is not None, "broken", "the case of this copy was shredded")
    own = next((r["bytes"] for r in header["recipients"] if r["party"] == OUTSIDE), None)
    insist(own is not None, "ghost", "a copy for somebody else")
    wrap = opened(Hk(key, "shred", header["ctx"], own), b"", row["outside_wrap"])
    book = Book(instance, header["root_fp"], [r["file"] for r in dump.table("rosters")])
    rows = [{"epoch": 0, "outer": m["outer_part"], "body": m["body"], "day": m["day"]} for m in dump.table("copy_messages", copy_id=keys["case"])]
    place = Place(instance, keys["case"], COPY, keys["card"], book)
    stream = read_stream(place, [{"header": row["header"], "wraps": {OUTSIDE: wrap}, "back": b""}], rows, OUTSIDE, lambda _: keys["seed"], xwing)
    insist([m["type"] for m in stream["messages"]] == ["open", "reply"], "broken", "a copy holds its two messages and nothing else")
    return told(dump, keys["case"], {"copy": stream})


def as_member(dump, options, xwing):
    instance, case = dump.one("instances")["instance_id"], bytes.fromhex(options.case)
    member = next(m["member_id"] for m in dump.table("members") if m["name"] == options.member)
    way = open_ways(instance, dump.table("unlock_boxes", member_id=member), options.phrase, options.second)
    book = Book(instance, way["root_fp"], [r["file"] for r in dump.table("rosters")])
    keys = member_keys(way["M"], xwing)
    card = member_card(dump.one("member_cards", member_id=member)["card"])
    insist(all(card[name] == keys[name] for name in ("auth_pk", "sig_pk", "kem_pk")) and card["id"] == member, "ghost", "another card in the place of the own")
    desk = next(row["desk_id"] for row in dump.table("desk_members", member_id=member))
    lists = {d: member_list(dump, instance, d, book) for d in {c["desk_id"] for c in dump.table("member_changes")}}
    own = lists[desk].members.get(member)
    insist(own is not None and own["removed"] is None, "ghost", "not on the list of the own desk")
    seeds = desk_seeds(dump, desk, card, keys, xwing)
    row = dump.one("cases", case_id=case)
    me = b"\x02" + desk
    talk = read_stream(Place(instance, case, TALK, row["card"], book), *stored(dump, case, TALK), me, seeds.get, xwing)
    streams = {"talk": talk}
    for name, stream in (("room", ROOM), ("notes", bytes([NOTES]) + desk)):
        if dump.table("streams", case_id=case, stream=stream):
            place = Place(instance, case, stream, row["card"], book, talk["epochs"])
            streams[name] = read_stream(place, *stored(dump, case, stream), me, seeds.get, xwing, lists)
    return told(dump, case, streams)


def member_list(dump, instance, desk, book):
    """The list of a desk, which must pass through what every roster pins (7.4)."""
    changes = sorted(dump.table("member_changes", desk_id=desk), key=lambda c: c["n"])
    cards = [member_card(c["card"]) for c in dump.table("member_cards")]
    roots = [r["root_pk"] for r in book.by_hash.values()]
    return MemberList(instance, desk, [(c["change"], c["signature"]) for c in changes], cards, roots).hold_for(book)


def desk_seeds(dump, desk, card, keys, xwing):
    """The reading seeds of the desk's epochs out of the member's boxes (7.5)."""
    cards = {c["epoch"]: desk_card(c["card"]) for c in dump.table("desk_cards", desk_id=desk)}
    boxes = dump.table("desk_boxes", desk_id=desk, owner_id=card["id"], which=1)
    return {b["desk_epoch"]: open_desk_box(cards[b["desk_epoch"]], 1, card["hash"], keys["seed"], b["box"], xwing) for b in boxes if b["desk_epoch"] in cards}


def stored(dump, case, stream):
    """Epochs and messages of one stream, wraps and links back taken out of the shred layer (10)."""
    key = dump.shred_key(case)
    insist(key is not None, "broken", "the case was shredded: no key of the store opens it")
    epochs = []
    for row in sorted(dump.table("epochs", case_id=case, stream=stream), key=lambda e: e["epoch"]):
        ctx, wraps = H("ctx", row["header"]), {}
        named = {r["party"]: r["bytes"] for r in parse_header(row["header"])["recipients"]}
        for wrap in dump.table("wraps", case_id=case, stream=stream, epoch=row["epoch"]):
            if wrap["party"] in named:
                wraps[wrap["party"]] = opened(Hk(key, "shred", ctx, named[wrap["party"]]), b"", wrap["wrap"])
        back = b"" if row["back"] is None else opened(Hk(key, "shred", ctx, b"back"), b"", row["back"])
        epochs.append({"header": row["header"], "wraps": wraps, "back": back})
    messages = [{"epoch": m["epoch"], "outer": m["outer_part"], "body": m["body"], "day": m["day"]} for m in dump.table("messages", case_id=case, stream=stream)]
    return epochs, messages


def receipt_holds(dump, place, talk):
    """The server's signature over the envelope that the reporter sent (9.4)."""
    row = dump.one("receipts", case_id=place.case)
    receipt, ctx = row["receipt"], talk["epochs"][0]["ctx"]
    seq = int.from_bytes(receipt[4:12], "big")
    roster = next((r for r in place.book.by_hash.values() if r["seq"] == seq), None)
    insist(roster is not None, "receipt", "receipt under an unknown roster")
    fields_of = (place.instance, place.case, ctx, row["envelope_hash"], receipt[:4], receipt[4:12])
    insist(signature_holds(roster["receipt_pk"], receipt[12:], "receipt", *fields_of), "receipt", "receipt does not hold")


def told(dump, case, streams):
    def one(name, m):
        payload = report(m["payload"])["answers"] if m["type"] == "report" else fields(m["payload"]) if m["type"] not in ("open", "never") else {}
        number = TEXT_FIELD.get(m["type"], 1)
        said = text(payload[number]) if number in payload else ""
        return {"author": m["author"].hex(), "n": m["n"], "epoch": m["epoch"], "type": m["type"], "text": said, "urgent": m["urgent"],
                "files": files.open_all(dump, case, streams[name], m)}
    places = {"withheld": [], "twice": []}
    for held in streams.values():
        for what in places:
            places[what] += [{"author": author.hex(), "n": n} for author, n in held[what]]
    cut = [{"author": m["author"].hex(), "n": m["n"]} for held in streams.values() for m in held["cut"]]
    return {"case": case.hex(), **{name: [one(name, m) for m in held["messages"]] for name, held in streams.items()}, **places, "cut": cut}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
