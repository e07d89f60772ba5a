"""How much memory, and what more processors give: a heap of 256 MB, one to ten million rows, a response of a gigabyte."""
import http.server, os, shutil, subprocess, sys, threading, time

from flat import flat
from shared import WADI, answer

CHUNK = 1 << 20


def run(command, env=None):
    """Seconds of the clock and of the processors, and the most memory that was resident, in MB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} failed with {child.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10


def copy(work, source, rows, more=(), prefix=()):
    (work / "memory.duckdb").unlink(missing_ok=True)
    shutil.rmtree(work / "memory", ignore_errors=True)
    found = run([*prefix, str(WADI), "copy", str(source), f"duckdb://{work}/memory.duckdb", "--table", "flat", "--work", str(work / "memory"), "--quiet", *more], {"WADI_HEAP": "256m"})
    counted = answer(work / "memory.duckdb", "select count(*) from main.flat")
    if counted != f"[({rows},)]":
        sys.exit(f"{source}: {counted}")
    return found


def memory(work, rows):
    one, ten = work / "one.jsonl", work / "ten.jsonl"
    flat(one, rows)
    with open(ten, "wb") as out:
        for _ in range(10):
            with open(one, "rb") as part:
                shutil.copyfileobj(part, out, CHUNK)
    for name, source, count in (("one", one, rows), ("ten", ten, rows * 10)):
        wall, cpu, rss = copy(work, source, count)
        print(f"memory: {count:,} flat rows, heap 256 MB: {rss} MB resident, {1e6 * wall / count:.2f} us a row, processors {1e6 * cpu / count:.2f} us")
    ten.unlink()
    response(work, one, rows)


def response(work, lines, rows):
    """One JSON document of a gigabyte, as an API would give it."""
    times = max(1, (1 << 30) // lines.stat().st_size)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"data":[')
            for time_ in range(times):
                with open(lines, "rb") as source:
                    rest = b"" if time_ == 0 else b","
                    while block := source.readlines(CHUNK):
                        self.wfile.write(rest + b",".join(block))
                        rest = b","
            self.wfile.write(b"]}")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        wall, cpu, rss = copy(work, f"http://127.0.0.1:{server.server_port}/all", rows * times, ["-o", "dataSelector=$.data", "-o", "paginator=single_page"])
        print(f"memory: one response of {times * lines.stat().st_size >> 20} MB, heap 256 MB: {rss} MB resident, {wall:.1f} s, processors {cpu:.1f} s")
    finally:
        server.shutdown()


def cores(work, rows):
    source = work / "cores.jsonl"
    flat(source, rows)
    one, both = copy(work, source, rows, prefix=["taskset", "-c", "0"]), copy(work, source, rows)
    print(f"cores: {rows:,} flat rows, one processor {one[0]:.2f} s (used {one[1]:.2f}), all {both[0]:.2f} s (used {both[1]:.2f}): {one[0] / both[0]:.2f} times as fast")
