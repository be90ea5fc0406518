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
        bundle = SDLBundle(files: files)
        let document = CollectionExpansion.expand(try bundle.document())
        schema = try bundle.schema(of: document)
        publicDocument = document.withoutMapping
    }

    /// The schema that clients see: what they may ask, without how it is answered.
    ///
    /// - Throws: nothing that `init(files:)` would not have thrown.
    package func publicSchema() throws(SchemaProblems) -> Schema {
        try bundle.schema(of: publicDocument)
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

extension SDLBundle {
    /// The schema of any SDL as it stands.
    ///
    /// - Throws: `SchemaProblems` with every problem and its place.
    package func schema() throws(SchemaProblems) -> Schema {
        try schema(of: document())
    }

    fileprivate func document() throws(SchemaProblems) -> Document {
        do throws(SyntaxError) {
            return try parse(source, limits: .schema)
        } catch {
            throw SchemaProblems([SchemaProblem(error.message, at: [error.location], in: self)])
        }
    }

    fileprivate func schema(of document: Document) throws(SchemaProblems) -> Schema {
        do throws(SchemaErrors) {
            return try Schema.build(from: document)
        } catch {
            throw SchemaProblems(
                error.errors.map { SchemaProblem($0.message, at: $0.locations, in: self) })
        }
    }
}

/// One problem of a schema, with its place in the SDL files.
package struct SchemaProblem: Hashable, Sendable, CustomStringConvertible {
    package let message: String
    package let places: [SDLPlace]

    init(_ message: String, at locations: [SourceLocation], in bundle: SDLBundle) {
        self.message = message
        places = locations.map { bundle.place(of: $0) }
    }

    package var description: String {
        places.isEmpty
            ? message : "\(places.map(\.description).joined(separator: ", ")): \(message)"
    }
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
