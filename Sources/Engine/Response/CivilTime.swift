/// A date of the proleptic Gregorian calendar, from PostgreSQL's count of days.
struct CivilDate: Hashable {
    let year: Int
    let month: Int
    let day: Int

    /// `nil` for PostgreSQL's `infinity` and `-infinity`, and for years that need more than four
    /// digits.
    init?(daysSince2000 days: Int32) {
        guard days != .max, days != .min else { return nil }
        self.init(days: Int(days))
        guard (1...9999).contains(year) else { return nil }
    }

    /// Counts in eras of 400 years that begin on 1 March, so that a leap day is the last day of its
    /// year.
    init(days: Int) {
        let sinceMarchOfYear0 = days + 730_425
        let era =
            (sinceMarchOfYear0 >= 0 ? sinceMarchOfYear0 : sinceMarchOfYear0 - 146_096) / 146_097
        let dayOfEra = sinceMarchOfYear0 - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

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
