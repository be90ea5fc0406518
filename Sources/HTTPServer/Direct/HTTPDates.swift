import FoundationEssentials
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
package func httpDate(_ second: Int64) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let date = calendar.dateComponents(
        [.weekday, .day, .month, .year, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: TimeInterval(second)))
    guard let weekday = date.weekday, let month = date.month, let year = date.year else {
        preconditionFailure("a date has the components that were asked for")
    }
    let time = [date.hour, date.minute, date.second].map(twoDigits).joined(separator: ":")
    return
        "\(weekdays[weekday - 1]), \(twoDigits(date.day)) \(months[month - 1]) \(year) \(time) GMT"
}

private let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

private let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func twoDigits(_ number: Int?) -> String {
    let number = number ?? 0
    return number < 10 ? "0\(number)" : String(number)
}
