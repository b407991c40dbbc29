"""A bike rental service as people write it: Flask, pandas and scikit-learn, rows under keys. Needs bike.pickle in $DATA."""

import os
import pickle
from pathlib import Path

import pandas
from flask import Flask, jsonify, request

app = Flask(__name__)
PICKLE = Path(os.environ["DATA"]) / "bike.pickle"
scaler, forest = pickle.loads(PICKLE.read_bytes()) if PICKLE.exists() else (None, None)


def features(days):
    """The day of the year instead of the date, all as numbers."""
    days = days.copy()
    days["dteday"] = pandas.to_datetime(days["dteday"]).dt.dayofyear - 1
    return days.astype(float).to_numpy()


@app.post("/api/makecalc/")
def makecalc():
    days = pandas.DataFrame.from_dict(request.get_json(), orient="index")
    counts = forest.predict(scaler.transform(features(days)))
    return jsonify({key: float(count) for key, count in zip(days.index, counts)})
