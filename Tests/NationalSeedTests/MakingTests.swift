import Testing

@testable import NationalSeed

@Suite("Making of values")
struct MakingTests {
    /// The first numbers of SplitMix64 for this state, as its authors' program prints them.
    @Test func `a stream is SplitMix64`() {
        var stream = SeededStream(1_234_567)
        #expect(stream.next() == 6_457_827_717_110_365_317)
        #expect(stream.next() == 3_203_168_211_198_807_973)
        #expect(stream.next() == 9_817_491_932_198_370_423)
    }

    @Test func `numbers lie within their bounds and reach them`() {
        var stream = SeededStream(1)
        let numbers = Set((0..<1000).map { _ in stream.within(3...7) })
        #expect(numbers == [3, 4, 5, 6, 7])
    }

    @Test func `choices are taken as often as their weights say`() {
        var stream = SeededStream(2)
        let choices = Choices([("often", 90), ("seldom", 10)])
        let seldom = (0..<10_000).count { _ in stream.element(of: choices) == "seldom" }
        #expect((900...1100).contains(seldom))
    }

    @Test func `quotients are rounded so that their sum is right`() {
        var stream = SeededStream(3)
        let sum = (0..<10_000).reduce(0) { sum, _ in sum + stream.rounded(7, over: 4) }
        #expect((17_300...17_700).contains(sum))
    }

    @Test func `an identifier is a UUID of version 8 and its variant`() {
        let ones = Identifier(high: .max, low: .max)
        #expect(ones.text == "ffffffff-ffff-8fff-bfff-ffffffffffff")
        #expect(Identifier(high: 0, low: 1).text == "00000000-0000-8000-8000-000000000001")
    }

    @Test func `identifiers differ by seed number, scale, subject, office and ordinal`() throws {
        let half = try SampleCountry.scale(0.5)
        let roots = [
            RootKey(seed: 1, scale: .one), RootKey(seed: 2, scale: .one),
            RootKey(seed: 1, scale: half),
        ]
        var identifiers: Set<Identifier> = []
        for root in roots {
            for subject in [Subject.zone, .visit] {
                for office in 0..<10 {
                    for ordinal in -10..<10 {
                        identifiers.insert(root.identifier(subject, office, ordinal))
                    }
                }
            }
        }
        #expect(identifiers.count == 3 * 2 * 10 * 20)
    }

    @Test func `every day of the years has its date and comes back from it`() {
        #expect(CivilDate(1970, 1, 1).day == 0)
        #expect(CivilDate(2000, 2, 29).day == 11_016)
        for day in CivilDate(1948, 1, 1).day...CivilDate(2031, 1, 1).day {
            let parts = CivilDate(day: day).components
            #expect(CivilDate(parts.year, parts.month, parts.day).day == day)
        }
    }

    @Test func `Sundays are Sundays`() {
        #expect(CivilDate(2026, 11, 22).isSunday)
        #expect(!CivilDate(2026, 11, 23).isSunday)
        #expect(CivilDate(2017, 9, 3).isSunday)
    }

    @Test func `values are written as COPY reads them`() {
        var rows = CopyRows()
        rows.append([
            .null, .number(-5), .text("a\tb\\c\nd\re"), .boolean(true), .boolean(false),
            .date(CivilDate(2026, 2, 3)), .words(["A", "B"]), .optional(CivilDate?.none),
            .instant(CivilDate(2026, 11, 19), seconds: 3 * 3600 + 25 * 60 + 9),
        ])
        let text = String(decoding: rows.bytes, as: UTF8.self)
        #expect(
            text == "\\N\t-5\ta\\tb\\\\c\\nd\\re\tt\tf\t2026-02-03\t{A,B}\t\\N\t"
                + "2026-11-19 03:25:09+00\n")
        #expect(rows.count == 1)
    }

    @Test func `a name that occurs again is numbered in both languages`() {
        var names = DistinctNames()
        let name = BilingualName(arabic: "أنوال", french: "Anoual")
        #expect(names.claim(name) == name)
        #expect(names.claim(name) == BilingualName(arabic: "أنوال 2", french: "Anoual 2"))
    }

    @Test func `a scale lies between a ten-thousandth and scaleMax`() {
        let limits = NationalSeedLimits()
        #expect(Scale(0.0001)?.of(10_000) == 1)
        #expect(Scale(0.00009) == nil)
        #expect(Scale(limits.scaleMax)?.of(3) == 30)
        #expect(Scale(limits.scaleMax.nextUp) == nil)
    }

    @Test func `there are from one to jobsMax jobs`() {
        let limits = NationalSeedLimits(jobsMax: 3)
        #expect(NationalSeedOptions(jobs: 0, limits: limits).jobs == 1)
        #expect(NationalSeedOptions(jobs: 3, limits: limits).jobs == 3)
        #expect(NationalSeedOptions(jobs: 4, limits: limits).jobs == 3)
    }
}
