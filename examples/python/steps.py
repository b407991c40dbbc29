"""The steps of predict4j's pipelines in Python: what each makes of a value, given the state that a bundle holds of it.

A step is a function of its state s, the value x of its input number i, and that input's name; it returns the outputs made of it,
by name. A missing value is NaN, a category its place in the dictionary, -1 if it is not there.
"""
import math
from datetime import date, datetime, timezone
from decimal import Decimal
from math import isinf, isnan, nan
from zoneinfo import ZoneInfo
from strict_math import cos, sin


class Refused(Exception):
    """The record cannot be scored."""


def offset(zone, at, fold=None):
    """A zone's offset at an epoch second; with a fold: at a second on its own clock, before (0) or after (1) a change."""
    time = datetime.fromtimestamp(at, ZoneInfo(zone) if fold is None else timezone.utc)
    time = time if fold is None else time.replace(tzinfo=ZoneInfo(zone), fold=fold)
    return int(time.utcoffset().total_seconds())


def clamp(x, low, high):
    """Java's min(max(x, low), high), which tells -0.0 from 0.0."""
    x = low + x if x == low == 0 else x if isnan(x) or x > low else low
    return -(-high - x) if x == high == 0 else x if isnan(x) or x < high else high


def minmax(s, x, i, name):
    least, most, a, b = s["min"][i], s["max"][i], s["rangeMin"], s["rangeMax"]
    constant = most - least < 10 * 2.0 ** -52
    flat = constant and s["constant"] == "MIDPOINT"
    scale = 0.0 if flat else (b - a) / (1 if constant else most - least)
    y = x * scale + (a / 2 + b / 2 if flat else a - least * scale)
    if (x < least or x > most) and s["outOfRange"] in ("REJECT", "AS_MISSING"):
        if s["outOfRange"] == "REJECT":
            raise Refused
        return {name: nan}
    return {name: clamp(y, a, b) if s["outOfRange"] == "CLIP" else y}


def standard(s, x, i, name):
    mean, variance, n, eps = s["mean"][i], s["variance"][i], s["n"][i], 2.0 ** -52
    noise = n * mean * eps
    scale = 1.0 if variance <= n * eps * variance + noise * noise else math.sqrt(variance)
    x = x - mean if s["withMean"] else x
    return {name: x / scale if s["withStd"] else x}


def impute(s, x, i, name):
    unseen = "categories" in s and x < 0
    if unseen and s["unseen"] == "REJECT":
        raise Refused
    missing = unseen or isnan(x)
    out = {name: s["values"][i] if missing else x}
    return out | ({name + "_missing": float(missing)} if name in s["indicators"] else {})


def index(column, x):
    known = column.get("texts") or column["numbers"]
    return (int(x) if 0 <= x < len(known) else -1) if "texts" in column else known.index(x) if x in known else -1


def decimal(x):
    return str(int(x)) if x.is_integer() and abs(x) <= 1e15 else str(Decimal(repr(x)))


def onehot(s, x, i, name):
    column, none = s["columns"][i], s["missingAsCategory"]
    names = list(column.get("texts") or map(decimal, column["numbers"])) + ["nan"] * none
    rare = set(column["infrequent"])
    lit = [c for c in range(len(names)) if c not in rare] + [-1] * bool(rare)  # which category lights each output
    lit = lit[s["drop"] == "FIRST" or s["drop"] == "IF_BINARY" and len(lit) == 2:]
    at = (len(names) - 1 if none else None) if isnan(x) else index(column, x)
    if at == -1:
        if s["unseen"] == "REJECT":
            raise Refused
        at = {"AS_MISSING": len(names) - 1 if none else None, "OTHER": -1 if rare else -2, "ZEROS": -2}[s["unseen"]]
    at = -1 if at in rare else at
    return {f"{name}_{names[c] if c >= 0 else 'infrequent_sklearn'}": nan if at is None else float(c == at) for c in lit}


def ordinal(s, x, i, name):
    at = index(s["columns"][i], x) if not isnan(x) else -1
    if at < 0 and not isnan(x) and s["unseen"] == "REJECT":
        raise Refused
    return {name: float(at) if at >= 0 else s["unseenCode"] if s["unseen"] == "OTHER" and x == x else s["missingCode"]}


def cyclic(s, x, i, name):
    angle = (2 * math.pi) * (x - s["phase"]) / s["period"]
    if isinf(angle):
        raise Refused
    return {name + "_sin": sin(angle), name + "_cos": cos(angle)}


def datetime_parts(s, x, i, name):
    if isnan(x):
        return {f"{name}_{part.lower()}": nan for part in s["parts"]}
    kind, zone, at = s["columns"][i]["type"], s["columns"][i].get("zone"), math.floor(x)
    if kind == "DATE":
        at *= 86400
    elif kind == "INSTANT":
        at += offset(zone, at)
    elif zone:
        skipped = offset(zone, at, 1) - offset(zone, at, 0)  # a gap is above 0, an overlap below
        if skipped and s["localTimes"] == "REJECT":
            raise Refused
        at += max(0, skipped) * (-1 if s["localTimes"] == "EARLIER" else 1)
    d, time = date.fromordinal(at // 86400 + 719163), at % 86400
    last = (date.fromordinal(d.toordinal() + 1)).day == 1 if d != date.max else True
    month, leap = d.month, d.year % 4 == 0 and (d.year % 100 != 0 or d.year % 400 == 0)
    weekday = {"ISO_1_7": d.weekday() + 1, "MONDAY_0": d.weekday(), "SUNDAY_0": (d.weekday() + 1) % 7}
    day = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")[d.weekday()]
    of = {"YEAR": d.year + s["yearOffset"], "QUARTER": (month + 2) // 3, "MONTH": month, "DAY": d.day,
          "DAY_OF_YEAR": d.timetuple().tm_yday - 1 + s["base"], "ISO_WEEK": d.isocalendar().week,
          "DAYS_IN_MONTH": 28 + leap if month == 2 else 30 if month in (4, 6, 9, 11) else 31,
          "ISO_WEEK_YEAR": d.isocalendar().year + s["yearOffset"], "DAY_OF_WEEK": weekday[s["convention"]],
          "WEEKEND": day in s["weekend"], "HOUR": time // 3600, "MINUTE": time // 60 % 60, "SECOND": time % 60,
          "MONTH_START": d.day == 1, "MONTH_END": last, "QUARTER_START": month % 3 == 1 and d.day == 1,
          "QUARTER_END": month % 3 == 0 and last, "YEAR_START": month == 1 and d.day == 1, "LEAP_YEAR": leap,
          "YEAR_END": month == 12 and last, "EPOCH_DAYS": at // 86400}
    return {f"{name}_{part.lower()}": float(of[part]) for part in s["parts"]}


STEPS = {
    "minmax": minmax, "standard": standard, "impute": impute, "onehot": onehot, "ordinal": ordinal, "cyclic": cyclic,
    "datetime": datetime_parts, "clip": lambda s, x, i, name: {name: clamp(x, s["low"][i], s["high"][i])},
    "missing_indicator": lambda s, x, i, name: {name + "_missing": float(isnan(x))}}
