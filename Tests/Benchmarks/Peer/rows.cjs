// Rows of one request: every edge of the operation is read once a level, by a loader that collects the keys of its
// parents, as the package `dataloader` does.
"use strict";
const crypto = require("node:crypto");

// Collects keys until all promises that are settled now have run, then reads them together.
class Loader {
  constructor(read) {
    this.read = read;
    this.waiting = new Map();
  }

  load(key) {
    if (this.waiting.size === 0) Promise.resolve().then(() => process.nextTick(() => this.dispatch()));
    let entry = this.waiting.get(key);
    if (!entry) {
      entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      this.waiting.set(key, entry);
    }
    return entry.promise;
  }

  async dispatch() {
    const waiting = this.waiting;
    this.waiting = new Map();
    try {
      const values = await this.read([...waiting.keys()]);
      let index = 0;
      for (const entry of waiting.values()) entry.resolve(values[index++]);
    } catch (error) {
      for (const entry of waiting.values()) entry.reject(error);
    }
  }
}

const names = new Map();
function nameOf(text) {
  if (!names.has(text)) names.set(text, crypto.createHash("md5").update(text).digest("hex"));
  return names.get(text);
}

const pageSizeMax = 100;
const filterColumns = { cycle: "cycle", schoolYear: "school_year" };

class Rows {
  constructor(client) {
    this.client = client;
    this.loaders = new Map();
  }

  async select(text, values) {
    return (await this.client.query({ name: nameOf(text), text, values })).rows;
  }

  loader(node, read) {
    if (!this.loaders.has(node)) this.loaders.set(node, new Loader(read));
    return this.loaders.get(node);
  }

  // The row with a key, or null.
  row(node, type, list, key) {
    return this.loader(node, async (keys) => {
      const text = `SELECT t.id AS key${list.map((item) => `, ${item}`).join("")} FROM ${type.table} t WHERE t.id = ANY ($1::uuid[])`;
      const found = new Map((await this.select(text, [keys])).map((row) => [row.key, row]));
      return keys.map((key) => found.get(key) ?? null);
    }).load(key);
  }

  async page(shape, args) {
    const values = [];
    return pageOf(await this.select(selectPage(shape, args, values), values), shape, args);
  }

  // The pages of all parents that wait, by one lateral statement with a limit for each.
  pageOf(node, shape, args, key) {
    return this.loader(node, async (keys) => {
      const values = [keys];
      const text = `SELECT p.n, r.* FROM unnest($1::uuid[]) WITH ORDINALITY AS p (k, n)
        CROSS JOIN LATERAL (${selectPage(shape, args, values, `t.${shape.parentColumn} = p.k`)}) AS r ORDER BY p.n`;
      const pages = keys.map(() => []);
      for (const row of await this.select(text, values)) pages[row.n - 1].push(row);
      return pages.map((rows) => pageOf(rows, shape, args));
    }).load(key);
  }

  async groups(type, keys, { filter }) {
    const values = [];
    const items = keys.map(({ field, sql }) => `${sql} AS "${field}"`);
    const ordinals = keys.map((_, index) => index + 1);
    const rows = await this.select(
      `SELECT ${items}, count(*) AS count FROM ${type.table} t WHERE ${conditions(filter, values)}
        GROUP BY ${ordinals} ORDER BY ${ordinals}`, values);
    return rows.map((row) => ({ key: row, count: row.count }));
  }
}

function conditions(filter, values) {
  const all = Object.entries(filter ?? {}).map(([field, { eq }]) => `t.${filterColumns[field]} = $${values.push(eq)}`);
  return all.length > 0 ? all.join(" AND ") : "true";
}

function selectPage({ type, list, page }, { first, after, filter }, values, parent = "true") {
  const { table, order, direction } = type;
  let where = `${parent} AND ${conditions(filter, values)}`;
  if (after) {
    const [value, id] = JSON.parse(Buffer.from(after, "base64url"));
    where += ` AND (t.${order}, t.id) ${direction === "ASC" ? ">" : "<"} ($${values.push(value)}, $${values.push(id)})`;
  }
  const marks = page ? [`t.${order} AS mark_value`, "t.id AS mark_id"] : [];
  // A limit that is a parameter makes PostgreSQL plan anew each time: it takes it for a tenth of the rows.
  const limit = Math.min(first, pageSizeMax) + (page ? 1 : 0);
  return `SELECT ${[...list, ...marks]} FROM ${table} t WHERE ${where}
    ORDER BY t.${order} ${direction}, t.id ${direction} LIMIT ${limit}`;
}

function pageOf(rows, { page }, { first }) {
  if (!page) return { nodes: rows };
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = last && Buffer.from(JSON.stringify([last.mark_value, last.mark_id])).toString("base64url");
  return { nodes, pageInfo: { endCursor, hasNextPage: rows.length > first } };
}

module.exports = { Rows };
