"""An iris service as people write it: FastAPI and scikit-learn, one flower as JSON. Needs iris.pickle in $DATA."""

import os
import pickle
from pathlib import Path

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
forest = pickle.loads((Path(os.environ["DATA"]) / "iris.pickle").read_bytes())


class Flower(BaseModel):
    sepal_length: float
    sepal_width: float
    petal_length: float
    petal_width: float


@app.post("/predict")
def predict(flower: Flower):
    shares = forest.predict_proba([[flower.sepal_length, flower.sepal_width, flower.petal_length, flower.petal_width]])[0]
    best = shares.argmax()
    return {"prediction": str(forest.classes_[best]), "confidence": float(shares[best]), "input": flower.dict()}
