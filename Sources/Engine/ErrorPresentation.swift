import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import JSONBytes
import Logging
import OperationPlanning
import PostgresClient
import TransportProtocols

/// Turns every failure of the pipeline into a response: the only place where that happens.
///
/// A response says what the client can mend. What the database says goes to the log, never to the
/// client.
struct ErrorPresentation: Sendable {
    let logger: Logger

    /// - Parameter language: that of what is said of commands; all else is said in English.
    func response(
        to error: any Error, document: [UInt8], in language: Language = .english
    ) -> GraphQLResponse {
        let source = Source(bytes: document)
        switch error {
        case let error as SyntaxError:
            return refusal([entry(error.message, error.code, [error.location], source)])
        case let errors as ValidationErrors:
            return refusal(
                errors.errors.map { entry($0.message, .validationFailed, $0.locations, source) })
        case let error as OperationError:
            return refusal([entry(error.message, .operationResolutionFailure, [], source)])
        case let errors as CoercionErrors:
            return refusal(
                errors.errors.map { entry($0.message, .badUserInput, [$0.location], source) })
        case let error as CoercionError:
            return refusal([entry(error.message, .badUserInput, [error.location], source)])
        case let error as ExecutionLimitExceeded:
            return refusal([entry(error.message, .limitExceeded, [error.location], source)])
        case let error as PlanningError:
            return refusal([entry(error.message, error.code, [error.location], source)])
        case let error as AccessError:
            return refusal(error.fields.map { entry($0, source) }, kind: .forbidden)
        case let failure as ProgramFailure:
            return response(to: failure)
        case let error as EngineError:
            return response(to: error, source, in: language)
        default:
            return internalError(error)
        }
    }

    /// The response to commands under a key that stands for others.
    static func keyReused(in language: Language) -> GraphQLResponse {
        let message =
            switch language {
            case .arabic: "ورد مفتاح Idempotency-Key هذا من قبل مع طلب آخر؛ استعملوا مفتاحا جديدا."
            case .english:
                "This Idempotency-Key came with another request before; use a new one."
            case .french:
                "Cette Idempotency-Key est déjà venue avec une autre requête ; prenez-en une autre."
            }
        return GraphQLResponse(
            body: errorBody([ErrorEntry(message: message, code: .idempotencyKeyReused)]),
            outcome: .requestError(.keyReused))
    }

    /// The response to commands that others kept from being done.
    static func contended(in language: Language) -> GraphQLResponse {
        let message =
            switch language {
            case .arabic: "يغير آخرون المعطيات نفسها؛ لم ينجز شيء. أعيدوا المحاولة."
            case .english:
                "Others are changing the same data; nothing was done. Try again."
            case .french:
                "D'autres modifient les mêmes données ; rien n'a été fait. Réessayez."
            }
        return GraphQLResponse(
            body: errorBody([ErrorEntry(message: message, code: .conflict)]),
            outcome: .unavailable(retryAfterSeconds: 1))
    }

    private func refusal(
        _ entries: [ErrorEntry], kind: RequestErrorKind = .invalidOperation
    ) -> GraphQLResponse {
        GraphQLResponse(body: errorBody(entries), outcome: .requestError(kind))
    }

    private func entry(
        _ message: String, _ code: ErrorCode, _ locations: [SourceLocation], _ source: Source
    ) -> ErrorEntry {
        ErrorEntry(message: message, locations: source.places(of: locations), code: code)
    }

    private func entry(_ field: AccessError.ForbiddenField, _ source: Source) -> ErrorEntry {
        ErrorEntry(
            message: field.message, locations: source.places(of: [field.location]),
            path: field.path.map { .responseName($0) }, code: .forbidden)
    }

    // MARK: Failures of the engine and the world

    private func response(
        to error: EngineError, _ source: Source, in language: Language
    ) -> GraphQLResponse {
        switch error {
        case .unsupportedOperationType(let type, let location):
            return refusal([
                entry(
                    "This server does not run operations of the type \(type.rawValue).",
                    .operationResolutionFailure, [location], source)
            ])
        case .mutationNotAllowed(let location):
            return refusal(
                [
                    entry(
                        "A mutation cannot be sent by GET; use POST.", .methodNotAllowed,
                        [location], source)
                ], kind: .methodNotAllowed)
        case .unknownOffice:
            return refusal(
                [
                    entry(
                        "The token names an office that does not exist; ask for a new token.",
                        .forbidden, [], source)
                ], kind: .forbidden)
        case .rolesKeepChanging:
            return unavailable("Your roles are being changed; try again.", retryAfterSeconds: 1)
        case .contended:
            return Self.contended(in: language)
        case .responseTooLarge(let bytesMax):
            return refusal([
                entry(
                    "The response would have more than \(bytesMax) bytes; ask for smaller pages.",
                    .limitExceeded, [], source)
            ])
        case .estimateTooHigh(let excess):
            return refusal([entry(excess.message, .limitExceeded, [excess.location], source)])
        case .malformedResult, .mixedRoles:
            return internalError(error)
        }
    }

    private func response(to failure: ProgramFailure) -> GraphQLResponse {
        switch failure {
        case .pool(let error): response(to: error)
        case .database(let error): response(to: error)
        }
    }

    private func response(to error: PoolError) -> GraphQLResponse {
        switch error {
        case .queueFull, .leaseTimedOut:
            return unavailable("The server is busy; try again.", retryAfterSeconds: 1)
        case .waitTooLong(let expected):
            return unavailable(
                "The server is busy; try again.",
                retryAfterSeconds: Int(expected.components.seconds) + 1)
        case .programTimedOut:
            return timeout()
        case .unavailable(let retryAfter):
            return unavailable(
                "The database cannot be reached; try again.",
                retryAfterSeconds: max(1, Int(retryAfter.components.seconds) + 1))
        case .closed, .canceled:
            return unavailable("The server is shutting down; try again.", retryAfterSeconds: 1)
        }
    }

    private func response(to error: DatabaseError) -> GraphQLResponse {
        if error.kind == .connectionFailure || error.isShutdown {
            return unavailable(
                "The database cannot be reached; try again.", retryAfterSeconds: 1)
        }
        if error.sqlState == .queryCanceled { return timeout() }
        return internalError(error)
    }

    private func timeout() -> GraphQLResponse {
        GraphQLResponse(
            body: errorBody([
                ErrorEntry(
                    message: "The operation took too long and was stopped; ask for less at once.",
                    code: .timeout)
            ]), outcome: .unavailable(retryAfterSeconds: 1))
    }

    private func unavailable(_ message: String, retryAfterSeconds: Int) -> GraphQLResponse {
        GraphQLResponse(
            body: errorBody([ErrorEntry(message: message, code: .unavailable)]),
            outcome: .unavailable(retryAfterSeconds: retryAfterSeconds))
    }

    private func internalError(_ error: any Error) -> GraphQLResponse {
        logger.error("an operation failed", metadata: ["error": "\(String(reflecting: error))"])
        return GraphQLResponse(
            body: errorBody([
                ErrorEntry(
                    message: "The server failed to answer; the failure was logged.",
                    code: .internalServerError)
            ]), outcome: .internalError)
    }
}

extension SyntaxError {
    fileprivate var code: ErrorCode {
        switch kind {
        case .documentTooLong, .tooManyTokens, .nestingTooDeep: .limitExceeded
        default: .parseFailed
        }
    }
}

extension PlanningError {
    fileprivate var code: ErrorCode {
        switch self {
        case .coercion, .malformedKey, .pageArguments(.bothDirections, _, _),
            .pageArguments(.negativeSize, _, _), .pageArguments(.foreignCursor, _, _),
            .pageArguments(.emptyOrder, _, _), .pageArguments(.oneSlicingArgument, _, _),
            .filter(.null, _), .filter(.malformedID, _),
            .filter(.malformedText, _):
            .badUserInput
        case .pageArguments(.sizeTooLarge, _, _), .limitExceeded, .filter: .limitExceeded
        }
    }
}

extension DatabaseError {
    /// Class 57 but for a canceled statement: the server is stopping, starting or was killed.
    fileprivate var isShutdown: Bool {
        sqlState?.conditionClass == "57" && sqlState != .queryCanceled
    }
}
