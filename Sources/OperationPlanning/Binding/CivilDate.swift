/// A date of the proleptic Gregorian calendar, from PostgreSQL's count of days.
package struct CivilDate: Hashable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// `nil` for PostgreSQL's `infinity` and `-infinity`, and for years that need more than four
    /// digits.
    package init?(daysSince2000 days: Int32) {
        guard days != .max, days != .min else { return nil }
        self.init(days: Int(days))
        guard (1...9999).contains(year) else { return nil }
    }

    /// Counts in eras of 400 years that begin on 1 March, so that a leap day is the last day of its
    /// year; within an era in 32 bits, where divisions by constants are cheap.
    package init(days: Int) {
        let sinceMarchOfYear0 = days + 730_425
        let era =
            (sinceMarchOfYear0 >= 0 ? sinceMarchOfYear0 : sinceMarchOfYear0 - 146_096) / 146_097
        let dayOfEra = UInt32(truncatingIfNeeded: sinceMarchOfYear0 - era * 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int(yearOfEra) + era * 400 + (month <= 2 ? 1 : 0)
    }
}
