import Casework
import Community
import Hummingbird
import Vocabulary

/// The group's side of an agreement, without an account: by the link of a mail (`/a/{token}`), or by the
/// hub and the short code that stand on a letter (`/a/demo.k3v9-2mtz`).
public struct AgreementRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/a/:token") { _, context in try await question(context) }
        pages.post("/a/:token/agreement") { _, context in try await agree(context) }
        pages.post("/a/:token/refusal") { _, context in
            try await answer(context, "The group is off our list. Thank you for telling us.") {
                try await $0.sayNo(at: $1)
            }
        }
        pages.post("/a/:token/pause") { _, context in
            let paused = try context.saysYes("paused")
            let said = paused ? "Nobody new is sent to you until you go on." : "People can be referred to you again."
            return try await answer(context, said) { try await $0.pause(paused, at: $1) }
        }
    }

    private func question(_ context: SiteContext) async throws -> Response {
        let question = try await read(try door(context), context)
        return try site.present(
            AgreementPage(question, token: try context.path("token"), today: desk.clock.today), in: context)
    }

    private func agree(_ context: SiteContext) async throws -> Response {
        let door = try door(context)
        let answering = AnswerAgreement(desk: desk)
        let question = try await read(door, context)
        var reader = FormReader(context.form)
        guard let answer = AgreementForm.read(&reader, today: desk.clock.today) else {
            return try site.present(
                AgreementPage(question, token: try context.path("token"), today: desk.clock.today, reader: reader),
                in: context)
        }
        try await answering.agree(answer, at: door)
        return try site.present(
            AgreementDonePage(
                "Thank you. People can now be referred to \(question.group.details.name).", hub: question.hub),
            in: context)
    }

    private func answer(
        _ context: SiteContext, _ said: String, _ change: (AnswerAgreement, AgreementDoor) async throws -> Void
    ) async throws -> Response {
        let door = try door(context)
        let answering = AnswerAgreement(desk: desk)
        let hub = try await read(door, context).hub
        try await change(answering, door)
        return try site.present(AgreementDonePage(said, hub: hub), in: context)
    }

    /// Reads the question, and counts a link or code that leads nowhere: nobody tries many.
    private func read(_ door: AgreementDoor, _ context: SiteContext) async throws -> AnswerAgreement.Question {
        let limit = GuessLimit(desk: desk)
        let hub: Identifier<Hub>? = if case .code(_, let hub) = door { hub } else { nil }
        try await limit.refuseGuessing(from: context.remoteAddress, at: hub)
        do { return try await AnswerAgreement(desk: desk).read(door) } catch AnswerAgreement.Refusal.linkEnded {
            try await limit.countMiss(from: context.remoteAddress, at: hub)
            throw AnswerAgreement.Refusal.linkEnded
        }
    }

    /// What stands in the link: a token, or the hub and the short code of a letter, as in `/a/demo.k3v9-2mtz`.
    private func door(_ context: SiteContext) throws -> AgreementDoor {
        let text = try context.path("token")
        if let secret = Secret(text: text) { return .link(secret) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw AnswerAgreement.Refusal.linkEnded }
        return .code(String(parts[1]), hub: Identifier(rawValue: String(parts[0])))
    }
}

extension AnswerAgreement.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .linkEnded: .linkEnded
        case .nothingAgreed: .notNow("There is no agreement with this group yet, so there is nothing to pause.")
        case .numberOutOfRange, .endsInThePast, .tooLong, .signatureMissing: .malformed
        }
    }
}
