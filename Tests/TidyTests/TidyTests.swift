import Testing

/// The rules that hold for every file; a failure says where and how to mend it.
@Suite("Tidy")
struct TidyTests {
    private let sources = SourceTree.sources
    private var swiftFiles: [SourceFile] { SourceTree.sources + SourceTree.tests }

    private func report(_ findings: [Finding]) {
        for finding in findings { Issue.record("\(finding)") }
    }

    @Test func `the package's files are found`() {
        #expect(SourceTree.paths.contains("Package.swift"))
        #expect(sources.count > 50)
        #expect(SourceTree.tests.contains { $0.path == "Tests/TidyTests/TidyTests.swift" })
    }

    @Test func `a module imports only what the architecture allows`() {
        report(sources.flatMap { $0.forbiddenImports(Architecture.modules) })
    }

    @Test func `a module imports from its own layer or below`() {
        for (name, module) in Architecture.modules {
            for imported in module.modules {
                guard let other = Architecture.modules[imported] else { continue }
                #expect(other.layer <= module.layer, "\(name) imports \(imported)")
            }
            #expect(!hasCycle(from: name), "\(name) imports itself through others")
        }
    }

    private func hasCycle(from start: String) -> Bool {
        var seen: Set<String> = []
        var open = Array(Architecture.modules[start]?.modules ?? [])
        while let name = open.popLast() {
            if name == start { return true }
            guard seen.insert(name).inserted else { continue }
            open += Architecture.modules[name]?.modules ?? []
        }
        return false
    }

    @Test func `Foundation stays above layer 2`() {
        for name in Architecture.pure {
            let external = Architecture.modules[name]?.external ?? []
            #expect(external.isDisjoint(with: Architecture.foundation), "\(name)")
            #expect(Architecture.modules[name].map { $0.layer < 3 } == true, "\(name)")
        }
    }

    @Test func `only its owner imports a library of input and output`() {
        let owners: [(owner: String, isOwned: (String) -> Bool)] = [
            ("PostgresClient", { ["CLibPQ", "CPoller"].contains($0) }),
            (
                "HTTPServer",
                { $0.hasPrefix("Hummingbird") || $0.hasPrefix("NIO") || $0 == "JWTKit" }
            ),
            ("LocalPostgres", { $0 == "Subprocess" }),
            ("mouwakaba", { $0 == "CMalloc" }),
        ]
        for (name, module) in Architecture.modules {
            for imported in module.modules.union(module.external) {
                // `mouwakaba postgres run` starts the command that it is given.
                if name == "mouwakaba", imported == "Subprocess" { continue }
                let owner = owners.first { $0.isOwned(imported) }?.owner ?? name
                #expect(owner == name, "\(name) imports \(imported), which \(owner) owns")
            }
        }
    }

    @Test func `the manifest declares no edge that the architecture does not allow`() throws {
        let manifest = try #require(SourceTree.text(of: "Package.swift"))
        for (name, dependencies) in Manifest(manifest).moduleDependencies {
            guard let module = Architecture.modules[name] else {
                #expect(Manifest.modulesOfC.contains(name), "\(name) is not in the architecture")
                continue
            }
            let extra = dependencies.subtracting(module.modules).sorted()
            #expect(extra == [], "Package.swift: \(name) depends on \(extra)")
        }
    }

    @Test func `lines, functions and files are short`() {
        report(swiftFiles.flatMap(\.longLines))
        report(
            swiftFiles.filter { !Rules.longFiles.contains($0.path) }.flatMap(\.fileTooLong))
        for file in swiftFiles {
            let exempt = file.functions.filter {
                Rules.longFunctions.contains("\(file.path):\($0.name)")
            }
            report(
                file.longFunctions.filter { finding in
                    !exempt.contains { $0.line == finding.line }
                })
        }
    }

    @Test func `names say what a thing is`() {
        report(swiftFiles.flatMap(\.bannedNames))
    }

    @Test func `unfinished work has an issue`() {
        report(swiftFiles.flatMap(\.unfinishedMarks))
        for path in SourceTree.paths where !path.hasSuffix(".swift") {
            guard let text = SourceTree.text(of: path) else { continue }
            report(SourceFile.unfinishedMarks(in: text, path: path, firstLine: 1))
        }
    }

    @Test func `no file names a path of one machine`() {
        for path in SourceTree.paths {
            guard let text = SourceTree.text(of: path),
                let found = Rules.machinePaths.first(where: text.contains)
            else { continue }
            let before = text.components(splitBy: found)[0]
            let line = before.count { $0 == "\n" } + 1
            let message = "\(found) exists on one machine only. Use a relative path."
            report([Finding(path: path, line: line, message: message)])
        }
    }

    @Test func `unsafe code stays where C libraries and bytes are`() {
        report(sources.flatMap(\.unsafeExpressions))
    }

    @Test func `unchecked Sendable is rare and explained`() {
        let count = sources.map(\.uncheckedSendables.count).reduce(0, +)
        #expect(
            count <= Rules.uncheckedSendableMax,
            "Use Mutex, an actor or a value instead of one more @unchecked Sendable.")
        report(sources.flatMap(\.unexplainedUncheckedSendables))
    }

    @Test func `a type of the package's API is documented`() {
        for file in sources {
            for type in file.undocumentedTypes
            where !Rules.undocumentedTypes.contains("\(file.path):\(type.name)") {
                report([
                    file.finding(
                        type.line,
                        """
                        \(type.name) has no documentation comment. Say its role and invariant \
                        in a sentence that begins with ///.
                        """)
                ])
            }
        }
    }

    @Test func `every bound is named in a test`() {
        let words = Set(
            SourceTree.tests.flatMap { file in
                file.lines.flatMap { $0.split { !($0.isLetter || $0.isNumber) } }
            })
        for file in sources {
            report(
                file.bounds.filter { !words.contains(Substring($0.name)) }.map {
                    file.finding(
                        $0.line,
                        """
                        No test names \($0.name). Test what happens at the bound and one above.
                        """)
                })
        }
    }

    @Test func `no value is put into the text of a statement`() {
        report(
            sources.flatMap(\.interpolatedStatements).filter {
                !Rules.notStatements.contains($0.path)
            })
    }
}

extension String {
    fileprivate func components(splitBy separator: String) -> [Substring] {
        self[...].components(splitBy: separator)
    }
}
