import Foundation
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation

// Answers each line of standard input with the nanoseconds that parsing and validating the
// operation took, nothing kept from one time to the next; `compare.cjs` asks.

func bytes(of path: String) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
        fatalError("\(path) cannot be read")
    }
    return Array(data)
}

guard CommandLine.arguments.count == 4, let times = Int(CommandLine.arguments[3]) else {
    fatalError("usage: LanguageBenchmark SCHEMA OPERATION TIMES")
}
let sdl = try parse(Source(bytes: bytes(of: CommandLine.arguments[1])))
let schema = try Schema.build(from: sdl)
let text = bytes(of: CommandLine.arguments[2])

/// Parses and validates once, and returns how many operations there were.
func parseAndValidate() throws -> Int {
    let document = try parse(Source(bytes: text))
    return try validate(document, against: schema).get().operations.count
}

/// Only parses, and returns how many definitions there were.
func parseOnly() throws -> Int {
    try parse(Source(bytes: text)).definitions.count
}

/// The nanoseconds that one run takes, on average.
func nanoseconds(_ run: () throws -> Int) throws -> Double {
    let clock = ContinuousClock()
    var found = 0
    let duration = try clock.measure {
        for _ in 0..<times { found &+= try run() }
    }
    precondition(found >= times)
    return duration / .nanoseconds(1) / Double(times)
}

while readLine() != nil {
    let answer = "\(try nanoseconds(parseOnly)) \(try nanoseconds(parseAndValidate))\n"
    FileHandle.standardOutput.write(Data(answer.utf8))
}
