#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The present in whole seconds since 1970, as tokens count time (RFC 7519 §2, NumericDate).
@Sendable package func secondsSince1970() -> Int64 {
    Int64(Date().timeIntervalSince1970)
}

/// A second since 1970 in UTC, for example 2026-09-30T23:59:59Z.
///
/// A second outside the years 1970 to 9999 is written as its number.
func timestamp(_ second: Int64) -> String {
    guard (0...253_402_300_799).contains(second) else { return String(second) }
    return Date(timeIntervalSince1970: Double(second)).ISO8601Format()
}
