"""Checks every vector of a folder: /usr/bin/python3 test/python/verify.py test/vectors

Prints one line for each file and ends with 1 if a vector differs, or if a structure has no vector at all.
"""
import json
import pathlib
import sys
import traceback

import assents
import names
import bodies
import casework
import decisions
import desks
import later_keys
import recorded
import rooms
import structures

CHECKS = {
    "code": structures.code,
    "reporter-keys": structures.reporter_keys,
    "request": structures.request,
    "header": structures.header,
    "wrap": structures.wrap,
    "message": structures.message,
    "never": structures.never,
    "payload": structures.payload,
    "transmission": structures.transmission,
    "roster": desks.roster,
    "member-change": desks.member_change,
    "member-keys": desks.member_keys,
    "desk-box": desks.desk_box,
    "invite": desks.invite,
    "unlock": desks.unlock,
    "printed-seed": desks.printed_seed,
    "receipt": desks.receipt,
    "shred": desks.shred,
    "record": desks.record,
    "padding": bodies.padding,
    "work": bodies.work,
    "frame": bodies.frame,
    "member-body": bodies.member_body,
    "room-header": rooms.room_header,
    "copy": rooms.copy,
    "rotation": later_keys.rotation,
    "passkey": later_keys.passkey,
    "root-sign-in": later_keys.root_sign_in,
    "recovery": later_keys.recovery,
    "file": recorded.file,
    "file-plan": recorded.file_plan,
    "file-body": recorded.file_body,
    "audit-entry": recorded.audit_entry,
    "audit-chain": recorded.audit_chain,
    "recorded-body": recorded.recorded_body,
    "casework": casework.casework,
    "acts": casework.acts,
    "kept-record": casework.kept_record,
    "kept-body": casework.kept_body,
    "terms": casework.terms,
    "decision": decisions.decision,
    "assent": assents.assent,
    "name": names.name,
}


def main(folder):
    wrong = 0
    for name, check in CHECKS.items():
        path = pathlib.Path(folder) / f"{name}.json"
        if not path.exists():
            print(f"{name}: no vectors")
            wrong += 1
            continue
        cases = json.loads(path.read_text("utf-8"))["cases"]
        for case in cases:
            try:
                check(case)
            except Exception:
                wrong += 1
                print(f"{name}: {case['name']}\n{traceback.format_exc()}")
        print(f"{name}: {len(cases)} checked")
    unknown = {p.stem for p in pathlib.Path(folder).glob("*.json")} - set(CHECKS) - {"frozen"}
    if unknown:
        print(f"vectors that nobody checks: {sorted(unknown)}")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
