package import JSONBytes

/// One well-formed GraphQL-over-HTTP request (GraphQL over HTTP, "Request Parameters").
package struct GraphQLRequest: Sendable {
    /// The document as UTF-8 text, never empty; it is not parsed yet.
    package let query: [UInt8]

    /// The name of the operation to run; nil where the request gives none, null or "".
    package let operationName: String?

    /// The raw values of the variables, as sent.
    package let variables: JSONObject

    /// What the client adds for extensions of the protocol.
    package let extensions: JSONObject

    /// Whether the operation may be a mutation: false for GET, which must be safe to repeat.
    package let allowsMutation: Bool

    /// What the head of the request adds.
    package var circumstances = RequestCircumstances()

    package init(
        query: [UInt8],
        operationName: String? = nil,
        variables: JSONObject = JSONObject(),
        extensions: JSONObject = JSONObject(),
        allowsMutation: Bool = true
    ) {
        self.query = query
        self.operationName = operationName
        self.variables = variables
        self.extensions = extensions
        self.allowsMutation = allowsMutation
    }
}

extension GraphQLRequest {
    /// Reads a request from the body of a POST request of the media type JSON.
    ///
    /// A member that is null counts as not there, and members of other names are ignored.
    package init(
        body: Span<UInt8>,
        limits: TransportLimits
    ) throws(TransportError) {
        guard body.count <= limits.requestBytesMax else {
            throw .bodyTooLarge(bytesMax: limits.requestBytesMax)
        }
        guard !body.isEmpty else { throw .bodyMissing }
        let members = try requestMembers(body, bytesMax: limits.requestBytesMax)
        self.init(
            query: try queryMember(members),
            operationName: try operationNameMember(members),
            variables: try objectMember(members, .variables),
            extensions: try objectMember(members, .extensions))
    }

    /// Reads a request from the query string, without its `?`, of a GET request.
    ///
    /// `variables` and `extensions` are JSON text; a parameter that is empty counts as not there.
    package init(
        queryString: Span<UInt8>,
        limits: TransportLimits
    ) throws(TransportError) {
        guard queryString.count <= limits.queryStringBytesMax else {
            throw .queryStringTooLong(bytesMax: limits.queryStringBytesMax)
        }
        let parameters = try QueryString(queryString).values
        guard let query = parameters[.query] else { throw .queryMissing }
        guard !query.isEmpty else { throw .queryEmpty }
        self.init(
            query: query,
            operationName: text(parameters[.operationName]),
            variables: try objectParameter(parameters[.variables], .variables),
            extensions: try objectParameter(parameters[.extensions], .extensions),
            allowsMutation: false)
    }
}

/// Accepts the Content-Type field of a POST request: JSON, in UTF-8 where it names a charset.
package func requireJSON(contentType: String?) throws(TransportError) {
    guard let contentType else { throw .contentTypeMissing }
    if contentType == "application/json" { return }
    guard let type = MediaRange(contentType[...]), type.type == "application",
        type.subtype == "json", type.allowsUTF8
    else { throw .unsupportedMediaType(contentType) }
}

private func requestMembers(
    _ body: Span<UInt8>,
    bytesMax: Int
) throws(TransportError) -> JSONObject {
    switch try parse(body, source: .body, bytesMax: bytesMax) {
    case .object(let members): return members
    case .array: throw .batch
    case let other: throw .bodyNotAnObject(found: JSONKind(other))
    }
}

private func queryMember(_ members: JSONObject) throws(TransportError) -> [UInt8] {
    switch members["query"] {
    case .string(let text):
        guard !text.isEmpty else { throw .queryEmpty }
        return Array(text.utf8)
    case nil, .null: throw .queryMissing
    case let other?: throw .memberKind(member: .query, found: JSONKind(other))
    }
}

private func operationNameMember(_ members: JSONObject) throws(TransportError) -> String? {
    switch members["operationName"] {
    case nil, .null: return nil
    case .string(let name): return name.isEmpty ? nil : name
    case let other?: throw .memberKind(member: .operationName, found: JSONKind(other))
    }
}

private func objectMember(
    _ members: JSONObject,
    _ member: RequestMember
) throws(TransportError) -> JSONObject {
    try object(members[member.rawValue] ?? .null, member)
}

private func objectParameter(
    _ bytes: [UInt8]?,
    _ member: RequestMember
) throws(TransportError) -> JSONObject {
    guard let bytes, !bytes.isEmpty else { return JSONObject() }
    let value = try parse(bytes.span, source: .parameter(member), bytesMax: bytes.count)
    return try object(value, member)
}

private func object(
    _ value: JSONValue,
    _ member: RequestMember
) throws(TransportError) -> JSONObject {
    switch value {
    case .null: return JSONObject()
    case .object(let object): return object
    default: throw .memberKind(member: member, found: JSONKind(value))
    }
}

private func text(_ bytes: [UInt8]?) -> String? {
    guard let bytes, !bytes.isEmpty else { return nil }
    return String(decoding: bytes, as: UTF8.self)
}
