"""A dump of the database as `npm run dump` writes it: rows of tables, shred keys, parts of files (db/README.md)."""
import json
import pathlib

# Columns that hold bytes are hexadecimal text in a dump; these hold text or a name of a closed list.
WORDS = {"state", "kind", "role", "label", "recovery_label", "name", "name_key", "email", "email_key", "language", "key", "value", "zone", "host", "rule"}


class Dump:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def table(self, name, **where):
        """The rows of one table whose columns have these values."""
        path = self.folder / f"{name}.jsonl"
        if not path.exists():
            return []
        rows = [self.read(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]
        return [row for row in rows if all(row[column] == value for column, value in where.items())]

    def one(self, name, **where):
        rows = self.table(name, **where)
        if len(rows) != 1:
            raise SystemExit(f"{name}: {len(rows)} rows where one is due")
        return rows[0]

    def shred_key(self, case):
        path = self.folder / "shred-keys.jsonl"
        held = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        return next((bytes.fromhex(one["key"]) for one in held if one["case_id"] == case.hex()), None)

    def part(self, place, index):
        path = self.folder / "parts" / place.hex() / str(index)
        return path.read_bytes() if path.exists() else None

    @staticmethod
    def read(row):
        return {column: bytes.fromhex(value) if isinstance(value, str) and column not in WORDS else value for column, value in row.items()}
