import Casework
import Community
import Foundation
import Hummingbird
import People
import Vocabulary

/// The steps before a referral: barriers, explanation, consent. They end with a draft.
public struct ReferRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        let start = "/app/people/:person/groups/:group/referral"
        pages.get("\(start)") { _, context in
            try await step(context) { .redirect(to: ReferSteps($0).next($0)) }
        }
        pages.get("\(start)/barriers") { _, context in
            try await step(context) { preparation in
                let steps = ReferSteps(preparation)
                guard !preparation.standing.barriers.isEmpty else { return .redirect(to: steps.next(preparation)) }
                return try site.present(
                    BarriersPage(preparation, BarriersPage.filled(preparation), reference: desk.reference), in: context)
            }
        }
        pages.post("\(start)/barriers") { _, context in try await step(context) { try await solve($0, context) } }
        pages.get("\(start)/explanation") { _, context in
            try await step(context) {
                try site.present(ExplanationPage($0, FormReader(), reference: desk.reference), in: context)
            }
        }
        pages.post("\(start)/explanation") { _, context in try await step(context) { try await understand($0, context) }
        }
        pages.get("\(start)/consent") { _, context in
            try await step(context) { preparation in
                let next = ReferSteps(preparation).next(preparation)
                guard next == ReferSteps(preparation).consent else { return .redirect(to: next) }
                return try site.present(
                    ConsentPage(preparation, FormReader(), reference: desk.reference), in: context)
            }
        }
        pages.post("/app/people/:person/groups/:group/wish") { _, context in
            let (person, group) = (Person.ID(try context.path("person")), Group.ID(try context.path("group")))
            try await WishForGroupAgain(desk: desk)(
                for: group, of: person, submission: context.submission.id, by: try context.signedIn().actor)
            return Response.redirect(to: ReferSteps(person: person.inAddress, group: group.inAddress).start)
        }
        pages.post("\(start)/consent") { _, context in try await step(context) { try await draft($0, context) } }
    }

    /// A step's page: unless the gate holds, or a referral is open already.
    private func step(
        _ context: SiteContext, _ answer: (Preparation) async throws -> Response
    ) async throws -> Response {
        let session = try context.signedIn()
        let preparation = try await PrepareReferral(desk: desk)(
            of: Person.ID(try context.path("person")), to: Group.ID(try context.path("group")), by: session.actor)
        if let open = preparation.openHere { return .redirect(to: "/app/referrals/\(open.id)") }
        guard preparation.standing.isOpen else {
            return try site.present(RuledOutPage(preparation, reference: desk.reference), in: context)
        }
        return try await answer(preparation)
    }

    private func solve(_ preparation: Preparation, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let solvable = BarriersPage.solvable(preparation)
        // What nobody asked is asked first, and nothing is written down as solved.
        guard !solvable.isEmpty else { return .redirect(to: ReferSteps(preparation).start) }
        let solutions = BarriersPage.read(&reader, barriers: solvable)
        // What was answered is kept even when something else is missing.
        try await SolveBarriers(desk: desk)(
            solutions, between: preparation.person.id, and: preparation.standing.group.id,
            submission: context.submission.id, by: try context.signedIn().actor)
        guard reader.problems.isEmpty else {
            return try site.present(BarriersPage(preparation, reader, reference: desk.reference), in: context)
        }
        return .redirect(to: ReferSteps(preparation).start)
    }

    private func understand(_ preparation: Preparation, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let manner = ExplanationPage.read(&reader) else {
            return try site.present(ExplanationPage(preparation, reader, reference: desk.reference), in: context)
        }
        try await ConfirmUnderstanding(desk: desk)(
            of: preparation.person.id, in: manner.language, withInterpreter: manner.withInterpreter,
            submission: context.submission.id, by: try context.signedIn().actor)
        return .redirect(to: ReferSteps(preparation).start)
    }

    private func draft(_ preparation: Preparation, _ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let yes = ConsentPage.read(&reader, today: preparation.today) else {
            return try site.present(ConsentPage(preparation, reader, reference: desk.reference), in: context)
        }
        let draft = try await DraftReferral(desk: desk)(
            of: preparation.person.id, to: preparation.standing.group.id, with: yes,
            submission: context.submission.id, by: try context.signedIn().actor)
        return .redirect(to: "/app/referrals/\(draft)")
    }
}
