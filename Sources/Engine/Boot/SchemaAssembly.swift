package import GraphQLLanguage
package import GraphQLTypeSystem
package import SchemaMapping

/// A schema read from SDL files, with its collections expanded.
package struct AssembledSchema: Sendable {
    package let schema: Schema
    /// The SDL that clients may read.
    package let publicDocument: Document
    private let bundle: SDLBundle

    /// Parses and checks the files of a schema.
    ///
    /// - Throws: `SchemaProblems` with every problem and its place.
    package init(files: [SDLBundle.File]) throws(SchemaProblems) {
        let bundle = SDLBundle(files: files)
        let document: Document
        do throws(SyntaxError) {
            document = CollectionExpansion.expand(
                try parse(bundle.source, limits: ParserLimits()))
        } catch {
            throw SchemaProblems([SchemaProblem(error.message, at: [error.location], in: bundle)])
        }
        do throws(SchemaErrors) {
            schema = try Schema.build(from: document)
        } catch {
            throw SchemaProblems(
                error.errors.map { SchemaProblem($0.message, at: $0.locations, in: bundle) })
        }
        publicDocument = document.withoutMapping
        self.bundle = bundle
    }

    /// Binds the schema to the relations of a database.
    ///
    /// - Throws: `SchemaProblems` with every mismatch and its place.
    package func bind(to catalog: CatalogSnapshot) throws(SchemaProblems) -> SchemaMapping {
        do throws(MappingErrors) {
            return try SchemaMapping.bind(schema, to: catalog)
        } catch {
            throw SchemaProblems(
                error.errors.map { SchemaProblem($0.message, at: [$0.location], in: bundle) })
        }
    }
}

/// One problem of a schema, with its place in the SDL files.
package struct SchemaProblem: Hashable, Sendable, CustomStringConvertible {
    package let message: String
    /// Places such as `schema/places.graphql:12:3`.
    package let places: [String]

    init(_ message: String, at locations: [SourceLocation], in bundle: SDLBundle) {
        self.message = message
        places = locations.map { bundle.place(of: $0) }
    }

    package var description: String { "\(places.joined(separator: ", ")): \(message)" }
}

/// Every problem that was found.
package struct SchemaProblems: Error, Sendable, CustomStringConvertible {
    package let problems: [SchemaProblem]

    init(_ problems: [SchemaProblem]) {
        self.problems = problems
    }

    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
