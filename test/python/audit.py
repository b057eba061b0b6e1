"""Checks the record of what staff did, out of a dump: npm run audit:verify -- DUMP [--noted SEQ:HEAD]

Says what was found, one line for each fault, and ends with 1 if there is any. It trusts the root that `--root` names (sixty
digits, as people compare them), or else the root of the first roster in the dump. `--noted` takes a number and a head that
somebody wrote down earlier, from the page of the record or from an earlier run: it must still lie on the chain (PROTOCOL.md 15).
"""
import argparse
import sys

from desks import fingerprint
from dumped import Dump
from gp1 import H, signature_holds, u32, u64
from layout import Layout, ZERO16, ZERO32
from members import MemberList, member_card
from refused import Refused
from rosters import Book, roster_file

ACTIONS = {
    1: "read", 2: "file", 3: "write", 4: "state", 5: "grant", 6: "leave", 7: "rekey", 8: "copy", 9: "export", 10: "shred",
    12: "keep", 13: "ask", 14: "decide", 15: "drop", 16: "name",
    32: "invite", 33: "admit", 34: "role", 35: "remove", 36: "rotate", 37: "drill", 38: "ways-in", 39: "settings",
}


def main(argv):
    asked = argparse.ArgumentParser(prog="audit:verify")
    asked.add_argument("dump")
    asked.add_argument("--root")
    asked.add_argument("--noted", action="append", default=[])
    options = asked.parse_args(argv)
    try:
        record = Record(Dump(options.dump), options.root)
        record.check(options.noted)
    except Refused as no:
        print(f"the lists of desks and members themselves do not hold: {no}")
        return 1
    for fault in record.faults:
        print(fault)
    print(record.summary())
    return 1 if record.faults else 0


def parse(data):
    read = Layout(data)
    version = read.number(1)
    entry = {
        "instance": read.take(16), "member": read.take(16), "n": read.number(8), "prev": read.take(32), "day": read.number(4),
        "action": read.number(2), "subject": read.take(16), "object": read.take(32), "roster": read.number(8),
        "seen": read.number(8), "seen_head": read.take(32), "details": read.take(32),
    }
    read.end()
    if version != 1:
        raise Refused("newer-version", "version of an entry")
    for number, value in (("n", "prev"), ("seen", "seen_head")):
        if (entry[number] == 0) != (entry[value] == ZERO32):
            raise Refused("broken", f"{number} and what it counts are not zero together")
    return entry


class Record:
    """All entries of one organisation in their order, and what is wrong with them."""

    def __init__(self, dump, root):
        self.dump, self.faults = dump, []
        self.instance = dump.one("instances")["instance_id"]
        files = [row["file"] for row in sorted(dump.table("rosters"), key=lambda r: r["seq"])]
        first = roster_file(files[0])["root_fp"] if files else ZERO32
        if root and "".join(root.split()) != fingerprint(first).replace(" ", ""):
            raise Refused("pinned-root", "another root than the one named")
        self.book = Book(self.instance, first, files)
        self.lists = self.member_lists()
        self.cards = {card["id"]: card for card in map(lambda row: member_card(row["card"]), dump.table("member_cards"))}
        self.rows = sorted(dump.table("audit_entries"), key=lambda row: row["s"])
        self.heads = {0: H("audit-genesis", self.instance)}
        self.own = {}

    def member_lists(self):
        cards = [member_card(row["card"]) for row in self.dump.table("member_cards")]
        roots = [r["root_pk"] for r in self.book.by_hash.values()]
        lists = {}
        for desk in {row["desk_id"] for row in self.dump.table("member_changes")}:
            changes = sorted(self.dump.table("member_changes", desk_id=desk), key=lambda row: row["n"])
            lists[desk] = MemberList(self.instance, desk, [(c["change"], c["signature"]) for c in changes], cards, roots).hold_for(self.book)
        return lists

    def fault(self, s, words):
        self.faults.append(f"entry {s}: {words}")

    def check(self, noted):
        for at, row in enumerate(self.rows, start=1):
            if row["s"] != at:
                self.fault(row["s"], f"stands where number {at} is due: an entry was taken out, or stands twice")
            self.check_one(at, row)
        self.check_tail()
        self.check_checkpoints()
        for one in noted:
            seq, head = one.split(":")
            if self.heads.get(int(seq)) != bytes.fromhex(head):
                self.fault(seq, "the head that was noted earlier is not on this chain: the record was cut or made anew")

    def check_one(self, s, row):
        entry, signature = row["entry"], row["signature"]
        before = self.heads[s - 1]
        self.heads[s] = H("audit-chain", before, u64(s), u32(row["server_day"]), entry, signature)
        if row["head"] != self.heads[s]:
            self.fault(s, "the head of the chain is another: an entry before it, this one or their order was changed")
        try:
            said = parse(entry)
        except Refused as no:
            return self.fault(s, f"cannot be read ({no.words})")
        if said["instance"] != self.instance or any(row[c] != said[f] for c, f in (("member_id", "member"), ("n", "n"), ("subject", "subject"), ("action", "action"))):
            self.fault(s, "its columns say something else than what was signed")
        self.check_actor(s, said, entry, signature)
        self.check_own_chain(s, said, H("audit-entry", entry, signature))
        self.check_seen(s, said)
        if said["action"] not in ACTIONS:
            self.fault(s, f"an action that is not known: {said['action']}")
        if abs(said["day"] - row["server_day"]) > 1:
            self.fault(s, f"signed for day {said['day']} and taken in on day {row['server_day']}")
        self.check_details(s, said, row)

    def check_actor(self, s, said, entry, signature):
        """Signed by the card that a list of members holds, under the roster that the entry names."""
        card = self.cards.get(said["member"])
        if card is None or not signature_holds(card["sig_pk"], signature, "audit", entry):
            return self.fault(s, "its signature is not that of the member it names")
        roster = next((r for r in self.book.by_hash.values() if r["seq"] == said["roster"]), None)
        if roster is None and said["roster"] != 0:
            return self.fault(s, f"names roster {said['roster']}, which is not there")
        for desk, listed in self.lists.items():
            pinned = roster["desks"].get(desk) if roster else None
            author = listed.author(said["member"], pinned["card"]["members"] if pinned else listed.heads[0])
            if author is not None and author["hash"] == card["hash"]:
                return None
        return self.fault(s, "whoever signed it stood on no list of members then")

    def check_own_chain(self, s, said, own_hash):
        n, before = self.own.get(said["member"], (-1, ZERO32))
        if said["n"] != n + 1:
            self.fault(s, f"is number {said['n']} of its member where {n + 1} is due: entries are missing, doubled or in another order")
        elif said["prev"] != before:
            self.fault(s, "does not follow the member's own entry before it: that one was changed or exchanged")
        self.own[said["member"]] = (said["n"], own_hash)

    def check_seen(self, s, said):
        """The newest checkpoint that the author had seen must lie on this very chain: what shows a fork."""
        if said["seen"] == 0:
            return
        if said["seen"] >= s:
            self.fault(s, "names a checkpoint that is not older than itself: entries before it are gone")
        elif self.heads[said["seen"]] != said["seen_head"]:
            self.fault(s, f"its author was shown another record up to {said['seen']}: the chain was forked")

    def check_details(self, s, said, row):
        details, gone = row["details"], not self.dump.table("cases", audit_ref=said["subject"])
        if details is None:
            if said["details"] != ZERO32 and not (gone and said["subject"] != ZERO16):
                self.fault(s, "its details are missing though the case is there")
        elif H("audit-box", details) != said["details"]:
            self.fault(s, "other details than those that were signed")

    def check_tail(self):
        chain = self.dump.table("audit_chains")
        seq, head = (chain[0]["s"], chain[0]["head"]) if chain else (0, self.heads[0])
        last = len(self.rows)
        if seq != last or last and head != self.heads[last]:
            self.fault(seq, f"is the newest by the server's own count, and the record ends with {last}: its end was cut off or made longer")

    def check_checkpoints(self):
        keys = {r["receipt_pk"] for r in self.book.by_hash.values()}
        for row in sorted(self.dump.table("audit_checkpoints"), key=lambda r: r["s"]):
            fields = (self.instance, u64(row["s"]), row["head"], u32(row["day"]))
            if not any(signature_holds(key, row["signature"], "checkpoint", *fields) for key in keys):
                self.fault(row["s"], "a checkpoint whose signature does not hold")
            if self.heads.get(row["s"]) != row["head"]:
                self.fault(row["s"], "the signed checkpoint names another head: the record before it was changed or cut")

    def summary(self):
        last = len(self.rows)
        checked = len(self.dump.table("audit_checkpoints"))
        ends = f"newest {last}:{self.heads.get(last, self.heads[0]).hex()}"
        found = "nothing is wrong" if not self.faults else f"{len(self.faults)} faults"
        return f"{last} entries of {len(self.own)} members, {checked} checkpoints, {ends}: {found}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
