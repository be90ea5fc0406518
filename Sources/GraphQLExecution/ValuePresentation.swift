import JSONBytes

/// A client's value as an error message shows it, such as `{ name: "منطقة", tags: [] }`.
///
/// It is cut where it grows beyond `PresentationLimits`.
func presented(_ value: JSONValue) -> String {
    presented(value, depth: 0)
}

/// A client's text as an error message shows it, cut where it grows too long.
func presented(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.prefix(PresentationLimits.stringScalarsMax)
    return start.endIndex == scalars.endIndex ? text : String(start) + "…"
}

private func presented(_ value: JSONValue, depth: Int) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let boolean): return boolean ? "true" : "false"
    case .number(let text): return presented(text)
    case .string(let string): return inQuotes(presented(string))
    case .array(let elements):
        if depth >= PresentationLimits.nestingMax, !elements.isEmpty { return "[Array]" }
        let shown = elements.prefix(PresentationLimits.elementsMax)
        let parts = shown.map { presented($0, depth: depth + 1) }
        return "[" + joined(parts, of: elements.count) + "]"
    case .object(let object):
        if depth >= PresentationLimits.nestingMax, !object.isEmpty { return "[Object]" }
        let shown = object.members.prefix(PresentationLimits.elementsMax)
        let parts = shown.map {
            "\(presented($0.name)): \(presented($0.value, depth: depth + 1))"
        }
        return parts.isEmpty ? "{}" : "{ " + joined(parts, of: object.count) + " }"
    }
}

private func joined(_ parts: [String], of count: Int) -> String {
    let rest = count - parts.count
    if rest == 0 { return parts.joined(separator: ", ") }
    return (parts + ["... \(rest) more \(rest == 1 ? "item" : "items")"]).joined(separator: ", ")
}

private func inQuotes(_ text: String) -> String {
    var writer = JSONWriter(capacity: text.utf8.count + 2)
    writer.appendString(text)
    return String(decoding: writer.bytes, as: UTF8.self)
}
