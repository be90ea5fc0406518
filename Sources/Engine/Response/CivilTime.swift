import OperationPlanning

extension CivilDate {
    /// As RFC 3339 has it, `2026-09-30`.
    fileprivate var text: String {
        padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}

/// An instant in UTC, from PostgreSQL's count of microseconds.
struct CivilInstant: Hashable {
    let date: CivilDate
    let time: CivilTime

    /// `nil` for PostgreSQL's `infinity` and `-infinity`, and for years that need more than four
    /// digits.
    init?(microsecondsSince2000 microseconds: Int64) {
        guard microseconds != .max, microseconds != .min else { return nil }
        var (days, rest) = microseconds.quotientAndRemainder(
            dividingBy: CivilTime.microsecondsPerDay)
        if rest < 0 {
            days -= 1
            rest += CivilTime.microsecondsPerDay
        }
        guard let days = Int32(exactly: days), let date = CivilDate(daysSince2000: days),
            let time = CivilTime(microsecondOfDay: rest)
        else { return nil }
        self.date = date
        self.time = time
    }

    /// As RFC 3339 has it, `2026-09-30T23:00:00Z`.
    var text: String { "\(date.text)T\(time.text)Z" }
}

/// A time of day, from PostgreSQL's count of microseconds.
struct CivilTime: Hashable {
    static let microsecondsPerDay: Int64 = 86_400_000_000

    private let microsecondOfDay: Int64

    /// `nil` for PostgreSQL's `24:00:00`.
    init?(microsecondOfDay: Int64) {
        guard (0..<Self.microsecondsPerDay).contains(microsecondOfDay) else { return nil }
        self.microsecondOfDay = microsecondOfDay
    }

    /// As RFC 3339 has it, `23:00:00.5`, with a fraction where there is one and without its last
    /// zeros.
    var text: String {
        let seconds = Int(microsecondOfDay / 1_000_000)
        let text =
            padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2)
            + ":" + padded(seconds % 60, 2)
        let fraction = padded(Int(microsecondOfDay % 1_000_000), 6)
        guard let last = fraction.utf8.lastIndex(where: { $0 != UInt8(ascii: "0") }) else {
            return text
        }
        return text + "." + fraction[...last]
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
