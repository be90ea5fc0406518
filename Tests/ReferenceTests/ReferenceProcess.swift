import Foundation
import JSONBytes

/// An implementation of GraphQL that this one is measured against.
enum Reference: String, CaseIterable, Sendable {
    /// Python's graphql-core, which follows graphql-js and says the same with other quotes.
    case core = "graphql-core"
    /// JavaScript's graphql-js.
    case js = "graphql-js"
}

/// Why a reference gave no answers, and what to do about it.
struct ReferenceFailure: Error, CustomStringConvertible {
    let description: String

    init(_ reference: Reference, _ sentence: String) {
        description = "\(reference.rawValue): \(sentence)"
    }
}

/// A child process in which a reference answers questions, one JSON object a line.
///
/// `Reference/reference.py` and `Reference/reference.cjs` say what may be asked. The child reads
/// and writes files, so that neither side waits for the other's buffers, and ends after the last
/// question.
struct ReferenceProcess {
    let reference: Reference

    init(_ reference: Reference) {
        self.reference = reference
    }

    /// The answers to questions, in their order.
    func ask(_ questions: [JSONValue]) async throws -> [JSONObject] {
        try requirePackage()
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "reference-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = ConversationFiles(directory: directory)
        try Self.text(of: questions).write(to: files.questions)
        try await run(files)
        return try answers(in: files, count: questions.count)
    }

    private static func text(of questions: [JSONValue]) -> Data {
        var writer = JSONWriter()
        for question in questions {
            writer.append(question)
            writer.append(byte: UInt8(ascii: "\n"))
        }
        return Data(writer.bytes)
    }

    private func run(_ files: ConversationFiles) async throws {
        for file in [files.answers, files.complaints] {
            try Data().write(to: file)
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PYTHONPATH": packages.path, "PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files.questions)
        process.standardOutput = try FileHandle(forWritingTo: files.answers)
        process.standardError = try FileHandle(forWritingTo: files.complaints)
        let status = try await process.status()
        guard status == 0 else { throw failure(status, files) }
    }

    private func failure(_ status: Int32, _ files: ConversationFiles) -> ReferenceFailure {
        // The status with which `env` says that it finds no such program.
        if status == 127 {
            return ReferenceFailure(
                reference, "\(interpreter) is not on the PATH. \(Self.advice)")
        }
        let complaints = (try? String(contentsOf: files.complaints, encoding: .utf8)) ?? ""
        return ReferenceFailure(
            reference, "\(interpreter) ended with status \(status): \(complaints)")
    }

    private func answers(in files: ConversationFiles, count: Int) throws -> [JSONObject] {
        let limits = JSONLimits(
            bytesMax: 1 << 28, nestingMax: 256, membersMax: 100_000, elementsMax: 1_000_000,
            valuesMax: 100_000_000)
        let lines = try Data(contentsOf: files.answers).split(separator: UInt8(ascii: "\n"))
        let answers = try lines.map { line in
            guard case .object(let answer) = try parseJSON(Array(line).span, limits: limits) else {
                throw ReferenceFailure(reference, "An answer is no object.")
            }
            return answer
        }
        guard answers.count == count else {
            throw ReferenceFailure(reference, "\(answers.count) answers to \(count) questions.")
        }
        return answers
    }
}

/// The files through which a conversation is held.
private struct ConversationFiles {
    let directory: URL
    var questions: URL { directory.appending(path: "questions") }
    var answers: URL { directory.appending(path: "answers") }
    var complaints: URL { directory.appending(path: "complaints") }
}

extension Process {
    /// Runs to the end and gives the exit status.
    fileprivate func status() async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}

// MARK: - Where things are

extension ReferenceProcess {
    private static let advice = "Run deploy/install-test-dependencies.sh."

    private static let testDirectory = URL(filePath: #filePath).deletingLastPathComponent()

    /// Where the packages are: in the project's directory unless the environment says otherwise.
    private static var directory: URL {
        if let path = ProcessInfo.processInfo.environment["MOUWAKABA_REFERENCE"] {
            return URL(filePath: path)
        }
        return testDirectory.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: ".mouwakaba/reference")
    }

    private var interpreter: String {
        switch reference {
        case .core: "python3"
        case .js: "node"
        }
    }

    /// The directory that holds the package `graphql`.
    private var packages: URL {
        Self.directory.appending(path: reference == .core ? "python" : "node")
    }

    private var arguments: [String] {
        let scripts = Self.testDirectory.appending(path: "Reference")
        return switch reference {
        case .core: [interpreter, scripts.appending(path: "reference.py").path]
        case .js:
            [
                interpreter, scripts.appending(path: "reference.cjs").path,
                packages.appending(path: "graphql").path,
            ]
        }
    }

    private func requirePackage() throws {
        let package = packages.appending(path: "graphql")
        guard FileManager.default.fileExists(atPath: package.path) else {
            throw ReferenceFailure(reference, "\(package.path) does not exist. \(Self.advice)")
        }
    }
}
