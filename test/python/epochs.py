"""Which epochs of a stream a reader accepts (PROTOCOL.md 4.2, 6.1)."""
from gp1 import H, Hk, T, opens, unseal
from layout import OUTSIDE, REPORTER, TALK, ZERO32, header as parse_header
from refused import insist

ROOM, NOTES, COPY = 2, 3, 4



def excluded(never, desk, roles):
    return desk in never[1] or never[0] & roles != 0


def desks_of(header):
    return [r["party"][1:] for r in header["recipients"] if r["party"][0] == 2]


class Place:
    """What every header of one stream is held against; `talk` holds the accepted epochs of talk that notes and a room hang on."""

    def __init__(self, instance, case, stream, card, book, talk=()):
        self.instance, self.case, self.stream, self.card = instance, case, stream, card
        self.book, self.talk, self.kind = book, talk, stream[0]


def link(place, rows):
    """Rule 1, and the parts of rules 2 and 3 that headers alone show; yields epochs with roster, desks, added and gone."""
    insist(H("case-id", place.instance, place.card[:32], place.card[32:64], place.card[64:]) == place.case, "broken", "card of another case")
    linked = []
    for number, row in enumerate(rows):
        header, before = parse_header(row["header"]), linked[-1] if linked else None
        where = (place.instance, place.case, place.stream)
        insist((header["instance"], header["case"], header["stream"]) == where, "broken", "header of another case or stream")
        insist(header["epoch"] == number, "epoch", "epochs out of order")
        insist(header["prev"] == (before["ctx"] if before else ZERO32), "epoch", "epoch does not follow the one before")
        served = served_epoch(place, header, before)
        insist(number > 0 or header["back"] == 0, "epoch", "first epoch links back")
        insist(number == 0 or place.kind != COPY, "epoch", "a copy with a second epoch")
        roster = place.book.named(header)
        readers(place, header, roster, served)
        linked.append({**header, "roster": roster, "served": served, "desks": desks_of(header), "row": row, **changes(place, header, roster, before)})
        if before:
            step(linked[-1], before)
    insist(linked, "epoch", "no epoch at all")
    return linked


def served_epoch(place, header, before):
    """The epoch of talk that a header hangs on; None in talk and in a copy."""
    if place.kind in (TALK[0], COPY):
        insist(header["anchor"] == ZERO32, "epoch", "anchored to something")
        return None
    if place.kind == NOTES:
        insist(header["anchor"] == place.talk[0]["ctx"], "epoch", "anchored to another talk stream")
        return place.talk[0]
    served = next((e for e in place.talk if e["ctx"] == header["anchor"]), None)
    insist(served is not None, "epoch", "anchored to no epoch of talk")
    insist(before is None or served["epoch"] >= before["served"]["epoch"], "epoch", "anchors go back")
    insist(header["seq"] >= served["seq"], "rollback", "roster older than that of the talk it serves")
    return served


def readers(place, header, roster, served):
    for r in header["recipients"]:
        if r["party"][0] in (1, 4):
            label = "reporter-card" if r["party"] == REPORTER else "outside-card"
            insist(r["card"] == H(label, place.card), "ghost", "another card in the place of the reader's")
        else:
            entry = roster["desks"].get(r["party"][1:]) if r["party"][0] == 2 else None
            insist(entry is not None, "ghost", "reader that the roster does not know")
            insist((r["epoch"], r["card"]) == (entry["card"]["epoch"], entry["card"]["hash"]), "ghost", "reader is not the one in the signed roster")
    desks, others = desks_of(header), [r["party"] for r in header["recipients"] if r["party"][0] != 2]
    due = {
        TALK[0]: len(desks) >= 1 and others == [REPORTER],
        ROOM: not others and served is not None and set(desks) == set(served["desks"]),
        NOTES: not others and desks == [place.stream[1:]],
        COPY: len(desks) == 1 and others == [OUTSIDE],
    }[place.kind]
    insist(due and len(set(desks)) == len(desks), "ghost", "readers are not those of this stream")


def changes(place, header, roster, before):
    desks = desks_of(header)
    if before is None:
        return {"added": desks, "restarted": [], "gone": []}
    stayed = [d for d in desks if d in before["desks"]]
    restarted = [d for d in stayed if place.book.runs_on(d, before["roster"], roster) != "continuous"]
    added = [d for d in desks if d not in stayed or d in restarted]
    return {"added": added, "restarted": restarted, "gone": [d for d in before["desks"] if d not in desks]}


def step(epoch, before):
    insist(epoch["seq"] >= before["seq"], "rollback", "roster older than that of the epoch before")
    earlier = {r["party"]: r["epoch"] for r in before["recipients"]}
    for r in epoch["recipients"]:
        insist(r["epoch"] >= earlier.get(r["party"], 0), "rollback", "desk key older than before")
    insist(epoch["back"] == 1 or epoch["added"], "epoch", "no link back, and nobody new")


def unlock(linked, me, keys_for, xwing):
    """Gives each epoch its key, newest first: from the own wrap, or along the link back; None behind a wall."""
    after = None
    for epoch in reversed(linked):
        found = [key for key in (own_wrap(epoch, me, keys_for, xwing), linked_back(epoch, after)) if key is not None]
        for key in found:
            insist(Hk(key, "commit") == epoch["commit"], "broken", "key is not the committed one")
        epoch["key"] = found[0] if found else None
        after = epoch


def own_wrap(epoch, me, keys_for, xwing):
    mine = next((r for r in epoch["recipients"] if r["party"] == me), None)
    seed = keys_for(mine["epoch"]) if mine else None
    if seed is None:
        return None
    wrap = epoch["row"]["wraps"].get(me)
    insist(wrap is not None and len(wrap) == 1192, "broken", "own wrap is missing")
    ct = wrap[:1120]
    ss, public = xwing.decapsulate(seed, ct)
    wk = Hk(ss, "wrap", epoch["ctx"], mine["bytes"], public, ct)
    return opened(wk, T("wrap-ad", epoch["ctx"], mine["bytes"]), wrap[1120:])


def linked_back(epoch, after):
    """The key of `epoch` out of the one after it."""
    if after is None or after["key"] is None or after["back"] == 0:
        return None
    insist(len(after["row"]["back"]) == 72, "broken", "back link of the wrong length")
    return opened(Hk(after["key"], "back", after["ctx"]), T("back-ad", after["ctx"]), after["row"]["back"])


def opened(key, ad, sealed):
    insist(len(sealed) >= 40 and opens(key, ad, sealed), "broken", "does not open")
    return unseal(key, ad, sealed)


def insist_readers(place, linked, openings, messages):
    """Rules 3 and 4 between epochs: nobody disappears without a reason, nobody stands there who is excluded."""
    for before, epoch in zip(linked, linked[1:]):
        lists = lists_before(epoch, openings, messages)
        if place.kind != TALK[0]:
            continue
        if epoch["key"] is not None and before["key"] is not None:
            never_holds(epoch, openings[epoch["epoch"]], lists)
        for desk in epoch["gone"]:
            entry = epoch["roster"]["desks"].get(desk)
            reasons = (
                entry is None or left(desk, linked, epoch, messages) or any(excluded(n, desk, entry["roles"]) for n in lists)
                or place.book.runs_on(desk, before["roster"], epoch["roster"]) != "continuous")
            insist(reasons, "dropped", "a reader disappeared without a reason")
    first = openings[0]
    if place.stream == TALK and first is not None:
        never_holds(linked[0], first, [first["never"]])


def lists_before(epoch, openings, messages):
    """The reporter's list in force, and besides it her newest one where an opener has cut that off."""
    if openings[epoch["epoch"]] is not None and openings[epoch["epoch"]]["author"] == REPORTER:
        return [openings[epoch["epoch"]]["never"]]
    hers = [m for m in messages if m["author"] == REPORTER and m.get("never") is not None and m["epoch"] < epoch["epoch"]]
    newest = max(hers, key=lambda m: m["n"], default=None)
    believed = max((m for m in hers if not m["cut"]), key=lambda m: m["n"], default=None)
    return [m["never"] for m in (believed, newest) if m is not None]


def never_holds(epoch, opening, lists):
    insist(opening is None or opening["author"] == REPORTER or opening["never"] in lists, "excluded", "an opener changed the list")
    for desk in epoch["desks"]:
        roles = epoch["roster"]["desks"][desk]["roles"]
        insist(not any(excluded(n, desk, roles) for n in lists), "excluded", "a reader whom the reporter excluded")


def left(desk, linked, epoch, messages):
    since = max(e["epoch"] for e in linked[:epoch["epoch"]] if desk in e["added"])
    return any(m["type"] == "leave" and m["author"] == b"\x02" + desk and not m["cut"] and since <= m["epoch"] < epoch["epoch"] for m in messages)
