#!/usr/bin/env python3
"""Spark for those who ask: spark.py CACHE starts a driver and two workers on this machine, from the package pyspark (served.py).

CACHE is a folder for the package. Java has to be there. Tables are views of CSV files, which every worker reads.
"""
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
from served import header, installed, quoted, serve, skipped, written  # noqa: E402

if not shutil.which("java"):
    skipped("there is no Java")
installed(sys.argv[1] if len(sys.argv) > 1 else skipped("no folder for packages"), "pyspark")
from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.types import StringType, StructField, StructType  # noqa: E402

MASTER = "local-cluster[2,1,1024]"


def started(folder):
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.chdir(folder)  # workers keep their logs there
    settings = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "2",
                "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.local.dir": folder,
                "spark.sql.warehouse.dir": folder, "spark.executor.memory": "1024m", "spark.log.level": "OFF"}
    builder = SparkSession.builder.master(MASTER).appName("journey")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def value(column, kind):
    return f"CAST(NULLIF({quoted(column)}, '') AS {kind}) AS {quoted(column)}" if kind else quoted(column)


def main():
    folder = tempfile.mkdtemp(prefix="journey-spark-")
    spark = started(folder)

    def load(name, path, types):
        columns = header(path)
        schema = StructType([StructField(c, StringType(), True) for c in columns])
        rows = spark.read.csv("file://" + path, schema=schema, header=True, quote='"', escape='"', multiLine=True, nullValue="\x01",
                              emptyValue="", ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False, lineSep=None, enforceSchema=True)
        rows.selectExpr(*[value(c, types.get(c)) for c in columns]).repartition(2).cache().createOrReplaceTempView(quoted(name))

    def ask(sql, path):
        answer = spark.sql(sql.rstrip().rstrip(";"))
        written(path, answer.columns, [["" if v is None else v for v in row] for row in answer.collect()])

    try:
        serve(load, ask)
    finally:
        spark.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
