/// *full-date* of RFC 3339, section 5.6, of a day that the calendar has; year 0 has none.
func canonicalDate(_ bytes: [UInt8]) -> [UInt8]? {
    var scanner = TextScanner(bytes)
    guard CalendarDay(&scanner) != nil, scanner.isAtEnd else { return nil }
    return bytes
}

/// *partial-time* of RFC 3339, section 5.6, without leap seconds.
func canonicalLocalTime(_ bytes: [UInt8]) -> [UInt8]? {
    var scanner = TextScanner(bytes)
    guard TimeOfDay(&scanner) != nil, scanner.isAtEnd else { return nil }
    return bytes
}

/// *date-time* of RFC 3339, section 5.6, as the same instant in UTC.
func canonicalDateTime(_ bytes: [UInt8]) -> [UInt8]? {
    var scanner = TextScanner(bytes)
    guard var day = CalendarDay(&scanner),
        scanner.take(UInt8(ascii: "T"), UInt8(ascii: "t")),
        var time = TimeOfDay(&scanner), let offset = offsetMinutes(&scanner), scanner.isAtEnd
    else { return nil }
    time.minuteOfDay -= offset
    if time.minuteOfDay < 0 {
        time.minuteOfDay += TimeOfDay.minutesPerDay
        day.moveBack()
    } else if time.minuteOfDay >= TimeOfDay.minutesPerDay {
        time.minuteOfDay -= TimeOfDay.minutesPerDay
        day.moveOn()
    }
    guard CalendarDay.years.contains(day.year) else { return nil }
    return day.text + [UInt8(ascii: "T")] + time.text + [UInt8(ascii: "Z")]
}

/// *time-offset*: how many minutes a clock is ahead of UTC.
private func offsetMinutes(_ scanner: inout TextScanner) -> Int? {
    if scanner.take(UInt8(ascii: "Z"), UInt8(ascii: "z")) { return 0 }
    let isBehind = scanner.next == UInt8(ascii: "-")
    guard scanner.take(UInt8(ascii: "+"), UInt8(ascii: "-")),
        let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
        let minute = scanner.number(digits: 2), minute < 60
    else { return nil }
    let minutes = hour * 60 + minute
    return isBehind ? -minutes : minutes
}

/// A day of the proleptic Gregorian calendar.
private struct CalendarDay {
    static let years = 1...9999

    private(set) var year: Int
    private var month: Int
    private var day: Int

    /// Takes `YYYY-MM-DD`.
    init?(_ scanner: inout TextScanner) {
        guard let year = scanner.number(digits: 4), Self.years.contains(year),
            scanner.take(UInt8(ascii: "-")), let month = scanner.number(digits: 2),
            (1...12).contains(month), scanner.take(UInt8(ascii: "-")),
            let day = scanner.number(digits: 2),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    mutating func moveOn() {
        day += 1
        guard day > Self.days(inMonth: month, of: year) else { return }
        day = 1
        month += 1
        guard month > 12 else { return }
        month = 1
        year += 1
    }

    mutating func moveBack() {
        day -= 1
        guard day == 0 else { return }
        month -= 1
        if month == 0 {
            month = 12
            year -= 1
        }
        day = Self.days(inMonth: month, of: year)
    }

    var text: [UInt8] {
        let hyphen = [UInt8(ascii: "-")]
        return padded(year, 4) + hyphen + padded(month, 2) + hyphen + padded(day, 2)
    }
}

/// A time of day without an offset.
private struct TimeOfDay {
    static let minutesPerDay = 24 * 60

    var minuteOfDay: Int
    private let second: Int
    /// The point and the digits after it, without trailing zeros.
    private let fraction: [UInt8]

    /// Takes `hh:mm:ss`, with a fraction where there is one.
    init?(_ scanner: inout TextScanner) {
        guard let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
            let minute = scanner.number(digits: 2), minute < 60, scanner.take(UInt8(ascii: ":")),
            let second = scanner.number(digits: 2), second < 60,
            let fraction = Self.fraction(&scanner)
        else { return nil }
        minuteOfDay = hour * 60 + minute
        self.second = second
        self.fraction = fraction
    }

    private static func fraction(_ scanner: inout TextScanner) -> [UInt8]? {
        guard scanner.take(UInt8(ascii: ".")) else { return [] }
        var digits = scanner.take(while: TextByte.isDigit)
        guard (1...ScalarFormatLimits.fractionDigitsMax).contains(digits.count) else { return nil }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return digits.isEmpty ? [] : [UInt8(ascii: ".")] + digits
    }

    var text: [UInt8] {
        let colon = [UInt8(ascii: ":")]
        return padded(minuteOfDay / 60, 2) + colon + padded(minuteOfDay % 60, 2) + colon
            + padded(second, 2) + fraction
    }
}

/// `YYYY-YYYY`, the second year one after the first.
func areConsecutiveYears(_ bytes: [UInt8]) -> Bool {
    var scanner = TextScanner(bytes)
    guard let first = scanner.number(digits: 4), scanner.take(UInt8(ascii: "-")),
        let second = scanner.number(digits: 4)
    else { return false }
    return scanner.isAtEnd && second == first + 1
}
