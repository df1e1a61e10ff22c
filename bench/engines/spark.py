#!/usr/bin/env python3
"""spark.py CACHE FILE.sql FOLDER: Spark answers the statements of `journey sql`, each to a file of FOLDER for `judge --answers`.

A driver and two workers on this machine, from the package pyspark below CACHE (tests/agree/engines/spark.py).
"""
import json
import os
import re
import subprocess
import sys

SCRIPT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", "tests", "agree", "engines", "spark.py")


def main():
    cache, sql, folder = sys.argv[1:4]
    with open(sql, encoding="utf-8") as file:
        texts = [text for text in re.split(r";\n+(?=-- |$)", file.read()) if text.strip()]
    asked = {"statements": [[text, os.path.join(os.path.abspath(folder), f"{n}.csv")] for n, text in enumerate(texts)]}
    os.makedirs(folder, exist_ok=True)
    engine = subprocess.Popen([sys.executable, SCRIPT, cache], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    said = engine.stdout.readline().strip()
    if said != "ready":
        sys.exit(f"spark.py: {said or 'it does not start'}")
    engine.stdin.write(json.dumps(asked) + "\n")
    engine.stdin.close()
    answer = json.loads(engine.stdout.readline() or '{"error": "it ended"}')
    engine.wait()
    if answer["error"]:
        sys.exit(f"spark.py: {answer['error']}")


if __name__ == "__main__":
    main()
