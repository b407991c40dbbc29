#!/usr/bin/env python3
"""Scores records with a bundle of predict4j, read as docs/bundle-format.md says; Python 3.11, standard library only.

    read_bundle.py iris.predict < rows.ndjson

prints for each row the bits of its scores in hexadecimal, or "refused". They are predict4j's bits: every operation is
one of IEEE 754, in the same order. Time zones are the system's. Golden rows are not replayed, nor are the finer rules
checked that keep a hostile file out. In here a value that is missing is NaN, which alone is not equal to itself, and a
category is its text, or None if it is not in the dictionary. Numbers in comments are sections of the format.
"""
import calendar, ctypes, functools, hashlib, io, itertools, json, operator, pathlib, re, struct, sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from math import copysign, frexp, inf, isinf, ldexp, nan, nextafter, pi, sqrt
from zoneinfo import ZoneInfo

class Refused(Exception):
    """The record cannot be scored."""

def require(condition, error=Refused):
    if not condition:
        raise error

# 1 to 4: the file, its manifest, its states
def read_file(data):
    """The manifest and, by name, the sections, after a check of version and digest."""
    require(data[:10] == b"\x89PBND\r\n\x1a\1\0", ValueError("no bundle of format 1"))
    require(hashlib.sha256(data[:-40]).digest() == data[-40:-8], ValueError("a damaged file"))
    manifest = json.loads(data[16:16 + struct.unpack_from("<I", data, 12)[0]])
    require(manifest["pipeline"]["fingerprint"] == manifest["trained_on"], ValueError("a model of another pipeline"))
    bundle = {"manifest": manifest}
    for s in manifest["sections"]:
        if s["name"] in ("schema", "pipeline", "model", "golden_rows", "training", "statistics") and s["version"] == 1:
            bundle[s["name"]] = value(io.BytesIO(data[s["offset"]:s["offset"] + s["length"]]), 11)
        else:
            require(not s["must_understand"], ValueError(f"section {s['name']}, version {s['version']}"))
    if "roots" in (m := bundle["model"]):  # the categories of each split by its node
        splits, starts = [node for node, flags in enumerate(m["flags"]) if flags & 2], m["category_starts"]
        m["sets"] = {node: {64 * i + c for i, w in enumerate(m["category_words"][a:b]) for c in range(64) if w >> c & 1}
                     for node, a, b in zip(splits, starts, [*starts[1:], None])}
    return bundle

def value(data, tag):
    """The value with that tag which comes next."""
    if tag <= 4:
        return struct.unpack("<q" if tag == 3 else "<d", data.read(8))[0] if tag >= 3 else tag == 2
    n, = struct.unpack("<I", data.read(4))
    match tag:
        case 5: return data.read(n).decode()
        case 6: return data.read(n)
        case 7 | 8 | 9: return struct.unpack(f"<{n}" + "iqd"[tag - 7], data.read(n * (4 if tag == 7 else 8)))
        case 11: return {value(data, 5): value(data, data.read(1)[0]) for _ in range(n)}
        case 10 | 12: return [value(data, 5 if tag == 10 else 11) for _ in range(n)]

# 5, schema: the cells of a record
def seconds(text, zoned):
    """A time's seconds since 1970, on its own clock or, if it must have an offset, in UTC; NaN if it is none."""
    form = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?" + (r"(Z|[+-]\d\d:\d\d)" if zoned else "()")
    m = re.fullmatch(form, text, re.ASCII)
    try:
        at = datetime.fromisoformat(m[1] + (m[3] or "Z"))
    except (TypeError, ValueError):  # of another form, or no such day
        return nan
    whole = at.replace(tzinfo=timezone.utc).timestamp()
    return min(whole + float(m[2] or 0), nextafter(whole + 1, -inf)) - at.utcoffset().total_seconds()

def cell(field, raw):
    x, kind, zone = nan, field["type"], field.get("zone")
    match raw:
        case bool(): x = float(raw) if kind == "BOOLEAN" else nan
        case int() | float() if kind == "NUMBER" or kind == "INTEGER" and raw % 1 == 0 and abs(raw) <= 2 ** 53:
            x = float(raw) if float(raw) == raw else nan
        case str() if kind == "CATEGORY": return raw if raw in field["categories"] else None
        case str() if kind == "DATE":
            x, at = seconds(raw + "T00:00:00", False) // 86400, seconds(raw, True)
            x = datetime.fromtimestamp(at // 1, ZoneInfo(zone)).toordinal() - 719163 if zone and at == at else x
        case str() if kind in ("LOCAL_DATETIME", "INSTANT"): x = seconds(raw, kind == "INSTANT")
    x = x if field.get("min", -inf) <= x <= field.get("max", inf) and not isinf(x) else nan
    require(x == x or "REJECT" not in (field["missing"], raw is not None and field["invalid"]))
    return x

# exp, sin and cos as Java's StrictMath has them: fdlibm 5.3 (e_exp.c, e_rem_pio2.c, k_sin.c, k_cos.c)
EXP = (0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-05, -1.6533902205465252e-06,
       4.1381367970572385e-08)
SIN = (-0.16666666666666632, 0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-06,
       -2.5050760253406863e-08, 1.58969099521155e-10)
COS = (0.0416666666666666, -0.001388888888887411, 2.480158728947673e-05, -2.7557314351390663e-07, 2.087572321298175e-09,
       -1.1359647557788195e-11)
# pi/2 in three parts of 33 bits, with what is then left, and how many bits must have cancelled to make a part matter
PIO2 = ((1.5707963267341256, 6.077100506506192e-11, -99), (6.077100506303966e-11, 2.0222662487959506e-21, 16),
        (2.0222662487111665e-21, 8.4784276603689e-32, 49))

def polynomial(coefficients, z):
    return functools.reduce(lambda total, c: c + z * total, reversed(coefficients), 0.0)

def high(x):
    """|x| without the low half of its bits."""
    return struct.unpack("<d", bytes(4) + struct.pack("<d", abs(x))[4:])[0]

def exp(x):
    if abs(x) < 2.0 ** -28 or not -745.1332191019411 <= x <= 709.782712893384:
        return 1.0 + x if abs(x) < 1 or x != x else inf if x > 0 else 0.0
    k = int(1.4426950408889634 * x + copysign(0.5, x)) if high(x) > high(0.34657359027997264) else 0
    upper, lower = x - k * 0.6931471803691238, k * 1.9082149292705877e-10
    r = upper - lower
    c = r - r * r * polynomial(EXP, r * r)
    return ldexp(1.0 - ((lower - (r * c) / (2.0 - c)) - upper), k) if k else 1.0 - ((r * c) / (c - 2.0) - r)

def sin_cos(x):
    require(not abs(x) > 2 ** 19 * (pi / 2), ValueError("an angle above 2^19 * pi/2"))
    n, y, low = 0, x, 0.0  # x = n * pi/2 + y + low
    if high(x) > high(pi / 4):
        n = int(0.6366197723675814 * x + copysign(0.5, x))
        for part, rest, bits in PIO2 if abs(n) >= 32 or high(x) == high(n * (pi / 2)) else PIO2[:1]:
            if frexp(x)[1] - frexp(y - low)[1] > bits:
                before, y = y, y - n * part
                low = n * rest - ((before - y) - n * part)
        y, low = y - low, (y - (y - low)) - low
    z = y * y
    v, r = z * y, polynomial(SIN[1:], z)
    sin = y - ((z * (0.5 * low - v * r) - low) - v * SIN[0]) if n else y + v * (SIN[0] + z * r)
    q = 0.0 if high(y) < high(0.3) else 0.28125 if high(y) > 0.78125 else high(y / 4)
    cos = (1.0 - q) - ((0.5 * z - q) - (z * (z * polynomial(COS, z)) - y * low))
    sin, cos = (y, 1.0) if abs(y) < 2.0 ** -27 else (sin, cos)
    return ((sin, cos), (cos, -sin), (-sin, -cos), (-cos, sin))[n % 4]

# 9: the steps
def outputs(step, i, name, x):
    """What a step makes of the value x of its input number i."""
    s = step["state"]
    match step["type"], step["version"]:
        case "minmax", 1:
            least, most, a, b, rule = s["min"][i], s["max"][i], s["rangeMin"], s["rangeMax"], s["outOfRange"]
            outside, constant = x < least or x > most, most - least < 10 * 2.0 ** -52
            require(not outside or rule != "REJECT")
            flat = constant and s["constant"] == "MIDPOINT"
            scale = 0.0 if flat else (b - a) / (1 if constant else most - least)
            y = x * scale + (a / 2 + b / 2 if flat else a - least * scale)
            return {name: min(max(y, a), b) if rule == "CLIP" else nan if outside and rule == "AS_MISSING" else y}
        case "standard", 1:
            mean, variance, noise = s["mean"][i], s["variance"][i], s["n"][i] * 2.0 ** -52
            constant = variance <= noise * variance + (noise * mean) * (noise * mean)
            x = x - mean if s["withMean"] else x
            return {name: x / (1.0 if constant else sqrt(variance)) if s["withStd"] else x}
        case "clip", 1: return {name: min(max(x, s["low"][i]), s["high"][i])}
        case "cyclic", 1:
            angle = (2 * pi) * (x - s["phase"]) / s["period"]
            require(not isinf(angle))
            return dict(zip((name + "_sin", name + "_cos"), sin_cos(angle)))
        case "missing_indicator", 1: return {name + "_missing": float(x != x)}
        case "impute", 1:
            require(x is not None or s["unseen"] != "REJECT")
            missing = x is None or x != x
            out = {name: (s.get("values") or s["categories"])[i] if missing else x}
            return out | ({name + "_missing": float(missing)} if name in s["indicators"] else {})
        case "ordinal", 1:
            at = place(s["columns"][i], x, s["unseen"])
            code = s["unseenCode"] if s["unseen"] == "OTHER" and x == x else s["missingCode"]
            return {name: code if at is None else float(at)}
        case "onehot", 1: return one_hot(s, s["columns"][i], name, x)
        case "datetime", 1: return date_parts(s, s["columns"][i], name, x)
        case unknown: raise ValueError(f"step {unknown}")

def place(column, x, unseen):
    """The place of a value among the categories; None if it is not there."""
    categories = column.get("texts") or column["numbers"]
    require(x in categories or x != x or unseen != "REJECT")
    return categories.index(x) if x in categories else None

def one_hot(s, column, name, x):
    labels = column.get("texts") or [str(int(c) if c % 1 == 0 and abs(c) <= 1e15 else Decimal(repr(c)).normalize())
                                     for c in column["numbers"]]
    labels, missing = (labels + ["nan"], "nan") if s["missingAsCategory"] else (labels, None)
    at, other, rare = place(column, x, s["unseen"]), "infrequent_sklearn", [labels[c] for c in column["infrequent"]]
    unseen = {"OTHER": other, "AS_MISSING": missing}.get(s["unseen"], False)
    hot = missing if x != x else unseen if at is None else labels[at]
    hot = other if hot in rare else hot
    lit = [label for label in labels if label not in rare] + [other] * bool(rare)
    lit = lit[s["drop"] == "FIRST" or s["drop"] == "IF_BINARY" and len(lit) == 2:]
    return {f"{name}_{label}": nan if hot is None else float(label == hot) for label in lit}

def date_parts(s, column, name, x):
    if x != x:
        return {f"{name}_{part.lower()}": nan for part in s["parts"]}
    kind, zone = column["type"], ZoneInfo(column.get("zone", "UTC"))
    d = datetime.fromtimestamp(x // 1 * (86400 if kind == "DATE" else 1), zone if kind == "INSTANT" else timezone.utc)
    if kind == "LOCAL_DATETIME":
        clock = d.replace(tzinfo=zone)
        skipped = clock.replace(fold=1).utcoffset() - clock.utcoffset()  # above 0 in a gap, below in an overlap
        require(not skipped or s["localTimes"] != "REJECT")
        d += max(skipped, timedelta()) * (-1 if s["localTimes"] == "EARLIER" else 1)
    day, month, weekday, last = d.day, d.month, d.weekday(), calendar.monthrange(d.year, d.month)[1]
    of = {"YEAR": d.year + s["yearOffset"], "QUARTER": (month + 2) // 3, "MONTH": month, "DAY": day,
          "DAY_OF_YEAR": d.timetuple().tm_yday - 1 + s["base"], "EPOCH_DAYS": d.toordinal() - 719163,
          "DAYS_IN_MONTH": last, "ISO_WEEK": d.isocalendar()[1], "ISO_WEEK_YEAR": d.isocalendar()[0] + s["yearOffset"],
          "DAY_OF_WEEK": {"ISO_1_7": weekday + 1, "MONDAY_0": weekday, "SUNDAY_0": (weekday + 1) % 7}[s["convention"]],
          "WEEKEND": calendar.day_name[weekday].upper() in s["weekend"], "HOUR": d.hour, "MINUTE": d.minute,
          "SECOND": d.second, "MONTH_START": day == 1, "QUARTER_START": day == 1 and month % 3 == 1,
          "YEAR_START": day == month == 1, "MONTH_END": day == last, "QUARTER_END": day == last and month % 3 == 0,
          "YEAR_END": day == last and month == 12, "LEAP_YEAR": calendar.isleap(d.year)}
    return {f"{name}_{part.lower()}": float(of[part]) for part in s["parts"]}

# 5, model
def linear(m, x):
    products = [list(map(operator.mul, m["weights"][k * len(x):], x)) for k in range(len(m["biases"]))]
    return [functools.reduce(operator.add, terms) + bias for terms, bias in zip(products, m["biases"])]

def trees(m, x):
    n, rounded = m["outputs"], (lambda v: ctypes.c_float(v).value) if m["precision"] == "FLOAT" else float
    base = m["base_values"] or [0.0] * n
    out, totals = list(base) if m["aggregation"] == "SUM" else [0.0] * n, [0.0] * n
    for node, kind, w in zip(m["roots"], m["tree_outputs"], m["tree_weights"] or itertools.repeat(1.0)):
        while (feature := m["features"][node]) >= 0:
            v, flags = x[feature], m["flags"][node]
            right = v in m["sets"][node] if flags & 2 else v > m["thresholds"][node]
            node = m["right" if right or flags & 1 and v != v else "left"][node]
        at = m["left"][node]
        for k in range(n) if kind < 0 else [kind]:
            v = float(k == at) if kind == -2 else m["leaf_values"][at + (k if kind < 0 else 0)]
            out[k] = rounded(out[k] + rounded(w * v))
            totals[k] = rounded(totals[k] + w)
    return out if m["aggregation"] == "SUM" else [rounded(rounded(s / t) + b) for s, t, b in zip(out, totals, base)]

def post_transform(kind, s):
    if kind in ("NONE", "LOGISTIC"):
        return s if kind == "NONE" else [1.0 / (1.0 + exp(-v)) for v in s]
    e = [exp(v - max(s) if kind == "SOFTMAX" else v) for v in s]
    return [v / functools.reduce(operator.add, e) for v in e] if kind == "SOFTMAX" else e

def scores(bundle, record):
    fields, m = {f["name"]: f for f in bundle["schema"]["fields"]}, bundle["model"]
    require(bundle["schema"]["extra"] == "IGNORE" or record.keys() <= fields.keys())
    columns = {name: cell(field, record.get(name)) for name, field in fields.items()}
    for step in bundle["pipeline"]["steps"]:
        made = [outputs(step, i, name, columns[name]) for i, name in enumerate(step["state"]["inputs"])]
        columns.update(item for of_one in made for item in of_one.items())
    x = [(f, columns[f]) for f in bundle["pipeline"]["features"]]
    x = [fields[f]["categories"].index(v) if isinstance(v, str) else v for f, v in x]
    require(not any(v is None or isinf(v) or v != v and not m.get("accepts_missing") for v in x))
    s = post_transform(m["post_transform"], (trees if "roots" in m else linear)(m, x))
    return [1 - s[0], s[0]] if len(s) == 1 and len(bundle["manifest"]["output"]["labels"]) == 2 else s

if __name__ == "__main__":
    bundle = read_file(pathlib.Path(sys.argv[1]).read_bytes())
    for line in sys.stdin:
        try:
            print(*(struct.pack(">d", score).hex() for score in scores(bundle, json.loads(line))))
        except Refused:
            print("refused")
