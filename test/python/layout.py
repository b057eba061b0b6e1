"""Structures of PROTOCOL.md read front to back: cards, headers, messages, payloads (3, 4.1, 5.1, 5.3, 11.1)."""
import unicodedata

from gp1 import Reader, H
from refused import Refused, insist

ZERO16, ZERO32 = bytes(16), bytes(32)
REPORTER = b"\x01" + ZERO16
OUTSIDE = b"\x04" + ZERO16
TALK, ROOM, COPY = b"\x01" + ZERO16, b"\x02" + ZERO16, b"\x04" + ZERO16
TYPES = {
    1: {1: "report", 2: "text", 3: "answer", 4: "withdraw", 5: "never", 6: "delete-request", 48: "open"},
    2: {16: "reply", 17: "ask", 18: "event", 19: "leave", 48: "open"},
    3: {32: "note", 33: "triage", 34: "assign", 35: "provenance", 36: "proposal", 37: "approval", 38: "work", 48: "open"},
}
LISTING = {"text", "answer", "reply", "ask", "event", "note", "work"}
KNOWN_TYPES = {number for types in TYPES.values() for number in types}


class Layout(Reader):
    """A reader whose every fault is `broken`."""

    def take(self, n):
        insist(self.at + n <= len(self.data), "broken", "structure too short")
        return super().take(n)

    def field(self):
        length = self.number(4)
        insist(length <= 4_194_304, "broken", "field too long")
        return self.take(length)

    def end(self):
        insist(self.left() == 0, "broken", "bytes after the end")


def rising(items, words):
    insist(all(a < b for a, b in zip(items, items[1:])), "broken", words)


def party(read):
    name = read.take(17)
    insist(1 <= name[0] <= 4, "newer-version", "kind of party")
    insist(name[0] in (2, 3) or name[1:] == ZERO16, "broken", "id where none is due")
    return name


def text(data):
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refused("broken", "not UTF-8") from fault
    insist(unicodedata.normalize("NFC", said) == said, "broken", "text out of normal form")
    return said


def header(data):
    read = Layout(data)
    insist(read.number(1) == 1 and read.number(1) == 1, "newer-version", "version or suite of a header")
    made = {
        "bytes": data, "ctx": H("ctx", data),
        "instance": read.take(16), "case": read.take(32), "stream": read.take(17), "epoch": read.number(4),
        "prev": read.take(32), "anchor": read.take(32), "opener": party(read), "origin": read.number(1), "back": read.number(1),
        "root_fp": read.take(32), "seq": read.number(8), "roster": read.take(32), "commit": read.take(32),
    }
    insist(made["origin"] in (1, 2, 3), "newer-version", "origin")
    insist(made["back"] in (0, 1), "broken", "back is neither there nor not")
    made["recipients"] = [recipient(read) for _ in range(read.number(1))]
    read.end()
    rising([r["bytes"] for r in made["recipients"]], "recipients not sorted")
    return made


def recipient(read):
    start = read.at
    who, epoch, card = party(read), read.number(4), read.take(32)
    insist((who[0] == 2) == (epoch != 0), "broken", "desk epoch where none is due, or none where one is")
    return {"party": who, "epoch": epoch, "card": card, "bytes": read.data[start:read.at]}


def outer(data):
    read = Layout(data)
    made = {"bytes": data, "author": party(read), "n": read.number(8), "bucket": read.number(4), "urgent": read.number(1)}
    read.end()
    insist(made["bucket"] in (4096, 16384, 65536, 262144), "broken", "no such bucket")
    insist(made["urgent"] == 0 or made["urgent"] == 1 and made["author"][0] == 1, "broken", "urgency mark")
    return made


def heads(read, count):
    held = [{"author": party(read), "n": read.number(8), "digest": read.take(32)} for _ in range(count)]
    rising([h["author"] for h in held], "heads not sorted")
    return held


def inner(data, author):
    read = Layout(data)
    number = read.number(1)
    insist(number in KNOWN_TYPES, "newer-version", "type of message")
    made = {"type": TYPES.get(author[0], {}).get(number), "origin": read.number(1), "lang": read.take(16).rstrip(b"\0").decode("ascii")}
    insist(made["origin"] in (1, 2, 3), "newer-version", "origin")
    made["prev"] = read.take(32)
    made["seen"] = heads(read, read.number(1))
    insist(all(h["author"] != author for h in made["seen"]), "broken", "author among the seen")
    made["seq"], made["day"] = read.number(8), read.number(4)
    made["files"] = [{"id": read.take(16), "length": read.number(8), "digest": read.take(32)} for _ in range(read.number(1))]
    made["payload"] = read.field()
    read.end()
    ids = [f["id"] for f in made["files"]]
    insist(not ids or made["type"] in LISTING and len(set(ids)) == len(ids), "broken", "files where none are listed, or one twice")
    insist(all(f["length"] >= 65536 and padme(f["length"]) == f["length"] for f in made["files"]), "broken", "a length that padding never gives")
    return made


def padme(length):
    """The length rounded up so that few of its lower bits are left (13.1)."""
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // step) * step


def never(read):
    roles = read.number(2)
    desks = [read.take(16) for _ in range(read.number(1))]
    rising(desks, "never list not sorted")
    return roles, tuple(desks)


def opening(payload):
    read = Layout(payload)
    frozen = heads(read, read.number(2))
    reason = read.number(1)
    made = {"frozen": frozen, "reason": reason, "never": never(read)}
    read.end()
    return made


def report(payload):
    read = Layout(payload)
    made = {"never": never(read), "form": read.number(2), "answers": fields(read.field())}
    read.end()
    return made


def never_body(payload):
    read = Layout(payload)
    made = never(read)
    read.end()
    return made


def fields(payload):
    """Numbered fields of 11.1 with their raw values; what they mean stands in the table there."""
    read = Layout(payload)
    insist(read.number(2) == 1, "newer-version", "version of a payload")
    held = []
    while read.left() > 0:
        held.append((read.number(2), read.field()))
    rising([number for number, _ in held], "fields not sorted")
    return dict(held)
