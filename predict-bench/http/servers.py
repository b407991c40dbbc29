"""The servers under measurement: starts each on 127.0.0.1, asks until the first right answer, counts what it uses, stops it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """One service: how it is started, where it answers what, and a request whose answer is known."""

    name: str
    command: list  # {port} is replaced
    routes: dict  # workload -> (method, path)
    first: tuple  # method, path, body, a text that the right answer has
    env: dict = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen = None
    start_s: float = 0

    def start(self, log, timeout=120):
        """Starts it in a process group of its own and waits for the first right answer."""
        self.port = free_port()
        command = [part.replace("{port}", str(self.port)) for part in self.command]
        begun = time.monotonic()
        with open(log, "ab") as out:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=out, env=os.environ | self.env, start_new_session=True)
        while not self.answers_right():
            if self.process.poll() is not None or time.monotonic() - begun > timeout:
                raise SystemExit(f"{self.name} must answer, found none: see {log}")
            time.sleep(0.002)
        self.start_s = time.monotonic() - begun

    def answers_right(self):
        method, path, body, expected = self.first
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            text = response.read().decode()
            connection.close()
        except (ConnectionError, TimeoutError):
            return False
        if response.status == 503:  # it listens, but its model is not ready
            return False
        if response.status != 200 or expected not in text:
            raise SystemExit(f"{self.name} must answer with {expected}, found {response.status} {text[:200]}")
        return True

    def stop(self):
        """Ends the process group that it was started in, and nothing else."""
        if self.process is None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(20)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def processes(self):
        """It and its children: the members of its process group."""
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                text = stat.read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            fields = text.rpartition(")")[2].split()
            if int(fields[2]) == self.process.pid:
                yield stat.parent, fields

    def cpu_s(self):
        """The processor time so far, of user and system."""
        return sum(int(fields[11]) + int(fields[12]) for _, fields in self.processes()) / CLOCK_TICKS

    def memory_mib(self):
        """What is resident now; pages that processes share are counted once."""
        pss = 0
        for directory, _ in self.processes():
            for line in (directory / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    pss += int(line.split()[1])
        return pss / 1024

    def most_memory_mib(self):
        """The most that was ever resident, of the largest of its processes."""
        most = [(directory / "status").read_text().partition("VmHWM:")[2].split()[0] for directory, _ in self.processes()]
        return max(map(int, most)) / 1024


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wrk(server, workload, seconds, connections, here, data):
    """One run of wrk; every request must be answered with 2xx."""
    method, path = server.routes[workload]
    kind = "query" if method == "GET" else "json"
    before = server.cpu_s()
    # One thread, so that one processor is left for the server.
    result = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", here / "requests.lua",
         f"http://127.0.0.1:{server.port}", "--", method, path, data / f"{workload}.{kind}"],
        capture_output=True, text=True, timeout=seconds + 90)
    if result.returncode != 0 or not result.stdout.strip():
        raise SystemExit(f"wrk must measure {server.name} {workload}, found {result.stdout} {result.stderr}")
    figures = json.loads(result.stdout.splitlines()[-1])
    if figures["errors"] or not figures["requests"]:
        raise SystemExit(f"{server.name} must answer every request of {workload}, found {figures}")
    figures["cpu_us"] = (server.cpu_s() - before) / figures["requests"] * 1e6
    figures["requests_s"] = figures["requests"] / figures["seconds"]
    return figures
