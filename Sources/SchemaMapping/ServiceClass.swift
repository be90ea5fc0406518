import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// How urgent an operation is, and so which connections to the database it may take.
///
/// Nobody waits for another class: each has connections and bounds of its own.
package enum ServiceClass: String, Hashable, Sendable, CaseIterable {
    /// Committees in session: many people look at one screen and wait.
    case session = "SESSION"
    /// Pages of portals, for one person each; what a role without `@service` has.
    case portal = "PORTAL"
    /// Questions that may take long, such as figures of whole tables.
    case analysis = "ANALYSIS"
    /// Such questions across tenants, in sessions of a database role with policies of its own.
    ///
    /// Nobody holds roles of this class and of another one at once.
    case region = "REGION"
    /// What changes rows; no role has it, an operation's type decides.
    case write = "WRITE"

    /// The classes of roles that a person may hold at once, the most urgent first.
    package static let readingByUrgency: [ServiceClass] = [.session, .portal, .analysis]

    /// Whether operations may take long, so that PostgreSQL is asked for their cost before they
    /// run, and their responses are written on a thread that stands back for others.
    package var mayTakeLong: Bool { self == .analysis || self == .region }
}

extension SchemaMapping {
    /// The class of service of a role.
    package func serviceClass(ofRole role: String) -> ServiceClass {
        serviceClasses[role] ?? .portal
    }
}

extension Schema {
    /// Every `@service`, with the enum and the value that have it.
    var serviceDirectives: [(type: String, value: String, directive: Directive)] {
        types.values.flatMap { definition in
            guard case .enum(let type) = definition else {
                return [(type: String, value: String, directive: Directive)]()
            }
            return type.values.values.flatMap { value in
                value.directives.filter { $0.name.value == "service" }
                    .map { (type.name, value.name, $0) }
            }
        }
    }
}

extension Directive {
    /// What `@service` says; the schema has no other values than these.
    var serviceClass: ServiceClass? {
        argument(named: "class")?.text.flatMap { ServiceClass(rawValue: $0) }
    }
}
