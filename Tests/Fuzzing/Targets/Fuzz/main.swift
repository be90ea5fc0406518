import CFuzzer

// `Fuzz TARGET [libFuzzer's options and folders]` feeds inputs to one target until it fails a
// precondition or a sanitizer stops it.

/// The target that the command line names.
enum Chosen {
    static let target: FuzzTarget = {
        let name = CommandLine.arguments.dropFirst().first ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
            fatalError("usage: Fuzz \(names) [libFuzzer's options and folders]")
        }
        return target
    }()
}

_ = Chosen.target
// The name of the target is taken out, as libFuzzer would read it as a folder.
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
arguments?[1] = arguments?[0]
arguments = arguments.map { $0 + 1 }
_ = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    Chosen.target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
