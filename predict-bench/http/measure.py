"""Measures the server beside a bare one and beside the articles' services: see predict-bench/http/run."""

import argparse
import csv
import datetime
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from overload import statuses
from servers import Server, wrk

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
IRIS = ROOT / "examples/src/main/resources/io/github/predict4j/examples/iris/iris.csv"
CONNECTIONS = 16
WORKLOADS = {  # name: (model, rows a request, different requests, connections)
    "iris-1": ("iris", 1, 1024, CONNECTIONS),
    "bike-1": ("bike", 1, 1024, CONNECTIONS),
    "iris-100": ("iris", 100, 64, CONNECTIONS),
    "bike-100": ("bike", 100, 64, CONNECTIONS),
    "iris-10000": ("iris", 10_000, 4, 4),
    "bike-10000": ("bike", 10_000, 2, 4),
}
# Ratios to the bare server that --quick requires: far below what was measured, so that only a real loss fails.
LEAST = {"iris-1": 0.6, "bike-1": 0.5, "iris-10000": 0.15}
# The small set-ups of docs/operations.md: options, and the most MiB that may be resident under full load.
ARCHIVE = "-XX:SharedArchiveFile=predict.jsa"
SMALL = {
    "-Xmx64m": (["-Xmx64m"], None),
    "-Xmx64m, serial": (["-Xmx64m", "-XX:+UseSerialGC", ARCHIVE], None),
    "-Xmx64m, small": (["-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", ARCHIVE], 128),
}


def rows(data):
    """10,000 rows of each model."""
    chance = random.Random(1)
    with open(IRIS, newline="") as file:
        flowers = [dict(list(row.items())[:4]) for row in csv.DictReader(file)]
    iris = [{name: round(max(0.1, float(x) + chance.choice((-0.1, 0, 0.1))), 1) for name, x in flower.items()}
            for flower in chance.choices(flowers, k=10_000)]
    with open(data / "bike.csv", newline="") as file:
        bike = [{name: x if name == "dteday" else json.loads(x) for name, x in day.items()}
                for day in csv.DictReader(file)]
    return {"iris": iris, "bike": bike}


def write_requests(data):
    """A file for each workload, a request a line: JSON as our server takes it, keyed rows and queries as the others do."""
    of = rows(data)
    for workload, (model, count, different, _) in WORKLOADS.items():
        every = of[model]
        chunks = [[every[(i * count + j) % len(every)] for j in range(count)] for i in range(different)]
        lines = [json.dumps(chunk[0] if count == 1 else chunk, separators=(",", ":")) for chunk in chunks]
        (data / f"{workload}.json").write_text("\n".join(lines) + "\n")
        keyed = [json.dumps(dict(enumerate(chunk)), separators=(",", ":")) for chunk in chunks]
        (data / f"{workload}-keyed.json").write_text("\n".join(keyed) + "\n")
        if workload == "iris-1":
            queries = ["?" + "&".join(f"{name}={x}" for name, x in chunk[0].items()) for chunk in chunks]
            (data / f"{workload}.query").write_text("\n".join(queries) + "\n")


def servers(data, java):
    """All of them, by name. Both JVMs get the same heap."""
    flower = '{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}'
    day = (data / "bike-1-keyed.json").open().readline()
    paths = {"iris": "/v1/models/iris/predict", "bike": "/v1/models/bike/predict"}
    ours = {name: ("POST", paths[model]) for name, (model, *_) in WORKLOADS.items()}
    query = "/iris/api/v1.0/getpred"
    first_query = query + "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=0.2"
    env = {"DATA": str(data)}
    gunicorn = ["gunicorn", "-w", "2", "-b", "127.0.0.1:{port}", "--chdir", str(HERE)]
    return {server.name: server for server in (
        Server("bare", [java, "-Xmx256m", "-cp", str(ROOT / "predict-bench/target/benchmarks.jar"),
                        "io.github.predict4j.bench.http.BareServer", "{port}"],
               ours, ("POST", "/", flower, "setosa")),
        Server("predict4j", [java, "-Xmx256m", "-jar", str(ROOT / "predict-http/target/predict.jar"), "serve",
                             str(data / "iris.predict"), str(data / "bike.predict"), "--port", "{port}"],
               ours, ("POST", paths["iris"], flower, '"prediction":"setosa"')),
        Server("flask-iris", [*gunicorn, "flask_iris:app"],
               {"iris-1": ("GET", query), "iris-100": ("POST", "/rows"), "iris-10000": ("POST", "/rows")},
               ("GET", first_query, None, "setosa"), env),
        Server("flask-bike", [*gunicorn, "flask_bike:app"],
               {f"bike-{n}-keyed": ("POST", "/api/makecalc/") for n in (1, 100, 10_000)},
               ("POST", "/api/makecalc/", day, '"0"'), env),
        Server("fastapi-iris", ["uvicorn", "--host", "127.0.0.1", "--port", "{port}", "--no-access-log",
                                "--app-dir", str(HERE), "fastapi_iris:app"],
               {"iris-1": ("POST", "/predict")}, ("POST", "/predict", flower, "setosa"), env),
    )}


class Measurement:
    def __init__(self, options, data):
        self.options = options
        self.data = data
        self.all = servers(data, options.java)
        self.lines = []
        self.pairs = {}
        self.singles = []
        self.start = {}
        self.memory = {}
        self.log = data / "servers.log"

    def run(self):
        bare, ours = self.all["bare"], self.all["predict4j"]
        try:
            for start in range(self.options.starts):
                self.begin(bare)
                self.begin(ours)
                for workload in LEAST if self.options.quick or start else WORKLOADS:
                    self.compare(bare, ours, workload)
                self.beside_batches(ours)
                self.end(ours)
                self.end(bare)
            for workload, pairs in self.pairs.items():
                self.add_pairs(workload, pairs)
            if not self.options.quick:
                for name in ("flask-iris", "flask-bike", "fastapi-iris"):
                    self.article(self.all[name])
            self.archived()
            for name, (options, _) in SMALL.items():
                self.small_heap(name, options)
        finally:
            for server in self.all.values():
                server.stop()

    def begin(self, server):
        server.start(self.log)
        self.start[server.name] = server.start_s
        self.memory[server.name] = {"idle_mib": server.memory_mib()}

    def end(self, server):
        self.memory[server.name]["loaded_mib"] = server.memory_mib()
        server.stop()

    def wrk(self, server, workload, seconds, connections=None):
        name = workload.replace("-keyed", "")
        return wrk(server, workload, seconds, connections or WORKLOADS[name][3], HERE, self.data)

    def compare(self, bare, ours, workload):
        """Takes turns, so that a machine that gets slower or faster does so for both."""
        for server in (bare, ours):
            self.wrk(server, workload, self.options.warmup)
        pairs = [(self.wrk(bare, workload, self.options.seconds), self.wrk(ours, workload, self.options.seconds))
                 for _ in range(self.options.rounds)]
        self.pairs.setdefault(workload, []).append(pairs)
        print(f"  {workload}: {rate(pairs):.2f} of the bare server's requests/s", file=sys.stderr)

    def add_pairs(self, workload, starts):
        """Medians of all pairs of all starts; and the ratio of each start, because no two processes are equally fast."""
        pairs = [pair for start in starts for pair in start]
        for name, runs in (("bare", [b for b, _ in pairs]), ("predict4j", [o for _, o in pairs])):
            self.add(name, workload, runs)
        line = self.lines[-1]
        line["ratio"] = rate(pairs)
        line["cpu_ratio"] = statistics.median(b["cpu_us"] / o["cpu_us"] for b, o in pairs)
        line["p99_ratio"] = statistics.median(o["p99_ms"] / b["p99_ms"] for b, o in pairs)
        line["ratio_by_start"] = [rate(start) for start in starts]

    def add(self, name, workload, runs):
        line = {"server": name, "workload": workload.replace("-keyed", "")}
        for figure in ("requests_s", "p50_ms", "p99_ms", "cpu_us"):
            line[figure] = statistics.median(run[figure] for run in runs)
        line["rows_s"] = line["requests_s"] * WORKLOADS[line["workload"]][1]
        self.lines.append(line)

    def beside_batches(self, server):
        """Single rows, alone and while two connections send 10,000 rows at a time, in turn."""
        self.singles.append([(self.wrk(server, "iris-1", self.options.seconds), *self.with_batches(server))
                             for _ in range(self.options.rounds)])

    def beside(self):
        runs = [run for start in self.singles for run in start]
        return {
            "alone_p99_ms": statistics.median(alone["p99_ms"] for alone, _, _ in runs),
            "beside_p99_ms": statistics.median(beside["p99_ms"] for _, beside, _ in runs),
            "ratio": delay(runs),
            "ratio_by_start": [delay(start) for start in self.singles],
            "requests_s": statistics.median(beside["requests_s"] for _, beside, _ in runs),
            "batches_s": statistics.median(batches["requests"] / batches["seconds"] for _, _, batches in runs)}

    def with_batches(self, server):
        """What single rows got, and what the batches beside them got."""
        seconds = self.options.seconds
        batches = subprocess.Popen(
            ["wrk", "-t1", "-c2", f"-d{seconds + 1}s", "--timeout", "30s", "-s", HERE / "requests.lua",
             f"http://127.0.0.1:{server.port}", "--", "POST", server.routes["iris-10000"][1],
             self.data / "iris-10000.json"], stdout=subprocess.PIPE, text=True)
        try:
            beside = self.wrk(server, "iris-1", seconds)
        finally:
            out, _ = batches.communicate(timeout=seconds + 60)
        return beside, json.loads(out.splitlines()[-1])

    def article(self, server):
        self.begin(server)
        for workload in server.routes:
            self.wrk(server, workload, 1)
            self.add(server.name, workload, [self.wrk(server, workload, self.options.seconds + 1)])
        self.end(server)

    def archived(self):
        """The same server with a class-data archive, which it finds by itself."""
        ours = self.all["predict4j"]
        jar = str(shutil.copy(ROOT / "predict-http/target/predict.jar", self.data))
        subprocess.run([self.options.java, "-jar", jar, "archive", str(self.data / "iris.predict")], check=True,
                       stdout=subprocess.DEVNULL, timeout=300)
        plain = str(ROOT / "predict-http/target/predict.jar")
        for name, options, program in (
                ("no archive", [], plain),
                ("archive, by itself", [], jar),
                ("archive, by option", [f"-XX:SharedArchiveFile={self.data / 'predict.jsa'}"], jar)):
            command = [self.options.java, *options, "-Xmx256m", "-jar", program, "serve", str(self.data / "iris.predict"),
                       "--port", "{port}"]
            server = Server(name, command, ours.routes, ours.first)
            self.all[name] = server
            runs = []
            for _ in range(2 * self.options.rounds):
                self.begin(server)
                runs.append(server.start_s)
                server.stop()
            self.start[name] = statistics.median(runs)

    def small_heap(self, name, options):
        """A small set-up under full load of single rows and of batches, and then under more than it can take."""
        ours = self.all["predict4j"]
        options = [option.replace("predict.jsa", str(self.data / "predict.jsa")) for option in options]
        command = [self.options.java, *options, *ours.command[ours.command.index("-Xmx256m") + 1:]]
        command[command.index("-jar") + 1] = str(self.data / "predict.jar")
        small = Server(name, command, ours.routes, ours.first)
        self.all[name] = small
        self.begin(small)
        memory = self.memory[name]
        memory["requests_s"] = {workload: self.wrk(small, workload, self.options.seconds)["requests_s"]
                                for workload in ("iris-1", "bike-1", "iris-10000")}
        memory["statuses"] = self.overload(small)
        memory["most_mib"] = small.most_memory_mib()
        self.end(small)

    def overload(self, server):
        """Batches of 10,000 rows and bodies that are too long, from 16 connections; then it must answer as ever."""
        batches = (self.data / "iris-10000.json").read_bytes().splitlines()
        too_long = b"[" + b",".join(batches[0][1:-1] for _ in range(8)) + b"]"
        counts = statuses(server.port, server.routes["iris-10000"][1], [*batches, too_long], CONNECTIONS,
                          self.options.seconds * 2)
        if not server.answers_right():
            raise SystemExit(f"{server.name} must answer after an overload, found that it does not")
        return {str(status): count for status, count in counts.items()}

    def result(self):
        java = subprocess.run([self.options.java, "-version"], capture_output=True, text=True).stderr.splitlines()
        cpu = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                    if line.startswith("model name")), platform.machine())
        return {
            "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "cpu": cpu, "processors": os.cpu_count(), "java": java[-1] if java else "", "load": os.getloadavg()[0],
            "connections": CONNECTIONS, "lines": self.lines, "start_s": self.start, "memory": self.memory,
            "single_rows_beside_batches": self.beside()}

    def faults(self):
        """What must hold: a small server refuses what it cannot take, within its memory; no ratio is far too low."""
        faults = []
        for name, (_, most) in SMALL.items():
            memory = self.memory[name]
            if not {"200", "413", "503"} >= memory["statuses"].keys() >= {"200", "413"}:
                faults.append(f"{name}: required answers 200, 413 and 503, found {memory['statuses']}")
            if most and memory["most_mib"] > most:
                faults.append(f"{name}: required at most {most} MiB, found {memory['most_mib']:.0f}")
        if "OutOfMemoryError" in self.log.read_text():
            faults.append("required enough memory, found an OutOfMemoryError")
        if self.options.quick:
            faults += self.ratios()
        return faults

    def ratios(self):
        return [f"{line['workload']}: required {LEAST[line['workload']]} of the bare server's rate or of its processor "
                f"time, found {line['ratio']:.2f} and {line['cpu_ratio']:.2f}"
                for line in self.lines if line["server"] == "predict4j" and line["workload"] in LEAST
                and max(line["ratio"], line["cpu_ratio"]) < LEAST[line["workload"]]]


def rate(pairs):
    """Of the bare server's requests a second."""
    return statistics.median(ours["requests_s"] / bare["requests_s"] for bare, ours in pairs)


def delay(runs):
    """The p99 of single rows beside batches, of what it is alone."""
    return statistics.median(beside["p99_ms"] / alone["p99_ms"] for alone, beside, _ in runs)


def starts(figures):
    return " ".join(f"{ratio:.2f}" for ratio in figures["ratio_by_start"])


def table(result):
    print(f"{'server':18} {'workload':11} {'requests/s':>10} {'rows/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'CPU us':>9}"
          f" {'of bare':>8} {'by CPU':>7} {'p99 x':>6}  of bare by start")
    for line in result["lines"]:
        ratios = (f" {line['ratio']:8.2f} {line['cpu_ratio']:7.2f} {line['p99_ratio']:6.2f}  {starts(line)}"
                  if "ratio" in line else "")
        print(f"{line['server']:18} {line['workload']:11} {line['requests_s']:10.1f} {line['rows_s']:10.0f}"
              f" {line['p50_ms']:8.2f} {line['p99_ms']:8.2f} {line['cpu_us']:9.1f}{ratios}")
    print(f"\n{'server':18} {'first answer s':>14} {'idle MiB':>9} {'loaded MiB':>10} {'most MiB':>9}")
    for name, memory in result["memory"].items():
        loaded = f" {memory['loaded_mib']:10.0f}" if "loaded_mib" in memory else ""
        most = f" {memory['most_mib']:9.0f}  {memory['statuses']}" if "most_mib" in memory else ""
        print(f"{name:18} {result['start_s'][name]:14.2f} {memory['idle_mib']:9.0f}{loaded}{most}")
    print("\nrequests/s with a small heap")
    for name in SMALL:
        rates = result["memory"][name]["requests_s"]
        print(f"{name:18} " + ", ".join(f"{workload} {rate:.1f}" for workload, rate in rates.items()))
    beside = result["single_rows_beside_batches"]
    print(f"\np99 of single iris rows: {beside['alone_p99_ms']:.2f} ms alone, {beside['beside_p99_ms']:.2f} ms beside"
          f" batches of 10,000 rows ({beside['ratio']:.1f} x; by start {starts(beside)}); then {beside['requests_s']:.0f}"
          f" single rows/s"
          f" and {beside['batches_s']:.1f} batches/s")


def main():
    parser = argparse.ArgumentParser(prog="predict-bench/http/run", description=__doc__)
    parser.add_argument("--quick", action="store_true",
                        help="a minute or two: no articles' services; fails also if a ratio to the bare server is far too low")
    parser.add_argument("--out", type=Path, default=ROOT / "predict-bench/target/http.json", help="the JSON file to write")
    parser.add_argument("--seconds", type=int, help="of each run of wrk")
    parser.add_argument("--rounds", type=int, help="runs of each server and workload after each start; the median counts")
    parser.add_argument("--starts", type=int, help="how often both servers are started; no two processes are equally fast")
    parser.add_argument("--java", default="java", help="the java to run both servers with")
    parser.add_argument("--data", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.seconds = options.seconds or (2 if options.quick else 4)
    options.rounds = options.rounds or 3
    options.starts = options.starts or (1 if options.quick else 4)
    options.warmup = options.seconds * 2
    write_requests(options.data)
    measurement = Measurement(options, options.data)
    measurement.run()
    result = measurement.result()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=1) + "\n")
    table(result)
    faults = measurement.faults()
    for fault in faults:
        print(f"FAILED {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
