#!/usr/bin/env python3
"""Spark for those who ask: spark.py CACHE starts a driver and two workers on this machine, from the package pyspark (served.py).

CACHE is a folder for the package. Java has to be there. Tables are views of CSV files, which every worker reads; a file alone is
dealt to both, a folder's files are read as they are. With a second word, `interpreted`, expressions are not compiled first: that
takes longer than counting a few rows does.
"""
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
from served import cache_of, header, installed, quoted, serve, skipped, written  # noqa: E402

if not shutil.which("java"):
    skipped("there is no Java")
installed(cache_of(sys.argv), "pyspark")
from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.types import StringType, StructField, StructType  # noqa: E402

MASTER = "local-cluster[2,1,1024]"
# What only planning depends on. A chain of SELECTs stays one: its expressions are not put into each other, nor are conditions moved
# to its beginning, where they would be all that they are made of; and it is put together at once, not as tables of their own.
RULES = "org.apache.spark.sql.catalyst.optimizer."
PLANNING = {"spark.sql.adaptive.enabled": "false", "spark.sql.optimizer.expressionProjectionCandidateLimit": "1",
            "spark.sql.optimizer.maxIterations": "2", "spark.sql.legacy.ctePrecedencePolicy": "LEGACY",
            "spark.sql.constraintPropagation.enabled": "false", "spark.sql.optimizer.runtime.bloomFilter.enabled": "false",
            "spark.sql.optimizer.dynamicPartitionPruning.enabled": "false",
            "spark.sql.optimizer.excludedRules": f"{RULES}CollapseProject,{RULES}PushDownPredicates,"
            f"{RULES}PushPredicateThroughNonJoin"}
# Trees of expressions are deep; and a process that lives for minutes, three beside each other, is not to compile its code twice.
JAVA = "-Xss16m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def started(folder):
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.chdir(folder)  # workers keep their logs there
    settings = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "2",
                "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.local.dir": folder,
                "spark.sql.warehouse.dir": folder, "spark.executor.memory": "1024m", "spark.log.level": "OFF",
                "spark.driver.memory": "3g", "spark.driver.extraJavaOptions": JAVA, "spark.executor.extraJavaOptions": JAVA}
    settings.update(PLANNING)
    if "interpreted" in sys.argv[2:]:
        settings.update({"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"})
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
        folder = os.path.isdir(path)
        columns = header(os.path.join(path, sorted(os.listdir(path))[0]) if folder else path)
        schema = StructType([StructField(c, StringType(), True) for c in columns])
        rows = spark.read.csv("file://" + path, schema=schema, header=True, quote='"', escape='"', multiLine=True, nullValue="\x01",
                              emptyValue="", ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False, lineSep=None, enforceSchema=True)
        rows = rows.selectExpr(*[value(c, types.get(c)) for c in columns])
        (rows if folder else rows.repartition(2).cache()).createOrReplaceTempView(quoted(name))

    def ask(sql, path):
        answer = spark.sql(sql.rstrip().rstrip(";"))
        written(path, answer.columns, [["" if v is None else v for v in row] for row in answer.collect()])

    def drop(name):
        spark.catalog.dropTempView(name)

    try:
        serve(load, ask, drop, threads=2)
    finally:
        spark.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
