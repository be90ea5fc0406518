/// What `Package.swift` says of the modules of this package.
struct Manifest {
    private let file: SourceFile
    private let text: String

    init(_ text: String) {
        self.text = text
        file = SourceFile(path: "Package.swift", text: text)
    }

    /// Modules that hold declarations in C and import no other.
    static let modulesOfC: Set<String> = ["CLibPQ", "CPoller", "CMalloc", "CAllocationCount"]

    /// The modules of this package that each module depends on, test targets left out.
    ///
    /// It reads the calls `module(…)` and `.executableTarget(…)`: their first string is the name,
    /// and those strings that name a module of the package are its dependencies.
    var moduleDependencies: [String: Set<String>] {
        let calls = self.calls
        let names = Set(calls.compactMap(\.first)).union(Self.modulesOfC)
        return calls.reduce(into: [:]) { result, strings in
            guard let name = strings.first else { return }
            result[name] = names.intersection(strings.dropFirst()).subtracting([name])
        }
    }

    /// The string literals of each call, in order.
    private var calls: [[String]] {
        let scanner = SourceScanner(text)
        var code = scanner.code[...]
        var calls: [[String]] = []
        var consumed = 0
        while let start = Self.firstCall(in: code) {
            let end = Self.closingParenthesis(in: scanner.code, from: start)
            let firstLine = Self.line(of: start, in: scanner.code)
            let lastLine = Self.line(of: end, in: scanner.code)
            calls.append(
                file.strings.filter { (firstLine...lastLine).contains($0.line) }.map(\.text))
            consumed = end
            code = scanner.code[consumed...]
        }
        return calls
    }

    /// The offset of the parenthesis that opens the next call of interest.
    private static func firstCall(in code: ArraySlice<UInt8>) -> Int? {
        let names = ["    module(", ".executableTarget("].map { Array($0.utf8) }
        return code.indices.lazy.compactMap { index -> Int? in
            guard let name = names.first(where: { code[index...].starts(with: $0) }) else {
                return nil
            }
            return index + name.count - 1
        }.first
    }

    private static func closingParenthesis(in code: [UInt8], from start: Int) -> Int {
        var depth = 0
        for index in code.indices[start...] {
            if code[index] == UInt8(ascii: "(") { depth += 1 }
            if code[index] == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return code.count
    }

    private static func line(of offset: Int, in code: [UInt8]) -> Int {
        code.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    }
}
