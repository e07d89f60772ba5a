"""Reading an API that makes its client wait: a chain of pages by a cursor, and one request for each of many records."""
import asyncio, json, statistics, sys, threading

from shared import WADI, answer, timed

PAGES, ROWS, PAGE_WAIT = 50, 100, 0.05
PARENTS, CHILD_WAIT, IN_FLIGHT = 2000, 0.02, 32

ROUTES = """
- route:
    id: source-waits
    from:
      uri: wadi-source:waits
      steps:
        - to:
            uri: wadi-rest:{first}
            parameters: {{url: "{url}/{path}", paginator: cursor, cursorPath: $.next, cursorParam: at, dataSelector: $.items, writeDisposition: replace}}
{more}
- route:
    id: pipeline-waits
    from:
      uri: direct:pipeline-waits
      steps:
        - to: wadi-source:waits
        - to: wadi-load:waits?dataset=waits
"""
CHILDREN = """
        - to:
            uri: wadi-rest:children
            parameters: {{url: "{url}/parents/{{parent.id}}", parent: parents, parallel: {in_flight}, paginator: single_page, dataSelector: $.items, writeDisposition: replace}}
"""


async def serve(reader, writer):
    """HTTP/1.1, kept alive; every page takes its wait, however many are asked for at once."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path, _, query = head.split(b" ")[1].decode().partition("?")
            parts, at = path.strip("/").split("/"), int(dict(p.split("=") for p in query.split("&") if p).get("at", 0))
            if parts[0] in ("chain", "one"):
                await asyncio.sleep(PAGE_WAIT)
                body = {"items": [{"id": at * ROWS + i, "name": f"item {i}"} for i in range(ROWS)],
                        "next": at + 1 if parts[0] == "chain" and at + 1 < PAGES else None}
            elif len(parts) == 1:
                body = {"items": [{"id": i} for i in range(PARENTS)], "next": None}
            else:
                await asyncio.sleep(CHILD_WAIT)
                body = {"items": [{"id": int(parts[1]), "name": f"child of {parts[1]}"}]}
            text = json.dumps(body).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(text) + text)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def served():
    """Starts the server in a thread; its address."""
    ready, found = threading.Event(), []

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        found.append(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        ready.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
    ready.wait()
    return found[0]


def rest(work, repeats):
    url = served()
    # the name of the first resource, what it asks for, what follows, the table and rows to find, the least seconds
    cases = {
        "one page": ("items", "one", "", ("items", ROWS), PAGE_WAIT),
        f"chain of {PAGES} pages of {PAGE_WAIT * 1000:.0f} ms": ("items", "chain", "", ("items", PAGES * ROWS), PAGES * PAGE_WAIT),
        f"{PARENTS:,} requests of {CHILD_WAIT * 1000:.0f} ms, {IN_FLIGHT} in flight":
            ("parents", "parents", CHILDREN.format(url=url, in_flight=IN_FLIGHT), ("children", PARENTS), PARENTS * CHILD_WAIT / IN_FLIGHT),
    }
    times = {name: [] for name in cases}
    for turn in range(repeats + 1):
        for number, (name, (first, path, more, (table, rows), _)) in enumerate(cases.items()):
            home = work / f"rest{number}"
            (home / "routes").mkdir(parents=True, exist_ok=True)
            (home / "routes" / "waits.camel.yaml").write_text(ROUTES.format(first=first, path=path, url=url, more=more))
            seconds = timed([str(WADI), "run", "waits", "--destination", f"duckdb://{home}/out.duckdb", "--work", str(home / "state"), "--quiet"],
                            {"WADI_JAVA_OPTS": f"-Dwadi.home={home}"})
            found = answer(home / "out.duckdb", f"select count(*), count(distinct id) from waits.{table}")
            if found != str([(rows, rows)]):
                sys.exit(f"{name}: {found} instead of {rows}")
            if turn > 0:  # the first warms the caches of the machine
                times[name].append(seconds)
    start = statistics.median(times["one page"]) - PAGE_WAIT
    print(f"a run that reads one page: {start:.2f} s besides the wait")
    for name, (_, _, _, _, floor) in list(cases.items())[1:]:
        whole = statistics.median(times[name])
        print(f"{name}: {whole:.2f} s (min {min(times[name]):.2f}, max {max(times[name]):.2f}; {repeats}), of which reading"
              f" {whole - start:.2f} s, {(whole - start) / floor:.2f} of the {floor:.2f} s that the server takes")
