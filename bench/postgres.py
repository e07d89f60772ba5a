"""Reading a table of PostgreSQL into DuckDB, beside DuckDB's own extension for PostgreSQL."""
import os, shutil, socket, statistics, subprocess, sys
from contextlib import contextmanager
from pathlib import Path

from shared import WADI, answer, measured, python

# its own extension for PostgreSQL is not there for newer ones yet
EXTENSION = ["duckdb==1.5.5", "duckdb-extension-postgres==1.5.5"]
TABLE = """create table items as select i id, i % 50000 account_id, 'name ' || i as name,
  case when i % 10 = 0 then null else 'note ' || (i * 7 % 100000) end note, ((i % 100000) / 100.0)::numeric(12,2) amount,
  sin(i) score, i % 1000 visits, i % 3 = 0 active, timestamptz '2024-01-01' + i * interval '1 second' created_at,
  date '2020-01-01' + (i % 2000)::int as day, 9000000000 + i * 17 big, gen_random_uuid() as key
  from generate_series(1, {rows}::bigint) i"""
LIMIT = ("import duckdb,sys; c=duckdb.connect(sys.argv[2]); c.execute(f\"load '{sys.argv[3]}'\");"
         "c.execute(f\"attach '{sys.argv[1]}' as p (type postgres, read_only)\");"
         "c.execute('create table items as select * from p.public.items'); c.close()")
SUMS = ("select count(*), sum(id), sum(account_id), sum(amount)::decimal(38,2), round(sum(score), 3), count(note), sum(length(name)),"
        " sum(epoch_us(created_at)), sum(day - date '2020-01-01'), sum(big), count(distinct key), count(*) filter (active) from {}")


@contextmanager
def server(work):
    """A server of this run alone, reached by a socket in its folder and at a free port of 127.0.0.1."""
    found = shutil.which("pg_ctl") or next(iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), reverse=True)), None)
    if not found:
        sys.exit("postgres: there is no pg_ctl here; install PostgreSQL")
    home = work / "postgres"
    home.mkdir()
    as_user = []
    if os.getuid() == 0:
        os.chmod(work, 0o755)
        shutil.chown(home, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = lambda *command: subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=home)
    run(Path(found).with_name("initdb"), "-D", home / "data", "-A", "trust", "-U", "wadi", "--no-sync", "-E", "UTF8", "--locale=C")
    run(found, "-D", home / "data", "-w", "-l", home / "log", "-o",
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off -c shared_buffers=1GB -c autovacuum=off", "start")
    try:
        yield f"postgresql://wadi@127.0.0.1:{port}/postgres"
    finally:
        run(found, "-D", home / "data", "-m", "immediate", "stop")


def extension(work):
    """DuckDB finds the function to call by the name of the file."""
    packaged = next(Path(python(EXTENSION)).parent.parent.rglob("postgres.duckdb_extension"))
    return shutil.copy(packaged, work / "postgres_scanner.duckdb_extension")


def postgres(work, rows, repeats):
    with server(work) as url:
        for command in (TABLE.format(rows=rows), "alter table items add primary key (id)", "vacuum analyze items"):
            subprocess.run(["psql", "-qd", url, "-c", command], check=True)
        times = {"DuckDB": [], "Wadi": []}
        for turn in range(repeats + 1):
            for name in ("limit.duckdb", "wadi.duckdb"):
                (work / name).unlink(missing_ok=True)
            limit = measured([python(EXTENSION), "-c", LIMIT, url, str(work / "limit.duckdb"), extension(work)])
            wadi = measured([str(WADI), "copy", f"{url}?table=items", f"duckdb://{work}/wadi.duckdb", "--table", "items",
                             "--work", str(work / "pg"), "--quiet"], {"WADI_HEAP": "256m"})
            expected, found = answer(work / "limit.duckdb", SUMS.format("items")), answer(work / "wadi.duckdb", SUMS.format("main.items"))
            if expected != found:
                sys.exit(f"results differ:\n{expected}\n{found}")
            if turn > 0:
                times["DuckDB"].append(limit)
                times["Wadi"].append(wadi)
    (a, a_cpu), (b, b_cpu) = ([statistics.median(column) for column in zip(*each)] for each in times.values())
    print(f"copy {rows:,} rows of PostgreSQL, heap 256 MB: DuckDB's extension {a:.2f} s, wadi copy {b:.2f} s, ratio {b / a:.2f};"
          f" processors {a_cpu:.2f} s and {b_cpu:.2f} s  (wadi min {min(t for t, _ in times['Wadi']):.2f}; {repeats} each)")
