import TestSupport

/// Random events.
extension ConflictHistory {
    /// One event of any kind; refusals leave everything as it was.
    func step(closes: Bool = true) throws {
        let (person, office) = (anyone(), anyOffice())
        let project = anyProject(of: office)
        switch Int.random(in: 0..<33, using: &random) {
        case 0..<10: try score(person, project)
        case 10..<18: try record(one(of: FactKind.allCases), person, in: office)
        case 18..<20: try annulAny()
        case 20..<22: try moveSchool(in: office)
        case 22: try split(in: office)
        case 23: try mergeCommunities(in: office)
        case 24: try mergeAccounts(one(of: Self.accounts))
        case 25: try withdraw(person, project)
        case 26: try recuse(person, project)
        case 27: try join(6, in: office)
        case 28: try charge(person, one(of: ConflictWorld.completed))
        case 29: try evaluateAny()
        case 30: try deliberate(in: office)
        case 31: try rezone(in: office)
        default: if closes { try close(in: office) } else { try vote(person, in: office) }
        }
    }

    func annulAny() throws {
        guard !model.facts.isEmpty else { return }
        try annul(one(of: model.facts))
    }

    /// Whatever stands to be evaluated by somebody.
    private func evaluateAny() throws {
        let mandates = try counted().filter { $0.kind == "MANDATE" }
            .sorted { ($0.person, $0.project) < ($1.person, $1.project) }
        guard !mandates.isEmpty else { return }
        let mandate = one(of: mandates)
        try evaluate(mandate.person, mandate.project)
    }
}
