// Compares parsing and validating one operation, cold, with graphql-js on the same machine: rounds of both
// alternate, each a few hundred times the same work, and the medians of all rounds are compared. graphql-js is
// compiled by the JIT before the first round that counts.
//
//   node compare.cjs PATH_OF_LANGUAGE_BENCHMARK PATH_OF_GRAPHQL_JS
'use strict';
const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');

const times = Number(process.env.BENCH_TIMES ?? 300);
const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const leastRatio = Number(process.env.BENCH_LEAST_RATIO ?? 5);
const [benchmark, reference] = process.argv.slice(2);
const { parse, validate, buildSchema, version } = require(path.resolve(reference));

const schemaFile = path.join(__dirname, 'schema.graphql');
const operationFile = path.join(__dirname, 'operation.graphql');
const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
const text = readFileSync(operationFile, 'utf8');

/** The microseconds that `run` takes, on average. */
function microseconds(run) {
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; time++) run();
  return Number(process.hrtime.bigint() - start) / 1000 / times;
}

function parseAndValidate() {
  const errors = validate(schema, parse(text));
  if (errors.length > 0) throw errors[0];
}

function referenceRound() {
  return { parse: microseconds(() => parse(text)), both: microseconds(parseAndValidate) };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function main() {
  const child = spawn(benchmark, [schemaFile, operationFile, String(times)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ownRound = async () => {
    child.stdin.write('\n');
    const { value, done } = await lines.next();
    if (done) throw new Error('the benchmark ended early');
    const [parse, both] = value.split(' ').map((nanoseconds) => Number(nanoseconds) / 1000);
    return { parse, both };
  };
  for (let round = 0; round < 10; round++) referenceRound();
  for (let round = 0; round < 2; round++) await ownRound();
  const own = [];
  const theirs = [];
  for (let round = 0; round < rounds; round++) {
    own.push(await ownRound());
    theirs.push(referenceRound());
  }
  child.stdin.end();
  const pick = (results, name) => median(results.map((result) => result[name]));
  const row = (title, name) => {
    const [ours, other] = [pick(own, name), pick(theirs, name)];
    console.log(`${title.padEnd(20)} ${ours.toFixed(1).padStart(10)} ${other.toFixed(1).padStart(12)} ${(other / ours).toFixed(1).padStart(8)}`);
    return other / ours;
  };
  console.log(`${Buffer.byteLength(text)} bytes; medians of ${rounds} rounds of ${times}; node ${process.version}, graphql-js ${version}`);
  console.log('µs'.padEnd(20), 'mouwakaba'.padStart(10), 'graphql-js'.padStart(12), 'ratio'.padStart(8));
  row('parse', 'parse');
  const ratio = row('parse and validate', 'both');
  if (ratio < leastRatio) {
    console.error(`The ratio is below ${leastRatio}.`);
    process.exitCode = 1;
  }
}

main();
