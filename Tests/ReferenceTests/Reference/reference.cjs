// Answers questions about GraphQL with graphql-js, one JSON object a line.
//
// The package's directory is the only argument. A question names its `operation`; the other
// members are that operation's input. The answer to the question on a line is the next line of the
// output. A failure of the reference itself is answered with {"failure": ...}, so that one question
// cannot end the conversation.
//
// The operations are the same as in reference.py; CONTRIBUTING.md lists them.
"use strict";

const path = require("path");
const readline = require("readline");

const directory = path.resolve(process.argv[2]);
const graphql = require(directory);
const { validateSDL } = require(path.join(directory, "validation", "validate.js"));

/** SDL that makes no schema, with every error of the stage that finds the first. */
class InvalidSchema extends Error {
  constructor(stage, errors) {
    super();
    this.stage = stage;
    this.errors = errors;
  }
}

function presented(error) {
  const places = error.locations ?? [];
  return {
    message: error.message,
    locations: places.map(({ line, column }) => ({ line, column })),
  };
}

/** The schema of a text; only its defects of meaning are collected, those of syntax escape. */
function schemaFrom(sdl) {
  const document = graphql.parse(sdl);
  let errors = validateSDL(document);
  if (errors.length > 0) throw new InvalidSchema("document", errors);
  const schema = graphql.buildASTSchema(document, { assumeValidSDL: true });
  errors = graphql.validateSchema(schema);
  if (errors.length > 0) throw new InvalidSchema("types", errors);
  return schema;
}

const schemas = new Map();

/** The schema of a text, kept, as many documents are validated against one schema. */
function rememberedSchema(sdl) {
  if (!schemas.has(sdl)) {
    if (schemas.size > 16) schemas.clear();
    schemas.set(sdl, schemaFrom(sdl));
  }
  return schemas.get(sdl);
}

const scalars = { Int: 2, Float: 3.14, String: "str", ID: "id", Boolean: true };

/** A value that depends on the type alone. */
function mockValue(type) {
  if (graphql.isNonNullType(type)) return mockValue(type.ofType);
  if (graphql.isListType(type)) return [mockValue(type.ofType), mockValue(type.ofType)];
  if (graphql.isEnumType(type)) return type.getValues()[0].value;
  if (graphql.isScalarType(type)) return scalars[type.name] ?? "str";
  return {};
}

/** A union's first member by name, an interface's last implementation by name. */
function mockType(value, context, info, abstract) {
  const names = info.schema.getPossibleTypes(abstract).map((type) => type.name).sort();
  return graphql.isUnionType(abstract) ? names[0] : names[names.length - 1];
}

function presentedChange({ type, description }) {
  return { type, description };
}

const operations = {
  parse({ document }) {
    return { errors: [], printed: graphql.print(graphql.parse(document)) };
  },

  validate({ schema, document }) {
    const parsed = graphql.parse(document);
    const errors = graphql.validate(rememberedSchema(schema), parsed);
    return { errors: errors.map(presented) };
  },

  schema({ schema }) {
    return { errors: [], printed: graphql.printSchema(rememberedSchema(schema)) };
  },

  client_schema({ introspection }) {
    const built = graphql.buildClientSchema(introspection);
    const errors = graphql.validateSchema(built).map(presented);
    return { errors, printed: graphql.printSchema(built) };
  },

  introspect({ schema }) {
    const options = { inputValueDeprecation: true, oneOf: true };
    const introspection = graphql.introspectionFromSchema(rememberedSchema(schema), options);
    return { errors: [], introspection };
  },

  changes({ old: oldText, new: newText }) {
    const oldSchema = schemaFrom(oldText);
    const newSchema = schemaFrom(newText);
    const breaking = graphql.findBreakingChanges(oldSchema, newSchema).map(presentedChange);
    const dangerous = graphql.findDangerousChanges(oldSchema, newSchema).map(presentedChange);
    return { errors: [], breaking, dangerous };
  },

  execute({ schema, document, operationName, variables }) {
    const response = graphql.executeSync({
      schema: rememberedSchema(schema),
      document: graphql.parse(document),
      rootValue: {},
      operationName,
      variableValues: variables,
      fieldResolver: (source, args, context, info) => mockValue(info.returnType),
      typeResolver: mockType,
    });
    return { errors: [], response };
  },
};

function answer(question) {
  if (question.operation === "version") return { version: graphql.version };
  try {
    return operations[question.operation](question);
  } catch (error) {
    if (error instanceof InvalidSchema) {
      return { errors: error.errors.map(presented), stage: error.stage };
    }
    if (error instanceof graphql.GraphQLError) return { errors: [presented(error)] };
    return { failure: `${error.name}: ${error.message}` };
  }
}

const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
lines.on("line", (line) => process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + "\n"));
