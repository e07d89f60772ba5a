"""A server and runs so small that what is measured is the server: how soon a run begins, how many go through in a minute."""
import http.client, json, os, signal, statistics, subprocess, sys, time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from shared import WADI

ROUTES = """
- route:
    id: source-tiny{n}
    from:
      uri: wadi-source:tiny{n}
      steps:
        - setBody:
            constant: '[{{"id": 1, "name": "a"}}, {{"id": 2, "name": "b"}}]'
        - to: wadi-records:things
- route:
    id: pipeline-tiny{n}
    from:
      uri: direct:pipeline-tiny{n}
      steps:
        - to: wadi-source:tiny{n}
        - to: wadi-load:tiny{n}?dataset=tiny&destination=duckdb:///{work}/tiny{n}.duckdb
"""
PIPELINES = 4


class Server:
    """`./wadi server` on a project of its own, and its API."""

    def __init__(self, work):
        home = work / "flows"
        for folder in ("pipelines", "flows"):
            (home / "routes" / folder).mkdir(parents=True)
        flow = "routes/flows/extract-and-load.camel.yaml"
        source = WADI.parent / "src/main/resources"
        (home / flow).write_text(((source if source.exists() else WADI.parent) / flow).read_text())
        for n in range(PIPELINES):
            (home / f"routes/pipelines/tiny{n}.camel.yaml").write_text(ROUTES.format(n=n, work=str(work).lstrip("/")))
        (home / "deployments.yaml").write_text(
            "deployments:\n" + "".join(f"  - {{name: run-tiny{n}, pipeline: tiny{n}}}\n" for n in range(PIPELINES)))
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [str(WADI), "server", "--port", "0", "--set", "camel.management.port=0", "--work", str(work / "state")],
            env={**os.environ, "WADI_JAVA_OPTS": f"-Dwadi.home={home}"}, cwd=home, stdout=subprocess.PIPE, stderr=open(work / "server.log", "w"), text=True)
        line = self.process.stdout.readline()
        if "ready" not in line:
            sys.exit((work / "server.log").read_text())
        self.ready = time.perf_counter() - began
        self.port = int(line.split("127.0.0.1:")[1].split("/")[0])

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, "/api/v1" + path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status >= 400:
                sys.exit(f"{method} {path}: {answer.status} {text.decode()}")
            return json.loads(text)
        finally:
            connection.close()

    def seconds(self):
        """Of the processors, so far."""
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Resident, in MB: now, and the most so far."""
        status = dict(line.split(":", 1) for line in open(f"/proc/{self.process.pid}/status"))
        return tuple(int(status[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))

    def runs(self, wanted, posting=8):
        """Orders them - a list of deployments - and waits; (order, start, end) of each in seconds."""
        def order(name):
            at = time.time()
            return self.ask("POST", f"/deployments/{name}/runs", "{}")["id"], at

        with ThreadPoolExecutor(posting) as pool:
            ordered = dict(pool.map(order, wanted))
        open_runs, done = set(ordered), {}
        while open_runs:
            time.sleep(0.05 if len(open_runs) == 1 else 0.3)
            for run in self.ask("GET", "/runs?ids=" + ",".join(list(open_runs)[:500])):
                if run["endedAt"]:
                    if run["state"] != "Completed":
                        sys.exit(f"{run['id']} ended {run['state']}: {run['reason']}")
                    done[run["id"]] = (ordered[run["id"]], instant(run["startedAt"]), instant(run["endedAt"]))
                    open_runs.discard(run["id"])
        return list(done.values())

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] * 1000


def flows(work, repeats):
    names = [f"run-tiny{n}" for n in range(PIPELINES)]
    server = Server(work)
    try:
        idle = server.memory()[0]
        print(f"server: ready in {server.ready:.1f} s, {idle} MB resident then")
        server.runs(names * 10)
        single = [start - order for _ in range(4 * repeats) for order, start, end in server.runs(names[:1])]
        print(f"run, asked to started: median {statistics.median(single) * 1000:.0f} ms, p95 {share(single, .95):.0f} ms ({len(single)})")
        for what, wanted in (("one deployment", names[:1] * 200), ("four at once", names * 100), ("500 of one", names[:1] * 500)):
            cpu = server.seconds()
            rates = []
            for _ in range(1 if len(wanted) == 500 else max(1, repeats // 2)):
                runs = server.runs(wanted)
                rates.append(60 * len(runs) / (max(end for _, _, end in runs) - min(order for order, _, _ in runs)))
            each = (server.seconds() - cpu) / len(rates) / len(wanted)
            print(f"tiny runs, {what}: {statistics.median(rates):,.0f} a minute, {each:.3f} s of a processor each"
                  f"  (min {min(rates):,.0f}, max {max(rates):,.0f}; {len(rates)} times {len(wanted)}, all Completed)")
        now, most = server.memory()
        print(f"server: {now} MB resident at the end, {most} at most")
    finally:
        server.close()
