/// The bounds of the national seed.
package struct NationalSeedLimits: Hashable, Sendable {
    /// How many times the real country; identifiers and numbers stay unique up to it.
    package var scaleMax: Double
    /// Connections that load offices at a time.
    package var jobsMax: Int

    package init(scaleMax: Double = 10, jobsMax: Int = 16) {
        self.scaleMax = scaleMax
        self.jobsMax = jobsMax
    }
}

/// The size of the invented country beside the real one, in whole steps of a ten-thousandth.
package struct Scale: Hashable, Sendable {
    let tenThousandths: Int

    package static let one = Scale(tenThousandths: 10_000)

    private init(tenThousandths: Int) {
        self.tenThousandths = tenThousandths
    }

    /// `nil` unless the number lies between a ten-thousandth and the bound.
    package init?(_ number: Double, limits: NationalSeedLimits = NationalSeedLimits()) {
        guard number >= 0.0001, number <= limits.scaleMax else { return nil }
        tenThousandths = Int((number * 10_000).rounded())
    }

    /// The product, rounded to the nearest number.
    func of(_ number: Int) -> Int {
        (number * tenThousandths + 5000) / 10_000
    }
}

/// Which country to invent, and how to load it.
package struct NationalSeedOptions: Hashable, Sendable {
    /// The number that all data follows from; another one gives another country.
    package static let seedNumberDefault: UInt64 = 2026

    package var seedNumber: UInt64
    package var scale: Scale
    /// Connections that load offices at a time; the data does not depend on it.
    package var jobs: Int
    package var limits: NationalSeedLimits

    package init(
        seedNumber: UInt64 = Self.seedNumberDefault, scale: Scale = .one, jobs: Int = 2,
        limits: NationalSeedLimits = NationalSeedLimits()
    ) {
        self.seedNumber = seedNumber
        self.scale = scale
        self.jobs = min(max(jobs, 1), limits.jobsMax)
        self.limits = limits
    }
}
