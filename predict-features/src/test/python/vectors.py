"""Makes the reference vectors of the steps with scikit-learn and numpy: one text file a step.

    vectors.py FOLDER

A file has cases, separated by empty lines; a case has lines of tab-separated cells, the first of which says what they
are. Numbers are hexadecimal, so nothing is rounded; NaN is a missing number, null a missing text. Where scikit-learn
does on purpose something else than the library, the case has a line "differs" with what the library says instead.
"""

import pathlib
import re
import sys
import warnings

import numpy
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

NAN = float("nan")
ASTRAL = "\U0001f600"  # beyond the basic multilingual plane
RANDOM = numpy.random.RandomState(20110101)

NUMBERS = {
    "constant": [7.0] * 5,
    "constant_tenth": [0.1] * 7,
    "single_row": [3.5],
    "all_missing": [NAN] * 3,
    "some_missing": [1.0, 2.0, NAN, 4.0],
    "huge": [1e308, 5e307, 9e307],
    "tiny": [1e-300, 3e-300, 2e-300],
    "subnormal": [5e-324, 1e-323, 2e-320],
    "negative_zero": [-0.0, 0.0, -0.0, 1.0],
    "only_negative_zero": [-0.0, -0.0],
    "negative": [-5.0, -1.0, -3.25, -5.0],
    "large_mean": [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4],
    "thousand": [1.0, 500.0, 1000.0],
    "many": [float(x) for x in RANDOM.standard_normal(100) * 100],
    "integers_as_text": ["1", "10", "2", "-7", "2"],
    "unicode": [2.0, -1.0, 0.5],  # the column's name
}
PROBES = [0.0, -0.0, 1.0, 2.0, 7.0, -3.25, 0.4, 500.0, 2000.0, 1e-300, 5e-324, 1e150, -1e308, 1e308, NAN]

TEXTS = {
    "constant": ["a"] * 4,
    "single_row": ["a"],
    "all_missing": [None] * 3,
    "some_missing": ["b", None, "a", "b", None],
    "many": ["k%d" % x for x in RANDOM.randint(0, 80, 200)],
    "unicode": [ASTRAL, "\uff41", "e\u0301", "\u00e9", "z", ASTRAL],
    "integers_as_text": ["1", "10", "2", "01", "2", "-7", "-0.0", "1e308", "5e-324"],
}


def cell(value):
    if value is None:
        return "null"
    if isinstance(value, str):
        return '"' + value + '"'
    number = float(value)
    if number != number:
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    return re.sub(r"\.?0+p", "p", number.hex()) if number else number.hex()


def column_name(case):
    return ASTRAL + "_x" if "unicode" in case else "x"


class File:
    """The cases of one step."""

    def __init__(self, folder, step):
        self.path = pathlib.Path(folder) / (step + ".txt")
        self.lines = []

    def case(self, name, **lines):
        self.lines.append("case\t" + name)
        self.lines.append("column\t" + cell(column_name(name)))
        for key, values in lines.items():
            flat = values.ravel() if isinstance(values, numpy.ndarray) else values
            self.lines.append("\t".join([key.replace("_", " ")] + [cell(v) for v in flat]))
        self.lines.append("")

    def differs(self, name, why, **lines):
        self.case(name, differs=[why], **lines)

    def write(self):
        self.path.write_text("\n".join(self.lines), encoding="utf-8", newline="\n")


def column(values):
    """One column; texts of whole numbers are what the door parses."""
    return numpy.array([float(v) for v in values]).reshape(-1, 1)


def objects(values):
    made = numpy.empty((len(values), 1), dtype=object)
    made[:, 0] = values
    return made


def finite(*arrays):
    return all(numpy.all(numpy.isfinite(a)) for a in arrays)


def minmax(folder):
    file = File(folder, "minmax")
    settings = {"": {}, " range": {"feature_range": (10, 20)}, " clip": {"clip": True}}
    cases = dict(NUMBERS, opposite_huge=[-1e308, 1e308], least_spread=[1.0, 1 + 8.9e-16], spread=[1.0, 1 + 4e-15])
    for name, values in cases.items():
        for suffix, arguments in settings.items():
            scaler = MinMaxScaler(**arguments).fit(column(values))
            low, high = scaler.feature_range
            known = {"input": values, "range": [low, high], "clips": [float(scaler.clip)]}
            if name == "all_missing":
                file.differs(name + suffix, "must have a value to fit to", **known)
            elif not finite(scaler.data_range_):
                file.differs(name + suffix, "a finite spread", **known)
            else:
                file.case(
                    name + suffix,
                    **known,
                    min=scaler.data_min_,
                    max=scaler.data_max_,
                    scale=scaler.scale_,
                    offset=scaler.min_,
                    names=scaler.get_feature_names_out([column_name(name)]),
                    probe=PROBES,
                    out=scaler.transform(column(PROBES)),
                )
    file.write()


def standard(folder):
    file = File(folder, "standard")
    settings = {"": {}, " without_mean": {"with_mean": False}, " without_std": {"with_std": False}}
    for name, values in NUMBERS.items():
        for suffix, arguments in settings.items():
            scaler = StandardScaler(**arguments).fit(column(values))
            # With neither or one of the two switched off scikit-learn does not learn all; the library always does.
            full = StandardScaler().fit(column(values))
            known = {"input": values, "with_mean": [float(scaler.with_mean)], "with_std": [float(scaler.with_std)]}
            if name == "all_missing":
                file.differs(name + suffix, "must have a value to fit to", **known)
            elif not finite(full.var_):
                file.differs(name + suffix, "must have a finite variance", **known)
            else:
                file.case(
                    name + suffix,
                    **known,
                    mean=full.mean_,
                    variance=full.var_,
                    n=[float(numpy.max(full.n_samples_seen_))],
                    scale=full.scale_,
                    names=scaler.get_feature_names_out([column_name(name)]),
                    probe=PROBES,
                    out=scaler.transform(column(PROBES)),
                )
    file.write()


def impute(folder):
    file = File(folder, "impute")
    for name, values in dict(NUMBERS, tie=[3.0, 2.0, 3.0, 2.0, NAN], mode=[1.0, 2.0, 2.0, 3.0, 3.0, 9.0]).items():
        for strategy in ("mean", "median", "most_frequent", "constant"):
            arguments = {"fill_value": -1.5} if strategy == "constant" else {}
            imputer = SimpleImputer(strategy=strategy, **arguments).fit(column(values))
            known = {"input": values, "strategy": [strategy.upper()]}
            if name == "all_missing" and strategy != "constant":
                file.differs(name + " " + strategy, "must have a value to fit to", **known)
            elif not finite(imputer.statistics_):
                file.case(name + " " + strategy, **known, overflows=imputer.statistics_)
            else:
                out = imputer.transform(column(PROBES))
                names = imputer.get_feature_names_out([column_name(name)])
                known.update(value=imputer.statistics_, names=names)
                file.case(name + " " + strategy, **known, probe=PROBES, out=out)
    for name, values in dict(TEXTS, tie=["b", "a", "a", "b", None]).items():
        imputer = SimpleImputer(missing_values=None, strategy="most_frequent").fit(objects(values))
        known = {"input": values, "strategy": ["MOST_FREQUENT"]}
        if name == "all_missing":
            file.differs("text " + name, "must have a value to fit to", **known)
        else:
            file.case("text " + name, **known, texts=imputer.statistics_)
    file.write()


def missing_indicator(folder):
    file = File(folder, "missing_indicator")
    for kind, cases in (("", NUMBERS), ("text ", TEXTS)):
        for name, values in cases.items():
            table = objects(values) if kind else column(values)
            missing = None if kind else NAN
            probes = ["a", None, ASTRAL] if kind else PROBES
            for features in ("missing-only", "all"):
                indicator = MissingIndicator(missing_values=missing, features=features, error_on_new=False).fit(table)
                known = {"input": values, "features": [features.upper().replace("-", "_")]}
                label = kind + name + " " + features
                if len(indicator.features_) == 0:
                    file.differs(label, "must have a missing value", **known)
                else:
                    out = indicator.transform(objects(probes) if kind else column(probes))
                    file.case(label, **known, probe=probes, out=out.astype(float))
    file.write()


def onehot(folder):
    file = File(folder, "onehot")
    settings = {
        "zeros": {"handle_unknown": "ignore"},
        "other": {"handle_unknown": "infrequent_if_exist", "min_frequency": 2},
        "share": {"handle_unknown": "infrequent_if_exist", "min_frequency": 0.3},
        "most": {"handle_unknown": "infrequent_if_exist", "max_categories": 3},
        "first": {"drop": "first", "handle_unknown": "ignore"},
        "binary": {"drop": "if_binary", "handle_unknown": "ignore"},
    }
    frequencies = {"frequencies": list("aaabbcd"), "tie": list("aaabbccdd"), "two": ["b", "a", "b"]}
    share = {"tenths": list("aaaabbbccd")}
    for kind, cases in (("", NUMBERS), ("text ", dict(TEXTS, **frequencies, **share))):
        for name, values in cases.items():
            for label, arguments in settings.items():
                known = {"input": values, "setting": [label]}
                if name == "all_missing":
                    file.differs(kind + name + " " + label, "must have a value to fit to", **known)
                    continue
                table = objects(values) if kind else column(values)
                encoder = OneHotEncoder(sparse_output=False, **arguments).fit(table)
                probes = sorted({v for v in values if v is not None and v == v}, key=str)[:12]
                probes += ["unseen", "", "A" + ASTRAL] if kind else ["3.75", "-2.5"] if name.endswith("text") else [3.75, -2.5]
                if any(v is None or v != v for v in values):
                    probes.append(None if kind else NAN)
                out = encoder.transform(objects(probes) if kind else column(probes))
                if out.shape[1] == 0:
                    file.differs(kind + name + " " + label, "outputs of onehot must be at least one", **known)
                    continue
                lines = {"names": encoder.get_feature_names_out([column_name(name)])} if kind else {}
                file.case(kind + name + " " + label, **known, **lines, width=[out.shape[1]], probe=probes, out=out)
    file.write()


def ordinal(folder):
    file = File(folder, "ordinal")
    for kind, cases in (("", NUMBERS), ("text ", TEXTS)):
        for name, values in cases.items():
            known = {"input": values}
            if name == "all_missing":
                file.differs(kind + name, "must have a value to fit to", **known)
                continue
            # scikit-learn gives None a place of its own, but NaN the code for missing values, as the library gives both.
            table = objects([NAN if v is None else v for v in values]) if kind else column(values)
            encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit(table)
            probes = list(values[:50])
            probes += ["unseen", "", "A" + ASTRAL] if kind else ["3.75", "-2.5"] if name.endswith("text") else [3.75, -2.5]
            asked = objects([NAN if v is None else v for v in probes]) if kind else column(probes)
            file.case(kind + name, **known, probe=probes, out=encoder.transform(asked))
    file.write()


def bounds(rule, values):
    """Numpy's words for what feature-engine's Winsorizer does; the deviation is that of the population."""
    present = column(values).ravel()
    present = present[~numpy.isnan(present)]
    if rule == "QUANTILE":
        return numpy.quantile(present, [0.05, 1 - 0.05])
    if rule == "IQR":
        low, high = numpy.quantile(present, [0.25, 0.75])
        return numpy.array([low - 1.5 * (high - low), high + 1.5 * (high - low)])
    return numpy.array([present.mean() - 3 * present.std(), present.mean() + 3 * present.std()])


def clip(folder):
    file = File(folder, "clip")
    for name, values in NUMBERS.items():
        for rule in ("QUANTILE", "IQR", "GAUSSIAN"):
            known = {"input": values, "rule": [rule]}
            if name == "all_missing":
                file.differs(name + " " + rule, "must have a value to fit to", **known)
                continue
            low, high = bounds(rule, values)
            if finite(low, high):
                out = numpy.clip(column(PROBES), low, high)
                file.case(name + " " + rule, **known, bounds=[low, high], probe=PROBES, out=out)
            else:
                file.differs(name + " " + rule, "must have finite bounds", **known)
    file.write()


def cyclic(folder):
    file = File(folder, "cyclic")
    for name, values in NUMBERS.items():
        for period, phase in ((7.0, 1.0), (24.0, 0.0), (365.0, 0.0), (365.2425, -3.5)):
            x = column(values).ravel()
            angle = ((2 * numpy.pi) * (x - phase)) / period
            out = numpy.stack([numpy.sin(angle), numpy.cos(angle)], axis=1)
            label = "%s %s %s" % (name, period, phase)
            if numpy.isinf(angle).any():
                file.differs(label, "is finite", input=values, circle=[period, phase])
            else:
                file.case(label, input=values, circle=[period, phase], out=out)
    file.write()


def main(folder):
    numpy.seterr(all="ignore")
    warnings.simplefilter("ignore")
    for step in (minmax, standard, impute, missing_indicator, onehot, ordinal, clip, cyclic):
        step(folder)


if __name__ == "__main__":
    main(sys.argv[1])
