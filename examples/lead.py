"""Every lead result, page by page: what is certainly and what is possibly over a threshold."""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from decimal import Decimal

API = os.environ.get("LEAFPROOF", "http://localhost:3000") + "/api/v1"
THRESHOLD = Decimal("0.5")  # mg/kg


def get(path, **query):
    address = f"{API}{path}?{urllib.parse.urlencode(query)}"
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 429:
                raise SystemExit(json.load(error)["detail"])
            time.sleep(int(error.headers["Retry-After"]))


def everything(path, **query):
    while True:
        page = get(path, **query)
        yield from page["items"]
        if page["next"] is None:
            return
        query["cursor"] = page["next"]


over = {"certainly": 0, "possibly": 0, "no": 0}
for result in everything("/results", analyte="lead", limit=200):
    lower, upper = result["lower"], result["upper"]  # exact decimals as text; None is unbounded
    if lower is not None and Decimal(lower) > THRESHOLD:
        over["certainly"] += 1
    elif upper is None or Decimal(upper) > THRESHOLD:
        over["possibly"] += 1
    else:
        over["no"] += 1

print(json.dumps(over))
