"""Flat records, always the same ones."""
import json, random
from datetime import datetime, timedelta


def flat(path, rows):
    """A million objects of 12 fields, always the same ones."""
    r = random.Random(20260101)
    words = ["".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(r.randint(3, 10))) for _ in range(2000)]
    base = datetime(2024, 1, 1)
    with open(path, "w", buffering=1 << 20) as f:
        for i in range(1, rows + 1):
            w = r.randrange(2000)
            f.write(json.dumps({
                "id": i, "account_id": r.randrange(1, 50_000), "email": f"{words[w]}.{i}@example.org",
                "name": words[w].title() + " " + words[(w * 7 + i) % 2000],
                "segment": r.choice(["free", "pro", "team", "enterprise", None]),
                "amount": round(r.random() * 10000, 2), "score": None if r.random() < .1 else r.random(),
                "visits": r.randrange(1000), "active": r.random() < .7,
                "created_at": (base + timedelta(seconds=r.randrange(60_000_000))).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "note": None if r.random() < .3 else " ".join(words[(w + k * 31 + i) % 2000] for k in range(6)),
                "big": 9_000_000_000 + i * 17}, separators=(",", ":")) + "\n")
