"""Rosters and what a reader believes of several (PROTOCOL.md 7.2, 7.3)."""
from gp1 import H, signature_holds, u32
from layout import Layout, ZERO32, rising, text
from refused import insist


def desk_card(data):
    read = Layout(data)
    card = {
        "bytes": data, "instance": read.take(16), "desk": read.take(16), "epoch": read.number(4), "kem_pk": read.take(1216),
        "sig_pk": read.take(32), "members": read.take(32), "recovery": read.take(32), "hash": H("desk-card", data),
    }
    read.end()
    insist(card["epoch"] > 0, "broken", "desk epoch 0")
    return card


def roster_file(data):
    read = Layout(data)
    body, root_sig, old_sig = read.field(), read.field(), read.field()
    read.end()
    made = roster(body)
    insist(signature_holds(made["root_pk"], root_sig, "roster", body), "roster", "root signature does not hold")
    return {**made, "old_sig": old_sig}


def roster(body):
    read = Layout(body)
    insist(read.number(1) == 1, "newer-version", "version of a roster")
    made = {
        "bytes": body, "hash": H("roster", body), "instance": read.take(16), "seq": read.number(8), "prev": read.take(32),
        "issued": read.number(4), "until": read.number(4),
    }
    insist(read.number(2) <= 1, "newer-version", "roster for newer clients")
    insist(read.number(1) <= 1, "newer-version", "flags of a roster")
    insist(made["until"] >= made["issued"], "broken", "roster ends before it begins")
    made["root_pk"], made["receipt_pk"] = read.take(32), read.take(32)
    made["root_fp"] = H("root-fp", made["root_pk"])
    entries = [entry(read) for _ in range(read.number(1))]
    read.end()
    rising([e["card"]["desk"] for e in entries], "desks of a roster not sorted")
    insist(all(e["card"]["instance"] == made["instance"] for e in entries), "broken", "desk of another instance")
    made["desks"] = {e["card"]["desk"]: e for e in entries}
    return made


def entry(read):
    made = {"card": desk_card(read.take(1348)), "roles": read.number(2)}
    insist(read.number(1) <= 1, "newer-version", "flags of a desk")
    made["next_sig"], made["label"], made["recovery_label"] = read.take(64), text(read.field()), text(read.field())
    return made


class Book:
    """All rosters under one pin; a file that is not believed refuses the whole book."""

    def __init__(self, instance, pin, files):
        self.by_hash = {r["hash"]: r for r in map(roster_file, files)}
        held = sorted(self.by_hash.values(), key=lambda r: r["seq"])
        insist(held, "roster", "no roster at all")
        insist(all(r["instance"] == instance for r in held), "roster", "roster of another instance")
        insist(len({r["seq"] for r in held}) == len(held), "roster", "two rosters under one number")
        self.newest, self.pinned = held[-1], self.roots(held, pin)
        named = set()
        for r in reversed(held):
            insist(r["seq"] < self.pinned.get(r["root_fp"], 0) or r["hash"] in named, "pinned-root", "root is not the pinned one")
            named.add(r["prev"])
            before = self.by_hash.get(r["prev"])
            insist(before is None or before["seq"] < r["seq"], "roster", "numbers do not rise")

    def roots(self, held, pin):
        """Each pinned root with the number from which another took over."""
        pinned = {pin: float("inf")}
        for r in held:
            before = self.by_hash.get(r["prev"])
            if not before or not r["old_sig"] or pinned.get(before["root_fp"]) != float("inf"):
                continue
            if signature_holds(before["root_pk"], r["old_sig"], "roster", r["bytes"]):
                pinned[before["root_fp"]] = r["seq"]
                pinned[r["root_fp"]] = float("inf")
        return pinned

    def named(self, header):
        found = self.by_hash.get(header["roster"])
        insist(found is not None and found["seq"] == header["seq"], "roster", "roster of a header is missing")
        insist(found["root_fp"] == header["root_fp"], "pinned-root", "header names another root")
        return found

    def runs_on(self, desk, earlier, later):
        """`continuous`, `restarted` or `absent` from one roster to a later one."""
        if desk not in later["desks"]:
            return "absent"
        result, at = "continuous", later
        while at["hash"] != earlier["hash"]:
            before = self.by_hash.get(at["prev"]) if at["prev"] != ZERO32 else None
            insist(before is not None and before["seq"] >= earlier["seq"], "roster", "line of rosters is broken")
            if not self.step_holds(before["desks"].get(desk), at["desks"].get(desk)):
                result = "restarted"
            at = before
        return result

    @staticmethod
    def step_holds(old, new):
        if old is None or new is None:
            return False
        was, now = old["card"], new["card"]
        if was["epoch"] == now["epoch"]:
            return (was["kem_pk"], was["sig_pk"]) == (now["kem_pk"], now["sig_pk"])
        fields = (now["instance"], now["desk"], u32(now["epoch"]), now["kem_pk"], now["sig_pk"])
        return now["epoch"] == was["epoch"] + 1 and signature_holds(was["sig_pk"], new["next_sig"], "desk-next", *fields)
