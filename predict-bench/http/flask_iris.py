"""An iris service as people write it: Flask and scikit-learn, one flower in the query. Needs iris.pickle in $DATA."""

import os
import pickle
from pathlib import Path

from flask import Flask, jsonify, request

app = Flask(__name__)
forest = pickle.loads((Path(os.environ["DATA"]) / "iris.pickle").read_bytes())
NAMES = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


@app.get("/iris/api/v1.0/getpred")
def getpred():
    shares = forest.predict_proba([[float(request.args[name]) for name in NAMES]])[0]
    return jsonify(result=[{"class": label, "probability": float(p)} for label, p in zip(forest.classes_, shares)])


@app.post("/rows")
def rows():
    """Not in any article: what the same service does with many flowers at once."""
    flowers = [[float(flower[name]) for name in NAMES] for flower in request.get_json()]
    return jsonify(list(forest.predict(flowers)))
