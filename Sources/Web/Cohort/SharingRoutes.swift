import Casework
import Community
import Hummingbird
import People
import Vocabulary

/// Sharing places out among all who wait: `/app/sharing`.
public struct SharingRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    public func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/sharing") { _, context in
            try await board(context, told: context.query["done"].flatMap(SharingPage.Told.init(rawValue:)))
        }
        pages.post("/app/sharing/proposal") { _, context -> Response in
            try await ProposeSharing(desk: desk)(
                submission: context.submission.id, by: try context.signedIn().actor)
            return .redirect(to: "/app/sharing?done=\(SharingPage.Told.proposed.rawValue)")
        }
        pages.post("/app/sharing/confirmation") { _, context in try await confirm(context) }
        pages.get("/app/sharing/people/:person") { _, context in try await choice(FormReader(), context) }
        pages.post("/app/sharing/people/:person") { _, context in try await change(context) }
        pages.post("/app/people/:person/suggestion/setting-aside") { _, context -> Response in
            let id = try context.person()
            try await SetSuggestionAside(desk: desk)(for: id, by: try context.signedIn().actor)
            return .redirect(to: "/app/people/\(id.inAddress)?done=set-aside")
        }
    }

    private func board(
        _ context: SiteContext, show: SharingBoard.Show? = nil, told: SharingPage.Told? = nil
    ) async throws -> Response {
        let shown = show ?? context.query["show"].flatMap(SharingBoard.Show.init(rawValue:)) ?? .all
        let board = try await ReadSharing(desk: desk)(
            shown, page: context.query["page"].flatMap(Int.init) ?? 1, by: try context.signedIn().actor)
        return try site.present(
            SharingPage(board, reference: desk.reference, clock: desk.clock, told: told), in: context)
    }

    private func confirm(_ context: SiteContext) async throws -> Response {
        do {
            try await ConfirmSharing(desk: desk)(
                version: context.version, submission: context.submission.id, by: try context.signedIn().actor)
        } catch ConfirmSharing.Refusal.linesChanged {
            return try await board(context, show: .changed, told: .linesChanged)
        }
        return .redirect(to: "/app/sharing?done=\(SharingPage.Told.confirmed.rawValue)")
    }

    private func choice(_ reader: FormReader, _ context: SiteContext) async throws -> Response {
        let choice = try await ReadSharing(desk: desk).choice(
            for: try context.person(), by: try context.signedIn().actor)
        return try site.present(SharingChoicePage(choice, reader, reference: desk.reference), in: context)
    }

    private func change(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        let actor = try context.signedIn().actor
        try Access.require(.sharePlaces, of: actor)
        guard let change = SharingChoicePage.read(&reader) else { return try await choice(reader, context) }
        try await ChangeSharing(desk: desk)(
            change, for: try context.person(), version: context.version, submission: context.submission.id, by: actor)
        return .redirect(to: "/app/sharing?done=\(SharingPage.Told.changed.rawValue)")
    }
}

extension SiteContext {
    /// The version of what a form was about, as its page held it; none that there can be where it is missing.
    fileprivate var version: Int { form["version"].flatMap(Int.init) ?? -1 }
}

extension ProposeSharing.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .nobodyWaits:
            .notNow("Nobody waits for a group now: everybody whose needs are known has one, or was suggested one.")
        }
    }
}

extension ChangeSharing.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .doesNotFit:
            .notNow("This group does not fit them any more. Nothing was changed. Go back and choose another.")
        case .noPlaceInPlan:
            .notNow(
                "This group has no place left for this plan. Nothing was changed. "
                    + "Go back and choose another, or take the place from somebody first.")
        case .nothingToHold: .notNow("There is no group for which a place could be held. Nothing was changed.")
        }
    }
}

extension ConfirmSharing.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .linesChanged(let count):
            .notNow("\(count == 1 ? "1 line has" : "\(count) lines have") changed meanwhile. Nothing was confirmed.")
        case .nothingToSuggest: .notNow("There is nothing to suggest: nobody in this plan gets a group.")
        }
    }
}

extension CohortPlan.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        switch self {
        case .alreadyConfirmed:
            .notNow("This was confirmed before. What it suggests is with the link workers already.")
        case .changedSince:
            .notNow("A colleague changed this plan since you opened it. Look at it again first. Nothing was changed.")
        }
    }
}
