import SchemaMapping

/// A leaf that is written without a look at its encoding's details.
package struct PlainLeaf: Sendable {
    /// How its bytes become JSON.
    package enum Kind: UInt8, Sendable {
        case string
        case uuid
        case date
        case int
        case boolean
        /// One of `ResponseField.encodedValues`.
        case enumeration
    }

    package let kind: Kind
    package let column: Int
}

extension ResponseField.Content {
    var plainLeaf: PlainLeaf? {
        guard case .leaf(let column, let leaf) = self, let kind = leaf.plainKind else { return nil }
        return PlainLeaf(kind: kind, column: column)
    }

    var encodedValues: [[UInt8]] {
        guard case .leaf(_, let leaf) = self, case .enumeration(let names) = leaf.encoding else {
            return []
        }
        return names.sorted().map(encodedString)
    }
}

extension BoundLeaf {
    fileprivate var plainKind: PlainLeaf.Kind? {
        switch encoding {
        case .string: .string
        case .identifier where column.type == .uuid: .uuid
        case .identifier where column.type == .text: .string
        case .date: .date
        case .int: .int
        case .boolean: .boolean
        case .enumeration: .enumeration
        default: nil
        }
    }
}
