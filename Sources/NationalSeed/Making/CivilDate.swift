/// A day of the Gregorian calendar, counted from 1970-01-01.
struct CivilDate: Hashable, Comparable, Sendable {
    var day: Int

    init(day: Int) {
        self.day = day
    }

    /// Counts from 1 March, so that the leap day is the last of its year.
    init(_ year: Int, _ month: Int, _ dayOfMonth: Int) {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + dayOfMonth - 1
        day = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    static let distantFuture = CivilDate(9999, 12, 31)

    static func < (one: Self, other: Self) -> Bool {
        one.day < other.day
    }

    static func + (date: Self, days: Int) -> Self {
        CivilDate(day: date.day + days)
    }

    /// The same day of the week as 1970-01-04 was.
    var isSunday: Bool {
        (day - 3) % 7 == 0
    }

    var components: (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    func append(to bytes: inout [UInt8]) {
        let parts = components
        for divisor in [1000, 100, 10, 1] { bytes.append(Self.digit(parts.year / divisor)) }
        for part in [parts.month, parts.day] {
            bytes.append(UInt8(ascii: "-"))
            bytes.append(Self.digit(part / 10))
            bytes.append(Self.digit(part))
        }
    }

    private static func digit(_ number: Int) -> UInt8 {
        0x30 + UInt8(number % 10)
    }
}
