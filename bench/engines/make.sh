#!/bin/sh
# make.sh ROWS FOLDER [SEED]: made-up contact records in FOLDER, as contacts.csv, as one file contacts.parquet, and as the folder
# by-month, a partition a month. What is there already is kept. DuckDB's library writes the Parquet: JOURNEY_DUCKDB names it.
# A hundred million rows need 15 GB for the CSV and 5 GB for the rest.
set -eu
rows=$1 folder=$2 seed=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cd "$folder"

test -e contacts.csv || {
	${CC:-cc} -O2 -o make-contacts "$here/../contacts/make-contacts.c"
	./make-contacts "$rows" "$seed" >contacts.csv.part
	mv contacts.csv.part contacts.csv
}
settings="SET TimeZone = 'UTC'; SET memory_limit = '4GB'; SET preserve_insertion_order = false; SET temp_directory = 'spilt'"
read="read_csv('contacts.csv', header = true, parallel = true, types = {'offered_at': 'TIMESTAMPTZ', 'customer_id': 'VARCHAR'})"
columns='partner, site, channel, customer_id, offered_at, answered, abandoned, wait_seconds, talk_seconds, hold_seconds,
	wrap_seconds, resolved, csat, nps'
test -e contacts.parquet || {
	"$here/duckdb.py" "$settings" "COPY (SELECT $columns FROM $read) TO 'contacts.part' (FORMAT parquet)"
	mv contacts.part contacts.parquet
}
test -e by-month || {
	"$here/duckdb.py" "$settings" "COPY (SELECT $columns, strftime(offered_at, '%Y-%m') AS month FROM 'contacts.parquet')
		TO 'by-month.part' (FORMAT parquet, PARTITION_BY (month))"
	mv by-month.part by-month
}
du -sh contacts.csv contacts.parquet by-month
