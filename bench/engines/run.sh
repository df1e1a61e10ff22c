#!/bin/sh
# run.sh FOLDER [CACHE]: job B (bench/contacts/program.sh) over the contacts that make.sh has left in FOLDER: by journey itself from
# the CSV file, by DuckDB from one Parquet file and from partitions, by Spark on two workers where a CACHE for pyspark is named. All
# reports must be the same but for the names of files. JOURNEY_BIN names the program.
set -eu
folder=$1 cache=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
journey=$(realpath "${JOURNEY_BIN:-$here/../../build/release/journey}")
test -z "$cache" || { mkdir -p "$cache" && cache=$(realpath "$cache"); }
cd "$folder"

sh "$here/../contacts/program.sh" B >job.journey
same()
{
	"$here/same.py" own.json "$1"
}

echo 'journey, from the CSV file'
"$here/measured.py" "$journey" eval job.journey --data contacts=contacts.csv --format json >own.json
for where in contacts.parquet by-month; do
	echo "DuckDB, from $where"
	"$here/measured.py" "$journey" eval job.journey --engine duckdb::memory: --table "contacts=parquet:$where" \
		--format json >duckdb.json
	same duckdb.json
done
test -n "$cache" || exit 0
echo 'Spark, two workers, from by-month'
"$journey" sql job.journey --engine spark --table "contacts=parquet:$(pwd)/by-month" >spark.sql
rm -rf answers
"$here/measured.py" "$here/spark.py" "$cache" spark.sql answers
"$journey" judge job.journey --answers answers --format json >spark.json
same spark.json
echo "bytes of the answers: $(cat answers/*.csv | wc -c), packed by gzip: $(cat answers/*.csv | gzip -9 | wc -c)"
