"""The messages of a stream: whose each one is, and what is missing, cut or doubled (PROTOCOL.md 5, 6.1, 6.2, 6.3)."""
from epochs import insist_readers, link, opened, unlock
from gp1 import H, Hk, T, bucket_for, signature_holds, unpad
from layout import REPORTER, TALK, ZERO32, Layout, inner, never_body, opening, outer, report
from refused import Refused, insist


WRITERS = {1: (1, 2), 2: (3,), 3: (3,), 4: (2,)}
FEWER_TYPES = {
    2: {"note", "proposal", "approval", "work", "open"}, 3: {"note", "triage", "assign", "provenance", "open"}, 4: {"open", "reply"},
}


def read_stream(place, rows, messages, me, keys_for, xwing, lists=None):
    """Everything a reader may believe of one stream; `lists` holds the member lists of desks. Raises Refused where a rule is broken."""
    linked = link(place, rows)
    unlock(linked, me, keys_for, xwing)
    insist(any(e["key"] is not None for e in linked), "nothing", "not a reader of this stream")
    held = [m for m in (open_message(place, linked, row, lists or {}) for row in messages) if m is not None]
    held.sort(key=lambda m: (m["epoch"], m["n"], m["digest"]))
    openings = [opening_of(place, linked, epoch, held, lists or {}) for epoch in linked]
    insist_frozen(place, linked, openings)
    base = base_of(linked, openings)
    expected = pinned_places(held, openings)
    for m in held:
        m["cut"] = cut_off(m, linked, openings, expected)
    insist_readers(place, linked, openings, held)
    believed = [m for m in held if not m["cut"]]
    return {"epochs": linked, "messages": believed, "cut": [m for m in held if m["cut"]], **gaps(held, believed, openings, base)}


def open_message(place, linked, row, lists):
    insist(row["epoch"] < len(linked), "epoch", "message of an epoch that is not there")
    epoch = linked[row["epoch"]]
    if epoch["key"] is None:
        return None
    out = outer(row["outer"])
    insist(len(row["body"]) == out["bucket"] + 40, "broken", "length of a body")
    padded = opened(Hk(epoch["key"], "msg-key", epoch["ctx"]), T("msg-ad", epoch["ctx"], out["bytes"]), row["body"])
    try:
        plain = unpad(padded, out["bucket"])
    except ValueError as fault:
        raise Refused("broken", "padding") from fault
    insist(bucket_for(len(plain)) <= out["bucket"], "broken", "bucket")
    read = Layout(plain)
    body, sig = read.field(), read.field()
    read.end()
    said = inner(body, out["author"])
    insist(len(sig) == 64 and signature_holds(author_key(place, epoch, out, said, lists), sig, "msg-sig", epoch["ctx"], out["bytes"], body), "broken", "signature of an author")
    digest = H("msg-digest", epoch["ctx"], out["bytes"], body, sig)
    return {**out, **said, "epoch": row["epoch"], "digest": digest, "received": row["day"], "never": never_of(said)}


def author_key(place, epoch, out, said, lists):
    kind = out["author"][0]
    insist(kind in WRITERS[place.kind], "ghost", "this author may not write here")
    insist(said["type"] in FEWER_TYPES.get(place.kind, {said["type"]}) - {None}, "broken", "this author may not write a message of this type")
    if kind == 1:
        return place.card[32:64]
    if kind == 2:
        reads = any(r["party"] == out["author"] for r in epoch["recipients"])
        insist(reads, "ghost", "a desk speaks that is no reader")
        return epoch["roster"]["desks"][out["author"][1:]]["card"]["sig_pk"]
    cards = {card["hash"]: card for _, card in desks_with(epoch, out["author"][1:], lists)}
    insist(len(cards) == 1, "ghost", "a member speaks who is not on the list, or under two cards")
    return next(iter(cards.values()))["sig_pk"]


def desks_with(epoch, member, lists):
    """The reading desks of an epoch on whose list the member stands, with the card there (5.4)."""
    found = []
    for desk in epoch["desks"]:
        insist(desk in lists, "ghost", "list of a desk is missing")
        card = lists[desk].author(member, epoch["roster"]["desks"][desk]["card"]["members"])
        found += [(desk, card)] if card is not None else []
    return found


def never_of(said):
    if said["type"] == "report":
        return report(said["payload"])["never"]
    if said["type"] == "never":
        return never_body(said["payload"])
    return opening(said["payload"])["never"] if said["type"] == "open" else None


def opening_of(place, linked, epoch, held, lists):
    """Rule 2: the message that opens an epoch, by somebody who may; None for an epoch without a key."""
    if epoch["key"] is None:
        return None
    number, opener = epoch["epoch"], epoch["opener"]
    first_talk = number == 0 and place.stream == TALK
    due = "report" if first_talk else "open"
    insist(opener == REPORTER if first_talk else opener[0] in WRITERS[place.kind], "ghost", "this opener may not open an epoch")
    if number > 0 and (opener[0] == 2 or place.kind == 2):
        before = linked[number - 1]
        for_desks = [opener[1:]] if opener[0] == 2 else [desk for desk, _ in desks_with(epoch, opener[1:], lists)]
        stays = any(d in before["desks"] and d in epoch["desks"] and d not in epoch["restarted"] for d in for_desks)
        insist(stays, "ghost", "opener is no reader before and after")
    insist(number > 0 or opener[0] != 2 or opener[1:] in epoch["desks"], "ghost", "opener is no reader")
    own = [m for m in held if m["epoch"] == number and m["author"] == opener]
    insist(own and own[0]["type"] == due, "ghost", "an epoch that nobody opened")
    marks = [m for m in held if m["epoch"] == number and m["type"] in ("open", "report")]
    insist(len(marks) == 1, "epoch", "an epoch opened twice")
    said = own[0]
    frozen = [] if due == "report" else opening(said["payload"])["frozen"]
    return {**said, "frozen": {h["author"]: h for h in frozen}}


def insist_frozen(place, linked, openings):
    """Rule 5, and that an opener follows the own frozen head (rule 2)."""
    before = {}
    for said in openings:
        if said is None:
            continue
        insist(said["epoch"] > 0 or not said["frozen"], "epoch", "first epoch freezes something")
        for author, head in before.items():
            later = said["frozen"].get(author)
            insist(later is not None and later["n"] >= head["n"], "epoch", "frozen heads go backwards")
        own = said["frozen"].get(said["author"])
        after = (own["n"] + 1, own["digest"]) if own else (0, ZERO32)
        insist((said["n"], said["prev"]) == after, "epoch", "opening message does not follow the opener's frozen head")
        before = said["frozen"]


def base_of(linked, openings):
    """Behind a wall each chain begins at the frozen heads of the first readable epoch."""
    first = next(e["epoch"] for e in linked if e["key"] is not None)
    return dict(openings[first]["frozen"]) if first > 0 else {}


def pinned_places(held, openings):
    by_digest, expected = {m["digest"]: m for m in held}, {}
    for said in reversed([o for o in openings if o]):
        for author, head in said["frozen"].items():
            n, digest = head["n"], head["digest"]
            while n >= 0 and (author, n) not in expected and digest is not None:
                expected[(author, n)] = digest
                at = by_digest.get(digest)
                n, digest = n - 1, at["prev"] if at and at["n"] == n and at["prev"] != ZERO32 else None
    return expected


def cut_off(m, linked, openings, expected):
    later = next((e["epoch"] for e in linked if e["epoch"] > m["epoch"] and e["key"] is not None), None)
    if later is not None:
        head = openings[later]["frozen"].get(m["author"])
        if head is None or m["n"] > head["n"]:
            return True
    return expected.get((m["author"], m["n"]), m["digest"]) != m["digest"]


def gaps(held, believed, openings, base):
    """What is known of and not held, and places with two contents (6.3)."""
    start = {author: head["n"] + 1 for author, head in base.items()}
    places, withheld, twice = {}, set(), set()
    for m in believed:
        at = (m["author"], m["n"])
        if places.setdefault(at, m["digest"]) != m["digest"]:
            twice.add(at)
    digests, numbers = {m["digest"] for m in held}, {(m["author"], m["n"]) for m in held}
    for head in [h for m in believed for h in m["seen"]] + [h for o in openings if o for h in o["frozen"].values()]:
        at = (head["author"], head["n"])
        if head["digest"] not in digests and head["n"] >= start.get(head["author"], 0):
            (twice if at in places else withheld).add(at)
        numbers.add(at)
    for author in {a for a, _ in numbers}:
        top = max(n for a, n in numbers if a == author)
        withheld |= {(author, n) for n in range(start.get(author, 0), top) if not any((m["author"], m["n"]) == (author, n) for m in held)}
    for m in believed:
        insist((m["n"] == 0) == (m["prev"] == ZERO32), "broken", "first message with a predecessor, or a later one without")
        first = start.get(m["author"], 0)
        due = {base[m["author"]]["digest"]} if m["author"] in base and m["n"] == first else digests
        if m["n"] > 0 and m["n"] >= first and m["prev"] not in due:
            withheld.add((m["author"], m["n"] - 1))
    return {"withheld": sorted(withheld), "twice": sorted(twice)}
