"""Answers questions about GraphQL with graphql-core, one JSON object a line.

A question names its `operation`; the other members are that operation's input. The answer to the
question on a line is the next line of the output. A failure of the reference itself is answered
with {"failure": ...}, so that one question cannot end the conversation.

The operations are the same as in reference.cjs; CONTRIBUTING.md lists them.
"""

import json
import sys
import threading

import graphql
from graphql.language import OperationDefinitionNode
from graphql.utilities import find_breaking_changes, find_dangerous_changes
from graphql.validation.validate import validate_sdl


class InvalidSchema(Exception):
    """SDL that makes no schema, with every error of the stage that finds the first."""

    def __init__(self, stage, errors):
        super().__init__()
        self.stage = stage
        self.errors = errors


def presented(error):
    places = error.locations or []
    return {
        "message": error.message,
        "locations": [{"line": place.line, "column": place.column} for place in places],
    }


def schema_from(sdl):
    """The schema of a text; only its defects of meaning are collected, those of syntax escape."""
    document = graphql.parse(sdl)
    errors = validate_sdl(document)
    if errors:
        raise InvalidSchema("document", errors)
    schema = graphql.build_ast_schema(document, assume_valid_sdl=True)
    errors = graphql.validate_schema(schema)
    if errors:
        raise InvalidSchema("types", errors)
    return schema


def parse(question):
    document = graphql.parse(question["document"])
    return {"errors": [], "printed": graphql.print_ast(document)}


schemas = {}


def remembered_schema(sdl):
    """The schema of a text, kept, as many documents are validated against one schema."""
    if sdl not in schemas:
        if len(schemas) > 16:
            schemas.clear()
        schemas[sdl] = schema_from(sdl)
    return schemas[sdl]


def validate(question):
    document = graphql.parse(question["document"])
    schema = remembered_schema(question["schema"])
    errors = graphql.validate(schema, document)
    return {"errors": [presented(error) for error in errors]}


def schema(question):
    return {"errors": [], "printed": graphql.print_schema(remembered_schema(question["schema"]))}


def client_schema(question):
    built = graphql.build_client_schema(question["introspection"])
    errors = graphql.validate_schema(built)
    return {
        "errors": [presented(error) for error in errors],
        "printed": graphql.print_schema(built),
    }


def introspect(question):
    built = remembered_schema(question["schema"])
    return {"errors": [], "introspection": graphql.introspection_from_schema(built)}


def changes(question):
    old, new = schema_from(question["old"]), schema_from(question["new"])
    return {
        "errors": [],
        "breaking": [presented_change(change) for change in find_breaking_changes(old, new)],
        "dangerous": [presented_change(change) for change in find_dangerous_changes(old, new)],
    }


def presented_change(change):
    return {"type": change.type.name, "description": change.description}


SCALARS = {"Int": 2, "Float": 3.14, "String": "str", "ID": "id", "Boolean": True}


def mock_value(schema, type_):
    """A value that depends on the type alone."""
    if graphql.is_non_null_type(type_):
        return mock_value(schema, type_.of_type)
    if graphql.is_list_type(type_):
        return [mock_value(schema, type_.of_type) for _ in range(2)]
    if graphql.is_enum_type(type_):
        return next(iter(type_.values.values())).value
    if graphql.is_scalar_type(type_):
        return SCALARS.get(type_.name, "str")
    return {}


def mock_type(value, info, abstract):
    """A union's first member by name, an interface's last implementation by name."""
    names = sorted(type_.name for type_ in info.schema.get_possible_types(abstract))
    return names[0] if graphql.is_union_type(abstract) else names[-1]


def execute(question):
    built = remembered_schema(question["schema"])
    document = graphql.parse(question["document"])
    arguments = {
        "root_value": {},
        "variable_values": question.get("variables"),
        "operation_name": question.get("operationName"),
        "field_resolver": lambda source, info, **_: mock_value(info.schema, info.return_type),
        "type_resolver": mock_type,
    }
    result = graphql.execute_sync(built, document, **arguments)
    return {"errors": [], "response": result.formatted}


OPERATIONS = {
    "parse": parse,
    "validate": validate,
    "schema": schema,
    "client_schema": client_schema,
    "introspect": introspect,
    "changes": changes,
    "execute": execute,
}


def answer(question):
    operation = question["operation"]
    if operation == "version":
        return {"version": graphql.version}
    try:
        return OPERATIONS[operation](question)
    except InvalidSchema as invalid:
        errors = [presented(error) for error in invalid.errors]
        return {"errors": errors, "stage": invalid.stage}
    except graphql.GraphQLError as error:
        return {"errors": [presented(error)]}
    except Exception as failure:  # The next question deserves an answer.
        return {"failure": f"{type(failure).__name__}: {failure}"}


def main():
    for line in sys.stdin:
        answered = answer(json.loads(line))
        # A text of the reference may hold half a surrogate pair, which JSON cannot say.
        text = json.dumps(answered, ensure_ascii=False).encode("utf-8", "replace")
        sys.stdout.buffer.write(text + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    # Documents nest more deeply than Python's calls may by default.
    sys.setrecursionlimit(100_000)
    threading.stack_size(256 * 1024 * 1024)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
