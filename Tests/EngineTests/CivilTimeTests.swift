import OperationPlanning
import Testing

@testable import Engine

@Suite("Civil time")
struct CivilTimeTests {
    private func text(_ microseconds: Int64) -> String? {
        CivilInstant(microsecondsSince2000: microseconds)
            .map(\.text)
    }

    private static let day: Int64 = 86_400_000_000

    @Test func `PostgreSQL's epoch is the first instant of 2000`() {
        #expect(text(0) == "2000-01-01T00:00:00Z")
    }

    @Test func `instants before the epoch count back from midnight`() {
        #expect(text(-1) == "1999-12-31T23:59:59.999999Z")
        #expect(text(-Self.day) == "1999-12-31T00:00:00Z")
    }

    @Test func `a fraction of a second is written where there is one, without its last zeros`() {
        #expect(text(1_500_000) == "2000-01-01T00:00:01.5Z")
        #expect(text(1_000_010) == "2000-01-01T00:00:01.00001Z")
        #expect(text(1_000_001) == "2000-01-01T00:00:01.000001Z")
        #expect(text(10_000_000) == "2000-01-01T00:00:10Z")
    }

    @Test func `the last time of a day is a microsecond before the next`() {
        #expect(CivilTime(microsecondOfDay: 0)?.text == "00:00:00")
        #expect(CivilTime(microsecondOfDay: Self.day - 1)?.text == "23:59:59.999999")
        #expect(CivilTime(microsecondOfDay: Self.day) == nil)
        #expect(CivilTime(microsecondOfDay: -1) == nil)
    }

    @Test(arguments: [
        (59, "2000-02-29"), (60, "2000-03-01"), (9_831, "2026-12-01"), (-36_524, "1900-01-01"),
        (-36_465, "1900-03-01"), (-730_119, "0001-01-01"), (2_921_939, "9999-12-31"),
    ])
    func `leap years are those of the Gregorian calendar`(days: Int, date: String) {
        #expect(text(Int64(days) * Self.day) == date + "T00:00:00Z")
    }

    @Test func `what is not a year of four digits is refused`() {
        #expect(CivilDate(daysSince2000: 2_921_940) == nil)
        #expect(CivilDate(daysSince2000: -730_120) == nil)
        #expect(CivilDate(daysSince2000: .max) == nil)
        #expect(CivilDate(daysSince2000: .min) == nil)
        #expect(text(.max) == nil && text(.min) == nil)
    }

    @Test func `every day of 400 years follows the one before it`() {
        var previous = CivilDate(days: -146_097)
        for days in -146_096...0 {
            let date = CivilDate(days: days)
            let isNext =
                date.day == previous.day + 1 && date.month == previous.month
                || date.day == 1 && (date.month == previous.month + 1 || date.month == 1)
            #expect(isNext, "\(date) after \(previous)")
            previous = date
        }
    }
}
