extension SourceFile {
    struct Import: Hashable {
        var module: String
        var line: Int
    }

    /// The modules that the file imports.
    var imports: [Import] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", index + 1 < tokens.count else { return nil }
            let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let"]
            let isKind = kinds.contains(tokens[index + 1].text) && index + 2 < tokens.count
            let module = tokens[isKind ? index + 2 : index + 1]
            guard module.line == tokens[index].line, module.isWord else { return nil }
            return Import(module: module.text, line: module.line)
        }
    }

    /// Imports that the architecture does not allow.
    func forbiddenImports(_ modules: [String: Architecture.Module]) -> [Finding] {
        guard let own = modules[module] else {
            return [
                finding(1, "The module \(module) is unknown. Add it to Architecture.modules.")
            ]
        }
        let allowed = Architecture.allowedImports(of: own)
        return imports.filter { !allowed.contains($0.module) }.map {
            finding(
                $0.line,
                """
                \(module) (layer \(own.layer)) may not import \($0.module). Move the code to a \
                module that may, or argue for the edge in Architecture.modules.
                """)
        }
    }
}
