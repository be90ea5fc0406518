// The peer of the benchmarks: graphql-js over node-postgres, as a careful team would write it by hand. One HTTP
// server in PEER_WORKERS processes; documents are parsed and validated once, tokens verified once, statements
// prepared by name; one transaction a request under the same policies as the server.
"use strict";
const cluster = require("node:cluster");
const crypto = require("node:crypto");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const packaged = (name) => require(path.join(process.env.PEER_PACKAGES, name));
const { execute, parse, validate } = packaged("graphql");
const pg = packaged("pg");
const { makeSchema } = require("./schema.cjs");
const { Rows } = require("./rows.cjs");

const cachedMax = 1000;
const key = fs.readFileSync(process.env.PEER_KEY_FILE, "utf8").trim();

class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Keeps what `make` answers for a key; the oldest goes first.
function cached(make) {
  const values = new Map();
  return (key) => {
    if (!values.has(key)) {
      if (values.size >= cachedMax) values.delete(values.keys().next().value);
      values.set(key, make(key));
    }
    return values.get(key);
  };
}

const principal = cached((authorization) => {
  const [header, payload, signature] = authorization.replace("Bearer ", "").split(".");
  const expected = crypto.createHmac("sha256", key).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature ?? "", "base64url");
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
    throw new Refusal(401, "The token is not valid.");
  }
  return JSON.parse(Buffer.from(payload, "base64url"));
});

function serve() {
  pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    max: Number(process.env.PEER_POOL ?? 4),
    options: "-c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on",
  });
  const schema = makeSchema(packaged("graphql"), fs.readFileSync(path.join(__dirname, "schema.graphql"), "utf8"));
  const document = cached((text) => {
    const document = parse(text);
    const errors = validate(schema, document);
    return { document, errors };
  });

  async function answer(request, body) {
    const { query, variables, operationName } = JSON.parse(body);
    const { document: parsed, errors } = document(query);
    if (errors.length > 0) throw new Refusal(400, errors[0].message);
    const { sub, office, exp } = principal(request.headers.authorization ?? "");
    if (exp * 1000 < Date.now()) throw new Refusal(401, "The token has expired.");

    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query({
        name: "begin_request",
        text: "SELECT office_known FROM access.begin_request($1, $2)",
        values: [sub, office],
      });
      const result = await execute({
        schema, document: parsed, variableValues: variables, operationName, contextValue: new Rows(client),
      });
      await client.query("COMMIT");
      client.release();
      return result;
    } catch (error) {
      client.release(error);
      throw error;
    }
  }

  http.createServer((request, response) => {
    if (request.url === "/health/ready") return response.end("{}");
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      let status = 200;
      let text;
      try {
        text = JSON.stringify(await answer(request, Buffer.concat(chunks).toString()));
      } catch (error) {
        status = error.status ?? 500;
        text = JSON.stringify({ errors: [{ message: error.message }] });
      }
      response.writeHead(status, {
        "Content-Type": "application/graphql-response+json", "Content-Length": Buffer.byteLength(text),
      });
      response.end(text);
    });
  }).listen(Number(process.env.PEER_PORT), "127.0.0.1");
}

if (cluster.isPrimary) {
  for (let worker = 0; worker < Number(process.env.PEER_WORKERS ?? 2); worker += 1) cluster.fork();
  cluster.on("exit", () => process.exit(1));
} else {
  serve();
}
