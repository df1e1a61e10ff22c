// POLARS_MAX_THREADS=n node peer-polars.js A|B|C contacts.csv: the same table by Polars, lazily, every column declared.
const pl = require('nodejs-polars');
const [job, file] = process.argv.slice(2);
const text = pl.Utf8, whole = pl.Int32, flag = pl.Bool;
const schema = { contact_id: text, partner: text, site: text, queue: text, channel: text, agent_id: text, customer_id: text, offered_at: text,
	answered: flag, abandoned: flag, wait_seconds: whole, talk_seconds: whole, hold_seconds: whole, wrap_seconds: whole, transferred: flag,
	resolved: flag, csat: whole, nps: whole, ces: whole, qa_score: pl.Float64, disposition: text, cost: pl.Float64 };
const col = pl.col;
const count = what => what.sum().cast(pl.Int64);
const figures = [
	pl.len().alias('a'), count(col('answered')).alias('b'), count(col('abandoned')).alias('c'),
	count(col('abandoned').and(col('wait_seconds').lt(5))).alias('d'),
	count(col('answered').and(col('wait_seconds').ltEq(20))).alias('e'),
	col('wait_seconds').cast(pl.Int64).filter(col('answered')).sum().alias('f'),
	col('talk_seconds').add(col('hold_seconds')).add(col('wrap_seconds')).cast(pl.Int64).filter(col('answered')).sum().alias('g'),
	col('csat').count().alias('h'), count(col('csat').gtEq(4)).alias('i'),
	col('nps').count().alias('j'), count(col('nps').gtEq(9)).alias('k'), count(col('nps').ltEq(6)).alias('l')];
// Moments are counted in microseconds. The value of rank ceil(0.9 n) of those in order.
const rank = count(col('answered')).mul(9).add(9).div(pl.lit(10)).cast(pl.Int64).sub(1);
if (job !== 'A')
	figures.push(col('wait_seconds').filter(col('answered')).sort().gather(rank).first().alias('m'));
let rows = pl.scanCSV(file, { schema, hasHeader: true });
if (job === 'C') {
	rows = rows
		.withColumns(col('offered_at').str.slice(0, 19).str.strptime(pl.Datetime('ms'), '%Y-%m-%dT%H:%M:%S').cast(pl.Int64).alias('at'))
		.withColumns(col('at').shift(-1).over('customer_id').alias('later'));
	const alone = col('later').isNull().or(col('later').sub(col('at')).gt(604800000000));
	figures.push(count(col('answered').and(col('resolved')).and(alone)).alias('n'));
}
const key = ['partner', 'month', 'channel'];
const table = rows.withColumns(col('offered_at').str.slice(0, 7).alias('month')).groupBy(key).agg(...figures).sort(key).collectSync();
process.stdout.write(table.writeCSV({ includeHeader: false }).toString());
