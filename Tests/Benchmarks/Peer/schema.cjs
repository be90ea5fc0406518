// The peer's schema: schema.graphql with resolvers. Lists and references resolve through Rows, all else by property.
"use strict";

// `columns` are fields with a column; `references` name a type and the column that holds its key; `collections` name
// a type and its column that holds the parent's key. Rows of a type are in its order, then by id.
const types = {
  School: {
    table: "app.school", order: "name_ar", direction: "ASC",
    columns: {
      id: "id", gresaCode: "gresa_code", name: "name_ar", nameFr: "name_fr", kind: "kind", cycle: "cycle",
      setting: "setting", openedOn: "opened_on",
    },
    references: { community: ["Community", "community_id"] },
    collections: { visits: ["Visit", "school_id"] },
  },
  Community: {
    table: "app.community", order: "name_ar", direction: "ASC",
    columns: { id: "id", name: "name_ar" },
    references: { zone: ["Zone", "zone_id"] },
    collections: { schools: ["School", "community_id"] },
  },
  Zone: {
    table: "app.zone", order: "name_ar", direction: "ASC",
    columns: { id: "id", name: "name_ar" }, references: {}, collections: {},
  },
  Person: {
    table: "app.person", order: "full_name_ar", direction: "ASC",
    columns: { id: "id", fullName: "full_name_ar" }, references: {}, collections: {},
  },
  Visit: {
    table: "app.visit", order: "visited_on", direction: "DESC",
    columns: {
      id: "id", visitedOn: "visited_on", mode: "mode", cycle: "cycle", purpose: "purpose", schoolYear: "school_year",
    },
    references: { school: ["School", "school_id"], escort: ["Person", "escort_id"] },
    collections: {},
  },
};

// The selected fields of one name or all, fragments included, as nodes of the document.
function selected(node, fragments, into = []) {
  for (const selection of node.selectionSet?.selections ?? []) {
    if (selection.kind === "Field") into.push(selection);
    else selected(selection.kind === "FragmentSpread" ? fragments[selection.name.value] : selection, fragments, into);
  }
  return into;
}

// What to read for the rows that a node selects: SQL expressions with the properties that the resolvers look for.
function selectList(type, node, fragments) {
  const list = new Map();
  for (const { name: { value: field } } of selected(node, fragments)) {
    if (type.columns[field]) list.set(field, type.columns[field]);
    else if (type.references[field]) list.set(`${field}_key`, type.references[field][1]);
    else if (type.collections[field]) list.set("parent_key", "id");
  }
  return [...list].map(([property, column]) => `t.${column} AS "${property}"`);
}

// Everything about a node of a cached document that no request changes is found once.
const known = new WeakMap();
function once(info, make) {
  const node = info.fieldNodes[0];
  if (!known.has(node)) known.set(node, make(node, selected(node, info.fragments)));
  return known.get(node);
}

function collection(target, parentColumn) {
  const type = types[target];
  return (parent, args, rows, info) => {
    const shape = once(info, (node, fields) => {
      const named = (name) => fields.find((field) => field.name.value === name);
      return {
        type, parentColumn, page: named("pageInfo") !== undefined, rows: named("nodes") ?? named("pageInfo"),
        list: named("nodes") ? selectList(type, named("nodes"), info.fragments) : [],
      };
    });
    if (!shape.rows) return { groups: (_, rows, info) => groups(type, args, rows, info) };
    return parentColumn ? rows.pageOf(info.fieldNodes[0], shape, args, parent.parent_key) : rows.page(shape, args);
  };
}

function groups(type, args, rows, info) {
  const keys = once(info, (node, fields) =>
    selected(fields.find((field) => field.name.value === "key"), info.fragments).map(({ name, arguments: given }) => ({
      field: name.value,
      sql: given.length > 0 ? `date_trunc('month', t.${type.columns[name.value]}::timestamp)::date` : `t.${type.columns[name.value]}`,
    })));
  return rows.groups(type, keys, args);
}

function makeSchema({ buildSchema }, sdl) {
  const schema = buildSchema(sdl);
  const list = (name, node, info) => once(info, (node) => selectList(types[name], node, info.fragments));
  for (const [name, type] of Object.entries(types)) {
    const fields = schema.getType(name).getFields();
    for (const [field, [target]] of Object.entries(type.references)) {
      fields[field].resolve = (row, _, rows, info) => row[`${field}_key`] &&
        rows.row(info.fieldNodes[0], types[target], list(target, info.fieldNodes[0], info), row[`${field}_key`]);
    }
    for (const [field, [target, column]] of Object.entries(type.collections)) {
      fields[field].resolve = collection(target, column);
    }
  }
  const query = schema.getQueryType().getFields();
  query.school.resolve = (_, { id }, rows, info) =>
    rows.row(info.fieldNodes[0], types.School, list("School", info.fieldNodes[0], info), id);
  for (const [field, target] of Object.entries({ schools: "School", communities: "Community", visits: "Visit" })) {
    query[field].resolve = collection(target);
  }
  return schema;
}

module.exports = { makeSchema };
