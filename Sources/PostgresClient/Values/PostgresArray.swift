/// Builds the binary format of a one-dimensional array, element by element.
///
/// The layout is that of `array_send` in PostgreSQL's `arrayfuncs.c`: dimensions, null flag,
/// element type, length, lower bound, then each element's length (−1 for null) and bytes.
package struct PostgresArray: Sendable {
    package let elementType: OID
    /// How many elements were appended so far.
    package private(set) var count = 0
    private var hasNull = false
    private var elements: [UInt8] = []

    package init(elementType: OID) {
        self.elementType = elementType
    }

    /// Appends an element from its binary format, such as a key read from a row.
    package mutating func append(_ bytes: Span<UInt8>) {
        elements.appendBigEndian(Int32(bytes.count))
        unsafe bytes.withUnsafeBufferPointer { unsafe elements.append(contentsOf: $0) }
        count += 1
    }

    /// Appends an element.
    package mutating func append(_ element: StatementParameter) {
        guard !element.isNull else { return appendNull() }
        let lengthOffset = elements.count
        elements.appendBigEndian(Int32(0))
        element.append(to: &elements)
        let length = UInt32(elements.count - lengthOffset - 4)
        for index in 0..<4 {
            elements[lengthOffset + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index))
        }
        count += 1
    }

    package mutating func appendNull() {
        elements.appendBigEndian(Int32(-1))
        hasNull = true
        count += 1
    }

    /// The array as the value of a parameter.
    package var parameter: StatementParameter {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + elements.count)
        bytes.appendBigEndian(Int32(count == 0 ? 0 : 1))
        bytes.appendBigEndian(Int32(hasNull ? 1 : 0))
        bytes.appendBigEndian(Int32(bitPattern: elementType.rawValue))
        if count > 0 {
            bytes.appendBigEndian(Int32(count))
            bytes.appendBigEndian(Int32(1))
            bytes.append(contentsOf: elements)
        }
        return .binary(bytes)
    }
}

extension StatementParameter {
    /// A one-dimensional array of the given elements.
    package static func array(of elementType: OID, _ elements: [StatementParameter]) -> Self {
        var array = PostgresArray(elementType: elementType)
        for element in elements { array.append(element) }
        return array.parameter
    }
}
