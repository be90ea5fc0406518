/// Strings laid out as C wants them: pointers to NUL-terminated bytes, ended by a null pointer.
///
/// Used where calls are rare (connecting, administration); requests have an arena of their own.
struct CStringArray {
    private let bytes: [CChar]
    private let offsets: [Int?]

    init(_ strings: [String?]) {
        var bytes: [CChar] = []
        offsets = strings.map { string in
            guard let string else { return nil }
            let offset = bytes.count
            bytes.append(contentsOf: string.utf8CString)
            return offset
        }
        self.bytes = bytes
    }

    /// Calls `body` with the array of pointers, valid only during the call.
    func withPointers<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
    ) -> Value {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var pointers: [UnsafePointer<CChar>?] = unsafe offsets.map { offset in
                guard let offset else { return nil }
                return unsafe buffer.baseAddress?.advanced(by: offset)
            }
            unsafe pointers.append(nil)
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
