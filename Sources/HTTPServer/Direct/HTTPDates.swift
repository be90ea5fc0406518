import Synchronization

/// The value of the Date field (RFC 9110 §5.6.7), written once a second.
final class HTTPDates: Sendable {
    private let last = Mutex((second: Int64.min, text: ""))

    /// The present, for example `Sun, 06 Nov 1994 08:49:37 GMT`.
    var now: String {
        let second = secondsSince1970()
        return last.withLock { last in
            if last.second != second { last = (second, httpDate(second)) }
            return last.text
        }
    }
}

/// A second since 1970 in the form that HTTP prefers.
///
/// The civil date is that of the proleptic Gregorian calendar, counted in eras of 400 years whose
/// years begin in March, so that a leap day is the last of its year.
package func httpDate(_ second: Int64) -> String {
    let days = Int((Double(second) / 86_400).rounded(.down))
    let secondOfDay = Int(second) - days * 86_400
    let shifted = days + 719_468
    let era = Int((Double(shifted) / 146_097).rounded(.down))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10
    let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
    let weekday = ((days + 4) % 7 + 7) % 7
    let time = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map(twoDigits)
    return "\(weekdays[weekday]), \(twoDigits(day)) \(months[month]) \(year) "
        + time.joined(separator: ":") + " GMT"
}

private let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

private let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
}
