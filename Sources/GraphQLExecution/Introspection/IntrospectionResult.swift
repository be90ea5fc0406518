import GraphQLLanguage
package import GraphQLTypeSystem
import GraphQLValidation

/// The answer to the introspection that code generators and editors send, as JSON:
/// `{"__schema":{…}}`.
///
/// Everything is asked for: deprecated elements, descriptions, `isOneOf` and `specifiedByURL`.
package struct IntrospectionResult: Sendable {
    package let json: [UInt8]

    /// - Throws: `ExecutionLimitExceeded` for a schema of more than some hundred thousand elements.
    package init(_ schema: Schema) throws(ExecutionLimitExceeded) {
        let operation = Self.operation(for: schema)
        let result = try execute(
            operation, on: IntrospectionRoot(schema), variableValues: [:],
            limits: ExecutionLimits(valuesMax: Self.valuesMax))
        json = result.value ?? []
    }

    /// Values of one result: the schemas of the largest services have some hundred thousand.
    static let valuesMax = 20_000_000

    private static func operation(for schema: Schema) -> ExecutableOperation {
        do {
            let document = try validate(try parse(Source(text)), against: schema).get()
            return try ExecutableOperation(selecting: nil, in: document)
        } catch {
            preconditionFailure("introspection is valid for every schema: \(error)")
        }
    }

    private static let text = """
        {
          __schema {
            description
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            types { ...Type }
            directives {
              name
              description
              isRepeatable
              locations
              args(includeDeprecated: true) { ...InputValue }
            }
          }
        }

        fragment Type on __Type {
          kind
          name
          description
          specifiedByURL
          isOneOf
          fields(includeDeprecated: true) {
            name
            description
            args(includeDeprecated: true) { ...InputValue }
            type { ...Reference }
            isDeprecated
            deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...Reference }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...Reference }
        }

        fragment InputValue on __InputValue {
          name
          description
          type { ...Reference }
          defaultValue
          isDeprecated
          deprecationReason
        }

        fragment Reference on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType {
            kind name ofType { kind name ofType { kind name ofType { kind name ofType {
              kind name ofType { kind name }
            } } } }
          } } } }
        }
        """
}
