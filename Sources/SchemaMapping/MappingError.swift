package import GraphQLLanguage

/// A mismatch between the SDL and the database, or a use of a mapping directive that has no
/// meaning.
package struct MappingError: Error, Hashable, Sendable {
    package let problem: Problem
    /// The type or field in question, such as `Community.zone`.
    package let coordinate: String
    package let location: SourceLocation

    /// What is wrong.
    package enum Problem: Hashable, Sendable {
        case unknownRelation(String)
        case missingPrimaryKey(relation: String)
        case rowSecurityNotForced(relation: String)
        case unknownColumn(String, relation: String)
        case unsupportedColumnType(column: String, typeName: String)
        case incompatibleType(column: String, typeName: String, fieldType: String)
        case nullableColumn(String, relation: String)
        case unknownComputation(String, relation: String)
        case computationNamedAsColumn(String, relation: String)
        case viewNotProtected(relation: String)
        case missingForeignKey(columns: [String], from: String, to: String)
        case nullableReference(columns: [String])
        case targetNotMapped(String)
        case fieldNotMapped
        case missingAccess
        case malformedName(String)
        case lookupArguments(expected: Int, actual: Int)
        case unsupportedKey(column: String, typeName: String, argumentType: String)
        case unorderedColumn(column: String, typeName: String)
        case unsearchableColumn(column: String, typeName: String)
        case missingCommand
        case unknownFunction(String)
        case commandArguments
        case commandInput(parameter: String, function: String)
        case commandParameter(field: String, function: String)
        case commandPayload(String)
        case commandResult(column: String, function: String)
        case lookupOfMany
        case missingTypeColumn
        case misplacedTypeColumn
        case typeColumnNotText(column: String, typeName: String)
        case possibleTypeNotMapped(String)
        case possibleTypeKey(type: String, column: String, typeName: String, relation: String)
        case misplacedDirective(String)
        case malformedWeight(String)
        case assumedSize(Int)
        case listSizeSaysNothing
        case slicingArgument(String)
        case sizedField(String)
        case sizeOfNoList
        case unsupportedRootType(String)
    }

    package init(_ problem: Problem, at coordinate: String, _ location: SourceLocation) {
        self.problem = problem
        self.coordinate = coordinate
        self.location = location
    }

    /// What is wrong and how to mend it.
    package var message: String { "\(coordinate): \(problem.message)" }
}

/// Every mismatch that was found, in the order of the schema.
package struct MappingErrors: Error, Sendable {
    package let errors: [MappingError]
}

extension MappingError.Problem {
    fileprivate var message: String {
        switch self {
        case .unknownRelation(let name):
            "there is no relation \(name); create it in a migration or correct @relation."
        case .missingPrimaryKey(let relation):
            "\(relation) has no primary key, which paging needs."
        case .rowSecurityNotForced(let relation):
            "row-level security is not enabled and forced on \(relation);"
                + " without it every office would see every row."
        case .viewNotProtected(let relation):
            "the view \(relation) must be WITH (security_invoker = true) and read only tables on"
                + " which row-level security is enabled and forced;"
                + " without it every office would see every row."
        case .unknownColumn(let column, let relation):
            "\(relation) has no column \(column); correct @column or add the column."
        case .unsupportedColumnType(let column, let typeName):
            "column \(column) has the type \(typeName), which cannot be bound to a field."
        case .incompatibleType(let column, let typeName, let fieldType):
            "column \(column) has the type \(typeName),"
                + " which does not fit the field type \(fieldType)."
        case .nullableColumn(let column, let relation):
            "the field is non-null but \(relation).\(column) may be null;"
                + " drop the ! or add NOT NULL."
        case .unknownComputation(let function, let relation):
            "there is no function \(function)(\(relation)) that gives one value and is STABLE or"
                + " IMMUTABLE; create it or correct @computed."
        case .computationNamedAsColumn(let name, let relation):
            "\(relation) has a column \(name) already; name the function otherwise."
        case .missingForeignKey(let columns, let from, let to):
            "\(from) has no foreign key on (\(columns.joined(separator: ", ")))"
                + " that refers to \(to)."
        case .nullableReference(let columns):
            "the field is non-null but (\(columns.joined(separator: ", "))) may be null;"
                + " drop the ! or add NOT NULL."
        case .targetNotMapped(let type):
            "\(type) is not bound to a relation; add @relation to it."
        case .fieldNotMapped:
            "a field of an object type needs @reference or @collection."
        case .missingAccess:
            "no @access says which roles may read it, so nobody could; add @access to the type."
        case .malformedName(let name):
            "\"\(name)\" cannot be a name in SQL:"
                + " letters, digits and underscores, at most 63 bytes."
        case .lookupArguments(let expected, let actual):
            "@lookup names \(expected) columns but the field has \(actual) arguments."
        case .unsupportedKey(let column, let typeName, let argumentType):
            "column \(column) of the type \(typeName)"
                + " cannot be looked up by an argument of the type \(argumentType)."
        case .unorderedColumn(let column, let typeName):
            "column \(column) has the type \(typeName), which rows cannot be ordered by."
        case .unsearchableColumn(let column, let typeName):
            "column \(column) has the type \(typeName); a search looks into a text."
        case .missingCommand:
            "a field of the mutation type needs @command."
        case .unknownFunction(let name):
            "there is no function \(name) that returns one row;"
                + " create it in db/repeatable or correct @command."
        case .commandArguments:
            "a command has one argument, a non-null input object."
        case .commandInput(let parameter, let function):
            "\(function) takes \(parameter), for which the input has no field of a type that fits."
        case .commandParameter(let field, let function):
            "\(function) has no parameter for the input field \(field)."
        case .commandPayload(let type):
            "\(type) must have \"errors: [CommandError!]!\" and one nullable field of a type"
                + " with @relation."
        case .commandResult(let column, let function):
            "\(function) does not return \(column), by which the row is read back."
        case .lookupOfMany, .missingTypeColumn, .misplacedTypeColumn, .typeColumnNotText,
            .possibleTypeNotMapped, .possibleTypeKey:
            abstractMessage
        case .misplacedDirective(let name):
            "@\(name) has no meaning here."
        case .malformedWeight(let weight):
            "the weight \"\(weight)\" of @cost is no number from 0 to"
                + " \(Int(CostLimits.weightMax))."
        case .assumedSize(let size):
            "the assumedSize \(size) of @listSize is not from 0 to \(CostLimits.assumedSizeMax)."
        case .listSizeSaysNothing:
            "@listSize needs an assumedSize or slicingArguments."
        case .slicingArgument(let name):
            "the field has no argument \(name) of the type Int, or a list, which @listSize names."
        case .sizedField(let name):
            "the field's type has no list \(name), which @listSize names."
        case .sizeOfNoList:
            "the field is no list; @listSize must name its lists in sizedFields."
        case .unsupportedRootType(let name):
            "the operation type \(name) is not served yet."
        }
    }
}

extension MappingError.Problem {
    /// What is wrong with an interface or union, or with a lookup of many rows.
    private var abstractMessage: String {
        switch self {
        case .lookupOfMany:
            "a lookup of many rows has one argument, a non-null list of non-null keys,"
                + " and is a non-null list of nullable rows."
        case .missingTypeColumn:
            "@relation of an interface or union needs typeColumn:"
                + " the column with the name of each row's object type."
        case .misplacedTypeColumn:
            "typeColumn has a meaning on interfaces and unions only."
        case .typeColumnNotText(let column, let typeName):
            "column \(column) has the type \(typeName); the names of types are texts."
        case .possibleTypeNotMapped(let type):
            "its possible type \(type) is not bound to a relation; add @relation to it."
        case .possibleTypeKey(let type, let column, let typeName, let relation):
            "\(relation) has no column \(column) of the type \(typeName),"
                + " which is in the key of its possible type \(type)."
        default: preconditionFailure("only problems of abstract types come here")
        }
    }
}
