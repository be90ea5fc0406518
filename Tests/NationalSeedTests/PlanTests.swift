import Testing

@testable import NationalSeed

/// The invented country is skewed as the real one is, within bounds that hold for every seed.
@Suite("Plan of the country")
struct PlanTests {
    /// The country at its real size but its visits, once a test run.
    private static let plans = Result { try plans(SampleCountry.make()) }

    private static func plans(_ country: Country) throws -> [OfficePlan] {
        country.offices.map { OfficePlan(country, $0) }
    }

    @Test func `the same office gives the same bytes in every process`() throws {
        let country = try SampleCountry.make(scale: SampleCountry.scale(0.01))
        let plan = OfficePlan(country, country.offices[0])
        let rows = SeedTable.all.map { $0.rows(plan) }
        #expect(
            rows.map(\.count) == [
                1, 2, 2, 28, 31, 1, 10, 195, 20, 40, 20, 12, 12, 32, 5, 12, 12, 21, 10, 10, 10, 20,
                20, 20, 10, 10, 10, 5, 6, 1, 1, 0, 0, 8, 8, 6, 1, 6, 2, 2, 12, 0, 0, 8, 1, 6, 1, 1,
                1,
            ])
        #expect(Self.digest(rows.flatMap(\.bytes)) == 14_647_669_488_414_363_604)
    }

    /// FNV-1a, which is the same in every process, as the hashes of Swift are not.
    private static func digest(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    @Test func `another seed number gives another country`() throws {
        let one = try SampleCountry.make()
        let other = try SampleCountry.make(seed: 1)
        #expect(
            OfficePlan(one, one.offices[3]).zones[0].id
                != OfficePlan(other, other.offices[3]).zones[0].id)
    }

    @Test func `there are 82 offices of one to twenty communities, about 500 in all`() throws {
        let counts = try Self.plans.get().map(\.communities.count)
        #expect(counts.count == 82)
        #expect(counts.allSatisfy { (1...20).contains($0) })
        #expect((450...550).contains(counts.reduce(0, +)))
        #expect(counts.contains { $0 <= 2 } && counts.contains { $0 >= 16 })
    }

    @Test func `there are about 11,000 schools, 6 to 40 a community`() throws {
        let plans = try Self.plans.get()
        let counts = plans.flatMap { $0.communities.map(\.schools.count) }
        #expect((10_000...12_000).contains(counts.reduce(0, +)))
        #expect(counts.allSatisfy { (6...40).contains($0) })
        let primary = plans.flatMap(\.schools).count { $0.hasPrimary }
        #expect((65...80).contains(primary * 100 / counts.reduce(0, +)))
    }

    @Test func `the names of an office's zones, communities and schools are distinct`() throws {
        for plan in try Self.plans.get() {
            #expect(Set(plan.zones.map(\.name.arabic)).count == plan.zones.count)
            #expect(Set(plan.communities.map(\.name.arabic)).count == plan.communities.count)
            #expect(Set(plan.schools.map(\.name.arabic)).count == plan.schools.count)
        }
    }

    @Test func `every community has a coordinator at present who is one of its heads`() throws {
        for plan in try Self.plans.get() {
            for community in plan.communities {
                let grant = plan.grants.last { $0.community == community.id }
                let person = try #require(grant?.tenure.person)
                let heads = plan.schools[community.schools].flatMap(\.heads)
                #expect(heads.contains { $0.person == person })
                #expect(grant?.tenure.to == nil)
            }
        }
    }

    @Test func `escorts are assigned once a year and place, and some come from elsewhere`() throws {
        let plans = try Self.plans.get()
        for plan in plans {
            for year in Country.years {
                let escorts = plan.escorting.assignments.filter { $0.year == year }.map(\.person)
                #expect(escorts.count == plan.escorting.slots.count)
                #expect(Set(escorts).count == escorts.count)
            }
        }
        let guests = plans.flatMap { plan in
            plan.people.filter { $0.homeOffice != plan.office.id }
        }
        #expect(!guests.isEmpty && guests.allSatisfy { $0.workZone == nil })
    }

    @Test func `a smaller country has its share of schools, and two an office at least`() throws {
        let tenth = try Self.plans(SampleCountry.make(scale: SampleCountry.scale(0.1)))
        let schools = tenth.map(\.schools.count).reduce(0, +)
        #expect((900...1400).contains(schools))
        let least = try Self.plans(SampleCountry.make(scale: SampleCountry.scale(0.0001)))
        #expect(least.allSatisfy { $0.schools.count == 2 && $0.communities.count == 1 })
    }

    @Test func `visits are made on days of work that have come, most in autumn`() throws {
        let plan = try Self.plans.get()[40]
        let drafts = plan.visitDrafts()
        #expect(drafts.allSatisfy { !$0.day.isSunday && $0.day <= Country.lastDay })
        #expect(drafts.allSatisfy { plan.schools[$0.school].openedOn <= $0.day })
        let months = Dictionary(grouping: drafts) { $0.day.components.month }.mapValues(\.count)
        #expect(months[8] == nil)
        #expect(months[11, default: 0] > 2 * months[6, default: 0])
        #expect(zip(drafts, drafts.dropFirst()).allSatisfy { $0.day <= $1.day })
    }

    @Test func `most schools are visited a few times a year, and few very often`() throws {
        let plan = try Self.plans.get()[40]
        let counts = Dictionary(grouping: plan.visitDrafts(), by: \.school).values.map(\.count)
            .sorted()
        let median = counts[counts.count / 2]
        let mean = counts.reduce(0, +) / counts.count
        #expect((40...120).contains(median))
        #expect(mean > median)
        #expect(counts[counts.count - 1] > 3 * median)
    }
}
