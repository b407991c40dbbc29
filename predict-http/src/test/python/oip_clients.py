"""Asks the iris model as Triton's and KServe's clients in Python do, with the HTTP libraries that they use.

The clients themselves are not packaged by Debian. What they add to these libraries is putting requests together, which is
done here as they do it: oip_clients.py HOST:PORT
"""
import asyncio
import json
import struct
import sys

import aiohttp
import geventhttpclient
import httpx
import numpy as np

HOST = sys.argv[1]
ROWS = np.array([[5.1, 3.5, 1.4, 0.2], [5.9, 3.0, 5.1, 1.8], [6.0, 2.9, 4.5, 1.5]])
COLUMNS = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
LABELS = ["setosa", "virginica", "versicolor"]
LENGTH = "Inference-Header-Content-Length"


def numpy_request(**parameters):
    """A column of numpy an input, all raw; no outputs, so all of them raw, too."""
    inputs, raw = [], b""
    for i, name in enumerate(COLUMNS):
        data = ROWS[:, i : i + 1].tobytes()
        inputs.append({"name": name, "shape": [len(ROWS), 1], "datatype": "FP64",
                       "parameters": {"binary_data_size": len(data)}})
        raw += data
    body = json.dumps({"inputs": inputs, "parameters": {"binary_data_output": True, **parameters}}).encode()
    return body + raw, len(body)


def read(content, json_length):
    """The outputs by name, as numpy arrays."""
    head = json.loads(content[:json_length])
    outputs, at = {}, json_length
    for output in head["outputs"]:
        size = output["parameters"]["binary_data_size"]
        raw, at = content[at : at + size], at + size
        if output["datatype"] == "BYTES":
            texts, i = [], 0
            while i < size:
                (n,) = struct.unpack_from("<I", raw, i)
                texts.append(raw[i + 4 : i + 4 + n].decode())
                i += 4 + n
            outputs[output["name"]] = np.array(texts).reshape(output["shape"])
        else:
            outputs[output["name"]] = np.frombuffer(raw, "<f8").reshape(output["shape"])
    assert at == len(content), "bytes left over"
    return outputs


def check(outputs):
    assert list(outputs["predict"].flatten()) == LABELS, outputs
    proba = outputs["predict_proba"]
    assert proba.shape == (3, 3) and np.allclose(proba.sum(axis=1), 1), outputs


def triton():
    host, port = HOST.split(":")
    client = geventhttpclient.HTTPClient(host, int(port), concurrency=1)
    assert client.get("/v2/health/ready").status_code == 200
    assert json.loads(client.get("/v2/models/iris").read())["platform"] == "predict4j_bundle"
    body, length = numpy_request(timeout=10_000_000)
    for _ in range(20):
        response = client.post("/v2/models/iris/infer", body=body, headers={LENGTH: length})
        content = response.read()
        assert response.status_code == 200, content
        check(read(content, int(response.get(LENGTH))))
    refused = client.post("/v2/models/iris/infer", body=body[:-1], headers={LENGTH: length})
    assert refused.status_code == 400 and "found" in json.loads(refused.read())["error"]
    stats = json.loads(client.get("/v2/models/iris/stats").read())["model_stats"][0]
    assert stats["inference_stats"]["fail"]["count"] >= 1 and stats["inference_count"] >= 60, stats
    missing = client.post("/v2/repository/index", body="")
    assert missing.status_code == 404 and json.loads(missing.read())["error"]
    client.close()


async def triton_aio():
    async with aiohttp.ClientSession(f"http://{HOST}", auto_decompress=False) as session:
        async with session.get("/v2") as response:
            assert "binary_tensor_data" in json.loads(await response.read())["extensions"]
        body, length = numpy_request()
        async with session.post("/v2/models/iris/infer", data=body, headers={LENGTH: str(length)}) as response:
            assert response.status == 200
            check(read(await response.read(), int(response.headers[LENGTH])))
        # JSON alone goes out as application/octet-stream
        matrix = {"inputs": [{"name": "m", "shape": [3, 4], "datatype": "FP64", "data": ROWS.flatten().tolist()}]}
        async with session.post("/v2/models/iris/infer", data=json.dumps(matrix).encode()) as response:
            assert response.content_type == "application/json"
            assert json.loads(await response.read())["outputs"][0]["data"] == LABELS


async def kserve():
    async with httpx.AsyncClient(base_url=f"http://{HOST}") as client:
        assert (await client.get("/v2/health/live")).json().get("live")
        assert (await client.get("/v2/models/iris/ready")).json().get("ready")
        request = {"id": "ä", "model_name": "iris", "inputs": [
            {"name": "input-0", "shape": [3, 4], "datatype": "FP64", "data": ROWS.tolist()}]}
        answer = await client.post("/v2/models/iris/infer", content=json.dumps(request, ensure_ascii=False).encode())
        assert answer.json()["id"] == "ä" and answer.json()["outputs"][0]["data"] == LABELS
        body, length = numpy_request()
        headers = {LENGTH: str(length), "content-type": "application/octet-stream"}
        answer = await client.post("/v2/models/iris/infer", content=body, headers=headers)
        check(read(answer.content, int(answer.headers[LENGTH])))
        refused = await client.post("/v2/models/iris/infer", content=b"{}")
        assert refused.status_code == 400 and refused.headers["content-type"] == "application/json"


triton()
print(f"geventhttpclient {geventhttpclient.__version__}, as in Triton's client: as expected")
asyncio.run(triton_aio())
print(f"aiohttp {aiohttp.__version__}, as in Triton's asyncio client: as expected")
asyncio.run(kserve())
print(f"httpx {httpx.__version__}, as in KServe's client: as expected")
