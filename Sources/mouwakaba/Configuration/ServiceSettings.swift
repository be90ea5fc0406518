import Engine
import PostgresClient
import SchemaMapping

/// The bounds of the classes of service: the defaults, changed by `MOUWAKABA_<CLASS>_<SETTING>`.
struct ServiceSettings {
    private var options: [ServiceClass: ServiceOptions] = [:]

    /// The largest value of most of these settings; more is a mistake.
    static let valueMax = 10_000
    /// The largest bound of estimates: more would let everything through.
    static let estimatedCostMax = 1_000_000_000

    /// - Parameter text: gives the value of a key such as `mouwakaba.portal.connections`.
    /// - Throws: `SettingsError` for a value that has no meaning.
    init(_ text: (String) -> String?) throws {
        for serviceClass in ServiceClass.allCases {
            var changed = ServiceOptions.standard(for: serviceClass)
            for setting in Setting.allCases where setting.isOf(serviceClass) {
                guard let value = try Self.value(of: setting, serviceClass, text) else { continue }
                setting.apply(value, to: &changed)
            }
            options[serviceClass] = changed
        }
    }

    func options(for serviceClass: ServiceClass) -> ServiceOptions {
        options[serviceClass] ?? .standard(for: serviceClass)
    }

    private static func value(
        of setting: Setting, _ serviceClass: ServiceClass, _ text: (String) -> String?
    ) throws -> Int? {
        let key = "mouwakaba.\(serviceClass.rawValue.lowercased()).\(setting.rawValue)"
        guard let text = text(key) else { return nil }
        guard let value = Int(text), (1...setting.valueMax).contains(value) else {
            let name = key.uppercased().split(separator: ".").joined(separator: "_")
            throw SettingsError(
                "\(name) is \"\(text)\"; it must be a number from 1 to \(setting.valueMax).")
        }
        return value
    }
}

/// What can be set for a class.
private enum Setting: String, CaseIterable {
    case connections
    /// Programs that wait for a connection.
    case waiting
    /// Programs on one connection before another one is taken.
    case depth
    case statementSeconds = "statement.seconds"
    case programSeconds = "program.seconds"
    /// What PostgreSQL may expect an operation to cost; of classes that may take long only.
    case estimatedCost = "estimated.cost"

    func isOf(_ serviceClass: ServiceClass) -> Bool {
        self != .estimatedCost || serviceClass.mayTakeLong
    }

    var valueMax: Int {
        self == .estimatedCost ? ServiceSettings.estimatedCostMax : ServiceSettings.valueMax
    }

    func apply(_ value: Int, to options: inout ServiceOptions) {
        switch self {
        case .connections: options.pool.connections = value
        case .waiting: options.pool.waitersMax = value
        case .depth:
            options.pool.pipelineDepthPreferred = value
            options.pool.pipelineDepthMax = max(value, options.pool.pipelineDepthMax)
        case .statementSeconds: options.statementTime = .seconds(value)
        case .programSeconds: options.pool.programTimeMax = .seconds(value)
        case .estimatedCost: options.estimatedCostMax = value
        }
    }
}
