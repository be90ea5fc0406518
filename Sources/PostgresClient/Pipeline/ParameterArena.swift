/// Lays out the parameters of a statement as libpq wants them, reusing its memory.
///
/// One arena serves one thread; a call copies the values, so no pointer outlives `withPointers`.
struct ParameterArena {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// The parallel arrays of PQsendQueryPrepared, valid during one call.
    @safe struct Pointers {
        let count: Int32
        let values: UnsafePointer<UnsafePointer<CChar>?>?
        let lengths: UnsafePointer<Int32>?
        let formats: UnsafePointer<Int32>?
    }

    private static let isNull = -1
    private static let textFormat: Int32 = 0
    private static let binaryFormat: Int32 = 1

    mutating func withPointers(
        of parameters: [StatementParameter], _ body: (Pointers) -> Int32
    ) -> Int32 {
        write(parameters)
        let offsets = offsets
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe withUnsafeTemporaryAllocation(
                of: UnsafePointer<CChar>?.self, capacity: max(1, offsets.count)
            ) { values in
                for (index, offset) in offsets.enumerated() {
                    let start = offset == Self.isNull ? nil : buffer.baseAddress
                    let value = unsafe start.map {
                        unsafe UnsafeRawPointer($0 + offset).assumingMemoryBound(to: CChar.self)
                    }
                    unsafe values.initializeElement(at: index, to: value)
                }
                return unsafe lengths.withUnsafeBufferPointer { lengths in
                    unsafe formats.withUnsafeBufferPointer { formats in
                        unsafe body(
                            Pointers(
                                count: Int32(offsets.count), values: values.baseAddress,
                                lengths: lengths.baseAddress, formats: formats.baseAddress))
                    }
                }
            }
        }
    }

    private mutating func write(_ parameters: [StatementParameter]) {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for parameter in parameters {
            let offset = bytes.count
            parameter.append(to: &bytes)
            offsets.append(parameter.isNull ? Self.isNull : offset)
            lengths.append(Int32(bytes.count - offset))
            formats.append(parameter.isInTextFormat ? Self.textFormat : Self.binaryFormat)
        }
        // An empty text still needs an address: a null pointer would mean null.
        if bytes.isEmpty { bytes.append(0) }
    }
}
