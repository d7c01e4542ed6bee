import Foundation
import OpenID
import Vocabulary

/// What is known of the provider: read once an hour, and its keys once more where one is met that is unknown. However
/// many come at once, it is asked once; and one that did not answer is left alone for a moment.
actor ProviderMemory {
    private struct Known {
        let document: ProviderDocument
        let keys: ProviderKeys
        let readAt: Moment
    }

    private static let pauseAfterFailure = 5

    private let settings: IdentityProvider.Settings
    private let fetch: WebFetch
    private let clock: Clock
    private var held: Known?
    private var failedAt: Moment?
    private var reading: Task<Known?, Never>?

    init(settings: IdentityProvider.Settings, fetch: WebFetch, clock: Clock) {
        self.settings = settings
        self.fetch = fetch
        self.clock = clock
    }

    func document() async throws -> ProviderDocument { try await read(ifOlderThan: 3_600).document }

    func keys(anew: Bool) async throws -> ProviderKeys { try await read(ifOlderThan: anew ? 60 : 3_600).keys }

    private func read(ifOlderThan seconds: Int) async throws -> Known {
        let now = clock.now
        if let held, held.readAt.adding(seconds: seconds) > now { return held }
        if let failedAt, failedAt.adding(seconds: Self.pauseAfterFailure) > now { throw IdentityProvider.Refusal.away }
        guard let known = await asking().value else { throw IdentityProvider.Refusal.away }
        return known
    }

    private func asking() -> Task<Known?, Never> {
        if let reading { return reading }
        let task = Task {
            let known = await asked()
            if let known { held = known }
            failedAt = known == nil ? clock.now : nil
            reading = nil
            return known
        }
        reading = task
        return task
    }

    private func asked() async -> Known? {
        guard let address = ProviderDocument.address(of: settings.issuer), let told = await get(address),
            let document = try? ProviderDocument(told, issuer: settings.issuer),
            let published = await get(document.keys), let keys = try? ProviderKeys(published)
        else { return nil }
        return Known(document: document, keys: keys, readAt: clock.now)
    }

    private func get(_ address: URL) async -> Data? {
        guard case .success(let answer) = await fetch.get(address), answer.status == 200 else { return nil }
        return answer.body
    }
}
