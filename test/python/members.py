"""Lists of members, signed by members (PROTOCOL.md 7.4)."""
from gp1 import H, signature_holds
from layout import Layout, ZERO16, ZERO32
from refused import insist

ADD, REMOVE, RESTART, ROLE = 1, 2, 3, 4
LEAD = 2


def member_card(data):
    read = Layout(data)
    card = {"bytes": data, "id": read.take(16), "auth_pk": read.take(32), "sig_pk": read.take(32), "kem_pk": read.take(1216), "hash": H("member-card", data)}
    read.end()
    return card


def change(data):
    read = Layout(data)
    made = {
        "instance": read.take(16), "desk": read.take(16), "n": read.number(4), "prev": read.take(32), "op": read.number(1),
        "role": read.number(1), "card": read.take(32), "by": read.take(16),
    }
    read.end()
    insist(made["op"] in (1, 2, 3, 4) and made["role"] in (1, 2), "newer-version", "operation or role of a change")
    return made


class MemberList:
    """A list checked from its first change; `members` holds everybody who ever stood on it, `heads` the hash of each change."""

    def __init__(self, instance, desk, changes, cards, roots):
        self.members, self.heads, self.restarts = {}, [], {}
        self.desk, by_hash = desk, {card["hash"]: card for card in cards}
        for data, sig in changes:
            made = change(data)
            insist((made["instance"], made["desk"]) == (instance, desk), "members", "change of another desk")
            insist(made["n"] == len(self.heads) and made["prev"] == (self.heads[-1] if self.heads else ZERO32), "members", "chain of changes is broken")
            card = by_hash.get(made["card"])
            insist(card is not None, "members", "card of a change is missing")
            insist(self.signed(made, data, sig, card, roots), "members", "signature on a change does not hold")
            self.apply(made, card)
            self.heads.append(H("member-change", data))

    def signed(self, made, data, sig, card, roots):
        if made["op"] == RESTART:
            self.restarts[made["n"]] = [root for root in roots if signature_holds(root, sig, "member-change", data)]
            return made["by"] == ZERO16 and self.restarts[made["n"]] != []
        if made["n"] == 0:
            return made["op"] == ADD and made["by"] == card["id"] and signature_holds(card["sig_pk"], sig, "member-change", data)
        signer = self.members.get(made["by"])
        if signer is None or signer["removed"] is not None:
            return False
        for_leads = made["op"] == ROLE or made["op"] == ADD and made["role"] == LEAD or made["op"] == REMOVE and made["by"] != card["id"]
        return (signer["role"] == LEAD or not for_leads) and signature_holds(signer["card"]["sig_pk"], sig, "member-change", data)

    def apply(self, made, card):
        held, n = self.members.get(card["id"]), made["n"]
        if made["op"] in (ADD, RESTART):
            insist(held is None, "members", "a member is added once only")
            if made["op"] == RESTART:
                for member in self.members.values():
                    member["removed"] = n if member["removed"] is None else member["removed"]
            self.members[card["id"]] = {"card": card, "role": made["role"], "removed": None}
        else:
            insist(held is not None and held["removed"] is None and held["card"]["hash"] == card["hash"], "members", "nobody to change")
            if made["op"] == REMOVE:
                insist(made["role"] == held["role"], "members", "role of the removed member")
                held["removed"] = n
            else:
                held["role"] = made["role"]
        insist(any(m["removed"] is None and m["role"] == LEAD for m in self.members.values()), "members", "a desk keeps at least one lead")

    def at(self, head):
        insist(head in self.heads, "ghost", "list of members does not pass through the signed head")
        return self.heads.index(head)

    def hold_for(self, book):
        """Passes through what every roster pins; behind the last of these heads only the newest root restarts the desk."""
        pinned = [self.at(r["desks"][self.desk]["card"]["members"]) for r in book.by_hash.values() if self.desk in r["desks"]]
        for n, roots in self.restarts.items():
            insist(n <= max(pinned, default=-1) or book.newest["root_pk"] in roots, "members", "a root that was succeeded restarts a desk")
        return self

    def author(self, member, head):
        """The card of somebody who writes under a roster that pins `head`; None for a stranger and for the removed."""
        pinned, held = self.at(head), self.members.get(member)
        return None if held is None or held["removed"] is not None and held["removed"] <= pinned else held["card"]
