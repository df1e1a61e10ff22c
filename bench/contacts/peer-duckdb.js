// node peer-duckdb.js A|B|C contacts.csv THREADS: the same table by DuckDB, straight from the file, every
// column declared so that nothing is guessed.
const { DuckDBInstance } = require('@duckdb/node-api');
const [job, file, threads] = process.argv.slice(2);
const types = { contact_id: 'VARCHAR', partner: 'VARCHAR', site: 'VARCHAR', queue: 'VARCHAR', channel: 'VARCHAR', agent_id: 'VARCHAR',
	customer_id: 'VARCHAR', offered_at: 'VARCHAR', answered: 'BOOLEAN', abandoned: 'BOOLEAN', wait_seconds: 'INTEGER',
	talk_seconds: 'INTEGER', hold_seconds: 'INTEGER', wrap_seconds: 'INTEGER', transferred: 'BOOLEAN', resolved: 'BOOLEAN',
	csat: 'TINYINT', nps: 'TINYINT', ces: 'TINYINT', qa_score: 'DOUBLE', disposition: 'VARCHAR', cost: 'DOUBLE' };
const columns = Object.entries(types).map(([name, type]) => `'${name}': '${type}'`).join(', ');
const rows = `read_csv('${file.replaceAll("'", "''")}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
const figures = `count(*), count(*) FILTER (answered), count(*) FILTER (abandoned), count(*) FILTER (abandoned AND wait_seconds < 5),
	count(*) FILTER (answered AND wait_seconds <= 20), coalesce(sum(wait_seconds) FILTER (answered), 0)::BIGINT,
	coalesce(sum(talk_seconds + hold_seconds + wrap_seconds) FILTER (answered), 0)::BIGINT, count(csat), count(*) FILTER (csat >= 4),
	count(nps), count(*) FILTER (nps >= 9), count(*) FILTER (nps <= 6)`;
const p90 = job === 'A' ? '' : ', quantile_disc(wait_seconds, 0.9) FILTER (answered)';
const fcr = job === 'C' ? ', count(*) FILTER (answered AND resolved AND (later IS NULL OR later - second > 604800))' : '';
const from = job !== 'C' ? rows : `(SELECT *, lead(second) OVER (PARTITION BY customer_id ORDER BY second, contact_id) AS later
	FROM (SELECT *, epoch_us(offered_at::TIMESTAMPTZ) // 1000000 AS second FROM ${rows}))`;
const query = `SELECT partner, substr(offered_at, 1, 7) AS month, channel, ${figures}${p90}${fcr} FROM ${from}
	GROUP BY partner, month, channel ORDER BY partner, month, channel`;
(async () => {
	const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
	await connection.run("SET TimeZone = 'UTC'");
	await connection.run('SET preserve_insertion_order = false');
	const result = await connection.runAndReadAll(query);
	for (const row of result.getRows())
		console.log(row.map(value => (value === null ? '0' : String(value))).join(','));
})().catch(error => { console.error(error.message); process.exit(1); });
