/// The first fields of an object, as far as they are leaves that most rows have, laid out so that
/// rows are written without looking at a class.
///
/// Plans are shared by all threads, and counting references to what they share is the dearest part
/// of writing a small value. What is here is read through spans that are taken once a list.
package final class FlatRow: Sendable {
    /// A member of the object.
    package struct Member: Sendable {
        package let leaf: PlainLeaf
        package let isNonNull: Bool
        /// Where `,"name":` stands in the texts.
        package let name: Range<Int>
        /// Where the quoted values of an enum stand, one after the other.
        package let values: Range<Int>
    }

    package let members: [Member]
    package let texts: [UInt8]
    /// The fields that come after the members.
    package let rest: [ResponseField]

    /// nil where the first field is of another kind.
    init?(_ fields: [ResponseField]) {
        let leading = fields.prefix { $0.plainLeaf != nil }
        guard !leading.isEmpty else { return nil }
        var members: [Member] = []
        var texts: [UInt8] = []
        members.reserveCapacity(leading.count)
        func place(_ parts: [[UInt8]]) -> Range<Int> {
            let start = texts.count
            for part in parts { texts += part }
            return start..<texts.count
        }
        for field in leading {
            guard let leaf = field.plainLeaf else { break }
            members.append(
                Member(
                    leaf: leaf, isNonNull: field.isNonNull, name: place([field.encodedName]),
                    values: place(field.encodedValues)))
        }
        self.members = members
        self.texts = texts
        rest = Array(fields[leading.endIndex...])
    }
}
