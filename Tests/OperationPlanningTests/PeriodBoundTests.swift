import Foundation
import Testing

@testable import OperationPlanning

@Suite("Periods")
struct PeriodBoundTests {
    private func bounds(_ period: PeriodBound.Period, _ day: String) -> [String?] {
        [PeriodBound.End.firstDay, .dayAfter].map {
            PeriodBound(period, $0).text(ofDay: day)
        }
    }

    @Test(arguments: [
        (PeriodBound.Period.week, "2026-11-25", ["2026-11-23", "2026-11-30"]),
        (.week, "2026-11-23", ["2026-11-23", "2026-11-30"]),
        (.week, "2026-11-29", ["2026-11-23", "2026-11-30"]),
        (.week, "2027-01-01", ["2026-12-28", "2027-01-04"]),
        (.week, "2000-01-01", ["1999-12-27", "2000-01-03"]),
        (.month, "2028-02-29", ["2028-02-01", "2028-03-01"]),
        (.month, "2026-12-31", ["2026-12-01", "2027-01-01"]),
        (.year, "2026-07-14", ["2026-01-01", "2027-01-01"]),
        (.yearFromDay, "2025-09-01", ["2025-09-01", "2026-09-01"]),
        (.yearFromDay, "2028-02-29", ["2028-02-29", "2029-03-01"]),
        (.year, "9999-12-31", ["9999-01-01", "10000-01-01"]),
        (.month, "0001-01-15", ["0001-01-01", "0001-02-01"]),
    ])
    func `a period begins and ends where the calendar has it`(
        period: PeriodBound.Period, day: String, expected: [String?]
    ) {
        #expect(bounds(period, day) == expected)
    }

    @Test func `a week has seven days, of which it begins with the Monday, in every year`() {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        let format = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        for day in stride(from: -40_000, to: 40_000, by: 13) {
            let date = Date(timeIntervalSinceReferenceDate: Double(day) * 86_400)
            let week = calendar.dateInterval(of: .weekOfYear, for: date)
            #expect(
                bounds(.week, date.formatted(format))
                    == [week?.start.formatted(format), week?.end.formatted(format)])
        }
    }
}
