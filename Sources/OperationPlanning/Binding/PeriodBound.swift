/// An end of the period that a day lies in, as a day.
package struct PeriodBound: Hashable, Sendable {
    /// A period of the civil calendar.
    package enum Period: Hashable, Sendable {
        /// From Monday to Sunday, as ISO 8601 has it.
        case week
        case month
        case year
        /// Twelve months from the day itself.
        case yearFromDay
    }

    /// Which end.
    package enum End: Hashable, Sendable {
        case firstDay
        /// The day after the last one.
        case dayAfter
    }

    package let period: Period
    package let end: End

    package init(_ period: Period, _ end: End) {
        self.period = period
        self.end = end
    }

    /// The bound for a day, both as `YYYY-MM-DD`; the year may have five digits.
    func text(ofDay text: String) -> String? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        let (year, month, day) = (parts[0], parts[1], parts[2])
        return switch (period, end) {
        case (.week, _): week(ofDay: CivilDate.days(year, month, day))
        case (.month, .firstDay): Self.text(year, month, 1)
        case (.month, .dayAfter): Self.text(month == 12 ? year + 1 : year, month % 12 + 1, 1)
        case (.year, .firstDay): Self.text(year, 1, 1)
        case (.year, .dayAfter): Self.text(year + 1, 1, 1)
        case (.yearFromDay, .firstDay): Self.text(year, month, day)
        case (.yearFromDay, .dayAfter): Self.dayAfterYear(from: year, month, day)
        }
    }

    /// 2000-01-01, the day 0, was a Saturday.
    private func week(ofDay days: Int) -> String {
        let sinceMonday = ((days + 5) % 7 + 7) % 7
        let date = CivilDate(days: days - sinceMonday + (end == .firstDay ? 0 : 7))
        return Self.text(date.year, date.month, date.day)
    }

    /// A year from a leap day ends with February.
    private static func dayAfterYear(from year: Int, _ month: Int, _ day: Int) -> String {
        month == 2 && day == 29 ? text(year + 1, 3, 1) : text(year + 1, month, day)
    }

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension CivilDate {
    /// Days since 2000-01-01 of a day of the proleptic Gregorian calendar.
    ///
    /// Years are counted from March, as `init(days:)` does it.
    fileprivate static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = floor(year, 4) - floor(year, 100) + floor(year, 400)
        return year * 365 + leapDays + dayOfYear - 730_425
    }

    private static func floor(_ number: Int, _ divisor: Int) -> Int {
        number >= 0 ? number / divisor : (number - divisor + 1) / divisor
    }
}
