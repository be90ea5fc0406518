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

/// An instant in UTC, from PostgreSQL's count of microseconds.
struct CivilInstant: Hashable {
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    let date: CivilDate
    let microsecondOfDay: Int64

    /// `nil` for PostgreSQL's `infinity` and `-infinity`, and for years that need more than four
    /// digits.
    init?(microsecondsSince2000 microseconds: Int64) {
        guard microseconds != .max, microseconds != .min else { return nil }
        var (days, rest) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
        if rest < 0 {
            days -= 1
            rest += Self.microsecondsPerDay
        }
        guard let days = Int32(exactly: days), let date = CivilDate(daysSince2000: days) else {
            return nil
        }
        self.date = date
        microsecondOfDay = rest
    }

    /// As RFC 3339 has it, `2026-09-30T23:00:00Z`, with microseconds where there are any.
    var text: [UInt8] {
        let seconds = Int(microsecondOfDay / 1_000_000)
        let fraction = Int(microsecondOfDay % 1_000_000)
        var text = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
        text += "T" + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2)
        text += ":" + padded(seconds % 60, 2)
        if fraction > 0 { text += "." + padded(fraction, 6) }
        return Array((text + "Z").utf8)
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
