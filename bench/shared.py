"""What the measurements share: Wadi's command, DuckDB's Python package, and a clock around a whole process."""
import os, resource, subprocess, sys, time, venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WADI = HERE.parent / "wadi"
DUCKDB = ["duckdb==2.0.0"]


def python(packages=DUCKDB):
    """A Python that has these, in a folder of their own."""
    folder = HERE / ".venv" / "-".join(packages)
    if not (folder / "complete").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", *packages], check=True)
        (folder / "complete").touch()
    return str(folder / "bin" / "python")


def timed(command, env=None):
    return measured(command, env)[0]


def measured(command, env=None):
    """Seconds of the clock, and of the processors."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command} failed with {done.returncode}:\n{done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def answer(file, query):
    """What a DuckDB file says, as text."""
    code = ("import duckdb,sys; c=duckdb.connect(sys.argv[1], read_only=True); c.execute(\"set timezone='UTC'\");"
            " print(c.execute(sys.argv[2]).fetchall())")
    done = subprocess.run([python(), "-c", code, str(file), query], capture_output=True, text=True)
    return done.stdout.strip() or sys.exit(done.stderr)
