#!/usr/bin/env python3
"""What ./wadi prove does, done to dlt: runs are halted on the road into DuckDB, run again, and compared.

usage: python3 bench/exactly_once.py [WAY,...] [POINT,...]    all unless told; needs Python 3.9+ with dlt[duckdb] (1.31.0 was used)

A pipeline loads 100 records, then 100 more or others. The process of the second load is halted at a point (os._exit), the
load is run again until nothing is pending, and the table compared with that of a load that was left alone. At each point
another cursor of the same process counts the rows. Prints a line a point, a column a way of writing.
"""
import os, shutil, subprocess, sys, tempfile
from pathlib import Path

HALTED = 77
WAYS = {
    "append": dict(write_disposition="append"),
    "replace": dict(write_disposition="replace"),
    "replace staged": dict(write_disposition="replace", replace="insert-from-staging"),
    "delete-insert": dict(write_disposition="merge", primary_key="id"),
    "upsert": dict(write_disposition={"disposition": "merge", "strategy": "upsert"}, primary_key="id"),
    "insert-only": dict(write_disposition={"disposition": "merge", "strategy": "insert-only"}, primary_key="id"),
    "scd2": dict(write_disposition={"disposition": "merge", "strategy": "scd2"}),
}
POINTS = ["extract ended", "normalize ended", "tables made", "first job begins", "first job committed",
          "second job begins", "second job committed", "all jobs noted", "_dlt_loads written", "package noted"]


def child(home, way, second, point):
    os.environ.update(RUNTIME__DLTHUB_TELEMETRY="false", RUNTIME__LOG_LEVEL="CRITICAL", NORMALIZE__WORKERS="1", LOAD__WORKERS="1")
    said = dict(WAYS[way])
    os.environ["DESTINATION__REPLACE_STRATEGY"] = said.pop("replace", "truncate-and-insert")
    import dlt, duckdb
    from dlt.common.destination.client import RunnableLoadJob
    from dlt.destinations.impl.duckdb.sql_client import DuckDbSqlClient
    from dlt.destinations.job_client_impl import SqlJobClientBase
    from dlt.load import load as loading
    from dlt.pipeline.pipeline import Pipeline

    database, looks = home / "out.duckdb", open(home / "looks.txt", "a")

    opened = []  # by dlt; its file cannot be opened otherwise meanwhile
    connecting = DuckDbSqlClient.open_connection
    def connected(self):
        opened.append(connecting(self))
        return opened[-1]
    DuckDbSqlClient.open_connection = connected

    def look():
        try:
            reader = opened[-1].cursor() if opened else duckdb.connect(str(database))
        except duckdb.Error:  # closed meanwhile
            reader = duckdb.connect(str(database))
        with reader:
            rows = reader.execute("SELECT count(*) FROM d.items").fetchone()[0]
        looks.write(f"{rows}\n")
        looks.flush()

    def at(name):
        look()
        if name == point:
            os._exit(HALTED)

    def after(owner, method, name):
        was = getattr(owner, method)
        def wrapped(*args, **kw):
            result = was(*args, **kw)
            at(name)
            return result
        setattr(owner, method, wrapped)

    jobs = []  # of the table; dlt's own state has one, too
    was = RunnableLoadJob.run_managed
    def managed(self, *args, **kw):
        run = self.run
        if "items" in self.job_file_info().table_name:
            jobs.append(self)
            number = "first" if len(jobs) == 1 else "second"
            def halting():
                at(number + " job begins")
                run()
                at(number + " job committed")
            self.run = halting
        return was(self, *args, **kw)

    if second:
        RunnableLoadJob.run_managed = managed
        after(Pipeline, "extract", "extract ended")
        after(Pipeline, "normalize", "normalize ended")
        after(loading, "init_client", "tables made")
        after(SqlJobClientBase, "complete_load", "_dlt_loads written")
        before = loading.Load.complete_package
        def complete(self, *args, **kw):
            at("all jobs noted")
            result = before(self, *args, **kw)
            at("package noted")
            return result
        loading.Load.complete_package = complete

    def rows():
        if way == "append":
            return [{"id": i, "v": 1} for i in range(200 if second else 100)]
        return [{"id": i, "v": 2 if second and i % 3 == 0 else 1} for i in range(20, 150)] if second else \
               [{"id": i, "v": 1} for i in range(100)]

    if way == "append":
        @dlt.resource(name="items", **said)
        def items(id_=dlt.sources.incremental("id")):
            yield rows()
    else:
        @dlt.resource(name="items", **said)
        def items():
            yield rows()

    pipeline = dlt.pipeline("p", destination=dlt.destinations.duckdb(str(database)), dataset_name="d",
                            pipelines_dir=str(home / "work"))
    for _ in range(3):
        pending = pipeline.has_pending_data
        pipeline.run(items())
        if not pending:
            break
    os._exit(0)


def table(home):
    import duckdb
    with duckdb.connect(str(home / "out.duckdb"), read_only=True) as c:
        ended = ", _dlt_valid_to IS NULL" if c.execute("SELECT count(*) FROM duckdb_columns() WHERE table_name = 'items' "
                                                        "AND column_name = '_dlt_valid_to'").fetchone()[0] else ""
        return sorted(c.execute(f"SELECT id, v{ended} FROM d.items").fetchall())


def start(home, way, second, point):
    return subprocess.run([sys.executable, __file__, "--child", str(home), way, str(int(second)), point],
                          stdout=subprocess.DEVNULL, stderr=open(home / "log.txt", "a")).returncode


def cell(root, way, point, before, after):
    home = root / f"{way}-{point}".replace(" ", "-")
    shutil.copytree(root / way, home)
    code = start(home, way, True, point)
    if code != HALTED:
        return "-" if code == 0 else f"failed ({code})"
    for _ in range(3):
        code = start(home, way, True, "")
        if code == 0:
            break
    if code:
        return "never completed"
    found, faults = table(home), []
    missing, more = [r for r in after if r not in found], len(found) - len(after)
    if missing:
        faults.append(f"{len(missing)} lost")
    if more > 0:
        faults.append(f"{more} doubled")
    looks = [int(n) for n in (home / "looks.txt").read_text().split()] if (home / "looks.txt").exists() else []
    low = min(len(before), len(after))
    if any(n == 0 for n in looks):
        faults.append("seen empty")
    elif any(n < low for n in looks):
        faults.append("seen partial")
    return ", ".join(faults) or "ok"


def main():
    ways = sys.argv[1].split(",") if len(sys.argv) > 1 else list(WAYS)
    points = sys.argv[2].split(",") if len(sys.argv) > 2 else POINTS
    root = Path(tempfile.mkdtemp(prefix="exactly-once-"))
    results = {point: {} for point in ["never", *points]}
    for way in ways:
        home = root / way
        home.mkdir()
        assert start(home, way, False, "") == 0, (home / "log.txt").read_text()
        before = table(home)
        whole = root / f"{way}-whole"
        shutil.copytree(home, whole)
        assert start(whole, way, True, "") == 0, (whole / "log.txt").read_text()
        after = table(whole)
        looks = [int(n) for n in (whole / "looks.txt").read_text().split()]
        low = min(len(before), len(after))
        results["never"][way] = "seen empty" if 0 in looks else "seen partial" if any(n < low for n in looks) else "ok"
        for point in points:
            results[point][way] = cell(root, way, point, before, after)
            print(f"{way}, {point}: {results[point][way]}", file=sys.stderr, flush=True)
    width = max(len(v) for row in results.values() for v in [*row.values(), *ways]) + 2
    print("halted at".ljust(20) + "".join(w.ljust(width) for w in ways))
    for point, row in results.items():
        print(point.ljust(20) + "".join(row[w].ljust(width) for w in ways))
    shutil.rmtree(root)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]), sys.argv[3], sys.argv[4] == "1", sys.argv[5])
    main()
