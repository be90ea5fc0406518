import NIOHTTP1
import TestSupport
import Testing
import TransportProtocols

extension EndToEnd {
    /// Status, fields and body of the answers that a client meets first.
    @Suite("Answers")
    struct AnswerTests {
        private let offices = "{ offices { nodes { code name } } }"

        @Test(arguments: [
            ("application/graphql-response+json", "application/graphql-response+json"),
            ("application/json", "application/json"),
            (
                "application/json;q=0.5, application/graphql-response+json",
                "application/graphql-response+json"
            ),
            (nil, "application/json"),
        ])
        func `a query with a token answers 200 with data in the media type negotiated`(
            accept: String?, mediaType: String
        ) async throws {
            try await RunningServer.run { server, cluster in
                let delegate = try cluster.database.principal("DELEGATE", office: "01511")
                let answer = try await server.client.ask(
                    offices, as: delegate, accept: accept)
                #expect(answer.status == 200)
                #expect(answer.contentType == "\(mediaType); charset=utf-8")
                #expect(answer.headers.first(name: "Cache-Control") == "no-store")
                #expect(
                    answer.body
                        == #"{"data":{"offices":{"nodes":[{"code":"01511","name":"طنجة-أصيلة"}]}}}"#
                )
            }
        }

        @Test func `without a token the answer is 401 and names the scheme`() async throws {
            try await RunningServer.run { server, _ in
                let answer = try await server.client.post(Question(offices).body, token: nil)
                #expect(answer.status == 401)
                #expect(answer.headers.first(name: "WWW-Authenticate") == "Bearer")
                #expect(answer.contentType == "application/graphql-response+json; charset=utf-8")
                #expect(
                    answer.body == """
                        {"errors":[{"message":"No token was sent: \
                        send \\"Authorization: Bearer <token>\\".",\
                        "extensions":{"code":"UNAUTHENTICATED"}}]}
                        """)
            }
        }

        @Test func `malformed JSON is refused with 400 at its line and column`() async throws {
            try await refused(
                body: "{\"query\":\n \"{ offices\", }", status: 400,
                """
                {"errors":[{"message":"The request body cannot be read as JSON at line 2, \
                column 15: Expected a member name in double quotes after ',', found '}'.",\
                "extensions":{"code":"BAD_REQUEST"}}]}
                """)
        }

        @Test func `an unknown field is refused with 400 at its place`() async throws {
            try await refused(
                body: Question("{ offices { nodes { nom } } }").body, status: 400,
                """
                {"errors":[{"message":"Cannot query field \\"nom\\" on type \\"Office\\". \
                Did you mean \\"name\\"?","locations":[{"line":1,"column":21}],\
                "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}
                """)
        }

        @Test func `in the legacy media type a refused document is answered with 200`()
            async throws
        {
            try await refused(
                body: Question("{ offices").body, status: 200, accept: "application/json",
                """
                {"errors":[{"message":"Syntax Error: Expected Name, found <EOF>.",\
                "locations":[{"line":1,"column":10}],\
                "extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}
                """)
        }

        @Test func `a variable of the wrong type is refused with 400`() async throws {
            let question = Question(
                "query ($n: Int) { schools(first: $n) { totalCount } }",
                variables: #"{"n":"ثلاثة"}"#)
            try await refused(
                body: question.body, status: 400,
                """
                {"errors":[{"message":"Variable \\"$n\\" got invalid value \\"ثلاثة\\"; \
                Int cannot represent non-integer value: \\"ثلاثة\\"",\
                "locations":[{"line":1,"column":8}],"extensions":{"code":"BAD_USER_INPUT"}}]}
                """)
        }

        @Test func `a token of an office that does not exist is refused with 403`() async throws {
            try await refused(
                body: Question(offices).body, status: 403, office: "99999",
                """
                {"errors":[{"message":"The token names an office that does not exist; \
                ask for a new token.","extensions":{"code":"FORBIDDEN"}}]}
                """)
        }

        @Test func `another path is answered with 404`() async throws {
            try await RunningServer.run { server, _ in
                let answer = try await server.client.get("/")
                #expect(answer.status == 404)
                #expect(
                    answer.body == """
                        {"errors":[{"message":"There is no such resource: \
                        send GraphQL requests to \\"/graphql\\".",\
                        "extensions":{"code":"NOT_FOUND"}}]}
                        """)
            }
        }

        /// Posts a body on behalf of a delegate and expects this answer, whole.
        private func refused(
            body: String, status: Int, office: String = "01511",
            accept: String = GraphQLClient.mediaType, _ expected: String
        ) async throws {
            try await RunningServer.run { server, cluster in
                let delegate = try cluster.database.principal("DELEGATE", office: "01511")
                let token = try await server.client.token(
                    RequestPrincipal(person: delegate.person, office: office))
                let answer = try await server.client.post(body, token: token, accept: accept)
                #expect(answer.status == status)
                #expect(answer.contentType == "\(accept); charset=utf-8")
                #expect(answer.retryAfter == nil)
                #expect(answer.body == expected)
            }
        }
    }
}
