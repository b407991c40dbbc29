#!/usr/bin/env python3
"""Scores records with a bundle of predict4j, read as docs/bundle-format.md says; Python 3.11, standard library only.

    read_bundle.py iris.predict < rows.ndjson

writes a line a row: the bits of its scores in hexadecimal, or "refused". They are predict4j's bits: every operation is one of
IEEE 754, in the same order, and exp, sin and cos are fdlibm's (strict_math.py; steps.py has the pipeline's steps). Time zones are
the system's. The golden rows are not replayed, nor the finer rules checked that keep a hostile file out.
"""
import hashlib, json, math, re, struct, sys
from datetime import date
from math import inf, isinf, isnan, nan
from steps import STEPS, Refused, offset
from strict_math import exp


def require(condition, what):
    if not condition:
        raise ValueError("not a bundle that can be used here: " + what)


# --- the file: sections 1 to 4 of the format ---

def read_file(data):
    """Checks the frame and the digests; returns the manifest and the sections, the ones needed here as dicts."""
    require(data[:8] == b"\x89PBND\r\n\x1a" and data[-8:] == b"\x1a\n\rDNBP\x89", "magic")
    major, _, length = struct.unpack_from("<HHI", data, 8)
    require(major == 1, f"format {major}")
    require(hashlib.sha256(data[:-40]).digest() == data[-40:-8], "SHA-256 of the file")
    manifest, sections = json.loads(data[16:16 + length]), {}
    for s in manifest["sections"]:
        content = data[s["offset"]:s["offset"] + s["length"]]
        require(hashlib.sha256(content).hexdigest() == s["sha256"], "SHA-256 of " + s["name"])
        if s["name"] in ("schema", "pipeline", "model"):
            require(s["version"] == 1, f"version of {s['name']}")
            sections[s["name"]] = State(content).state() | {"kind": s["kind"]}
            require(s["name"] != "pipeline" or s["sha256"] == manifest.get("trained_on"), "a model for this pipeline")
        else:
            require(s["name"] in ("golden_rows", "training", "statistics") or not s["must_understand"], s["name"])
    return manifest, sections


class State:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def text(self):
        return self.take(f"{self.take('I')[0]}s")[0].decode()

    def state(self):
        return {self.text(): self.value() for _ in range(self.take("I")[0])}

    def value(self):
        match self.take("B")[0]:
            case 1: return False
            case 2: return True
            case 3: return self.take("q")[0]
            case 4: return self.take("d")[0]
            case 5: return self.text()
            case 10: return [self.text() for _ in range(self.take("I")[0])]
            case 11: return self.state()
            case 12: return [self.state() for _ in range(self.take("I")[0])]
            case array: return self.take(str(self.take("I")[0]) + {6: "B", 7: "i", 8: "q", 9: "d"}[array])


# --- records: section 5, schema ---

TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?", re.ASCII)


def epoch_day(text):
    return date.fromisoformat(text).toordinal() - 719163 if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else nan


def second(text, zoned):
    m = TIME.fullmatch(text)
    if not m or zoned != (text.endswith("Z") or bool(m[6])) or m[2] > "23" or m[3] > "59" or m[4] > "59":
        return nan
    whole = epoch_day(m[1]) * 86400 + int(m[2]) * 3600 + int(m[3]) * 60 + int(m[4])
    local = whole + int(m[5].ljust(9, "0")) / 1e9 if m[5] else float(whole)
    return local - int(m[6] + "1") * (int(m[7]) * 3600 + int(m[8]) * 60) if m[6] else local


def cell(field, value):
    """What a raw value is as a number; NaN if it is invalid."""
    kind, zone = field["type"], field.get("zone")
    if kind == "BOOLEAN" or isinstance(value, bool):
        return float(value) if kind == "BOOLEAN" and isinstance(value, bool) else nan
    if kind in ("NUMBER", "INTEGER"):
        if not isinstance(value, (int, float)) or float(value) != value:
            return nan
        x = float(value)
        x = x if kind == "NUMBER" or x.is_integer() and abs(x) <= 2.0 ** 53 else nan
    elif not isinstance(value, str):
        return nan
    elif kind == "CATEGORY":
        return float(field["categories"].index(value)) if value in field["categories"] else -1.0
    else:
        try:
            x = float(epoch_day(value) if kind == "DATE" else second(value, kind == "INSTANT"))
            if kind == "DATE" and zone and isnan(x) and not isnan(at := second(value, True)):
                x = float((math.floor(at) + offset(zone, math.floor(at))) // 86400)
        except ValueError:  # no such day
            return nan
    return x if field.get("min", -inf) <= x <= field.get("max", inf) and not isinf(x) else nan


def columns_of(schema, record):
    """The columns of a record by name: NaN is missing, a category its place, -1 an unseen one."""
    if schema["extra"] == "REJECT" and record.keys() - {f["name"] for f in schema["fields"]}:
        raise Refused
    columns = {}
    for f in schema["fields"]:
        value = record.get(f["name"])
        columns[f["name"]] = x = nan if value is None else cell(f, value)
        if isnan(x) and (f["missing"] == "REJECT" or value is not None and f["invalid"] == "REJECT"):
            raise Refused
    return columns


# --- models: section 5, model ---

def add_up(values):
    total = 0.0
    for value in values:
        total += value
    return total


def linear(m, x):
    n = len(x)
    return [add_up(w * v for w, v in zip(m["weights"][k * n:], x)) + bias for k, bias in enumerate(m["biases"])]


def leaf(m, node, x):
    while (feature := m["features"][node]) >= 0:
        v, flags = x[feature], m["flags"][node]
        right = v > m["thresholds"][node] if not flags & 2 else v >= 0 and v.is_integer() and m["sets"][node] >> int(v) & 1
        node = m["right" if right or flags & 1 and isnan(v) else "left"][node]
    return m["left"][node]


def single(v):
    """The nearest binary32; infinite beyond its range."""
    return inf * v if abs(v) >= 2.0 ** 128 - 2.0 ** 103 else struct.unpack("f", struct.pack("f", v))[0]


def trees(m, x):
    n, weights, plain = m["outputs"], m["tree_weights"], m["aggregation"] == "SUM"
    rounded = single if m["precision"] == "FLOAT" else float
    base = m["base_values"] or [0.0] * n
    out, totals = list(base) if plain else [0.0] * n, [0.0] * n
    for t, root in enumerate(m["roots"]):
        at, kind, w = leaf(m, root, x), m["tree_outputs"][t], weights[t] if weights else 1.0
        added = {at: 1.0} if kind == -2 else {k: m["leaf_values"][at + k - max(kind, 0)]
                                              for k in (range(n) if kind < 0 else [kind])}
        for k, v in added.items():
            out[k] = rounded(out[k] + rounded(w * v))
        for k in range(n) if kind < 0 else [kind]:
            totals[k] = rounded(totals[k] + w)
    return out if plain else [rounded(rounded(out[k] / totals[k]) + base[k]) for k in range(n)]


def post_transform(kind, s):
    if kind == "SOFTMAX":
        e = [exp(v - max(s)) for v in s]
        return [v / add_up(e) for v in e]
    return [{"NONE": lambda: v, "EXP": lambda: exp(v), "LOGISTIC": lambda: 1.0 / (1.0 + exp(-v))}[kind]() for v in s]


class Bundle:
    def __init__(self, data):
        self.manifest, sections = read_file(data)
        self.schema, self.pipeline, self.model = (sections[name] for name in ("schema", "pipeline", "model"))
        self.categories = {f["name"]: f["categories"] for f in self.schema["fields"] if "categories" in f}
        for step in self.pipeline["steps"]:
            require(step["version"] == 1 and step["type"] in STEPS, "step " + step["type"])
            s = step["state"]
            if step["type"] == "impute" and "categories" in s:
                s["values"] = [float(self.categories[c].index(v)) for c, v in zip(s["inputs"], s["categories"])]
        if self.model["kind"] == "tree_ensemble":  # a category set as one number, whose bits say what is in it
            m, splits = self.model, [node for node, flags in enumerate(self.model["flags"]) if flags & 2]
            ends = [*m["category_starts"][1:], len(m["category_words"])]
            sets = [b"".join(w.to_bytes(8, "little", signed=True) for w in m["category_words"][a:b])
                    for a, b in zip(m["category_starts"], ends)]
            m["sets"] = {node: int.from_bytes(bits, "little") for node, bits in zip(splits, sets)}

    def scores(self, record):
        columns, raw = columns_of(self.schema, record), set(self.categories)
        for step in self.pipeline["steps"]:
            s, outputs = step["state"], {}
            for i, name in enumerate(s["inputs"]):
                outputs |= STEPS[step["type"]](s, columns[name], i, name)
            keeps = s.get("keepInputs", step["type"] == "missing_indicator")
            columns = {c: x for c, x in columns.items() if keeps or c not in s["inputs"]} | outputs
            raw -= outputs.keys()
        x, holes = [columns[f] for f in self.pipeline["features"]], self.model.get("accepts_missing", False)
        unseen = any(columns[f] < 0 for f in self.pipeline["features"] if f in raw)
        if unseen or any(isinf(v) or isnan(v) and not holes for v in x):
            raise Refused
        scores = (linear if self.model["kind"] == "linear" else trees)(self.model, x)
        scores = post_transform(self.model["post_transform"], scores)
        two = len(scores) == 1 and len(self.manifest["output"]["labels"]) == 2
        return [1 - scores[0], scores[0]] if two else scores


def main(path):
    bundle = Bundle(open(path, "rb").read())
    for line in sys.stdin:
        try:
            print(*(struct.pack(">d", score).hex() for score in bundle.scores(json.loads(line))))
        except Refused:
            print("refused")

if __name__ == "__main__":
    main(sys.argv[1])
