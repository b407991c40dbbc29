"""Trains the forests of the Python services: train.py DIR reads iris.csv and bike.csv there, writes *.pickle."""

import csv
import pickle
import sys
from pathlib import Path

from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.preprocessing import MinMaxScaler

TREES = 100


def records(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def iris(directory):
    rows = [list(row.values()) for row in records(directory / "iris.csv")]
    features = [[float(x) for x in row[:4]] for row in rows]
    forest = RandomForestClassifier(TREES, random_state=42).fit(features, [row[4] for row in rows])
    (directory / "iris.pickle").write_bytes(pickle.dumps(forest))


def bike(directory):
    import pandas
    from flask_bike import features

    days = pandas.DataFrame(records(directory / "bike.csv")[:731])
    counts = days.mnth.astype(float) * 1000 + days.temp.astype(float) * 2000
    scaler = MinMaxScaler().fit(features(days))
    forest = RandomForestRegressor(TREES, random_state=42).fit(scaler.transform(features(days)), counts)
    (directory / "bike.pickle").write_bytes(pickle.dumps((scaler, forest)))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    iris(target)
    bike(target)
