import Metrics
import Storage
import Vocabulary

/// Brings the directories in memory up to date as soon as another server has changed one, so that the next
/// question finds nothing to do.
///
/// Nothing depends on it: a question asked of an index that is behind catches up by itself. It also measures, every
/// few seconds, how far behind the indexes are: that stays 0 as long as notices arrive.
public struct FollowDirectories: Sendable {
    private let desk: Desk
    private let figures = Figures()

    /// How often the store is asked whether a notice was missed.
    static let pause = Duration.seconds(15)

    public init(desk: Desk) { self.desk = desk }

    /// Follows until the task is cancelled.
    public func callAsFunction() async {
        await withTaskGroup(of: Void.self) { group in
            if let notices = desk.database.directoryNotices() {
                group.addTask { for await notice in notices { await take(notice) } }
            }
            group.addTask {
                while !Task.isCancelled {
                    await catchUp()
                    try? await Task.sleep(for: FollowDirectories.pause)
                }
            }
        }
    }

    private func take(_ notice: DirectoryNotice) async {
        switch notice {
        case .changed(let hub): if desk.directories.version(of: hub) != nil { await catchUp(hub) }
        case .anyMayHaveChanged: await catchUp()
        }
    }

    /// Compares every index in memory with the store, and brings up to date what is behind.
    ///
    /// - Returns: how many changes the one that was furthest behind had missed.
    @discardableResult
    func catchUp() async -> Int {
        guard let versions = try? await desk.database.readAll({ try $0.hubs.directoryVersions() }) else { return 0 }
        var furthest = 0
        for (hub, version) in versions {
            guard let held = desk.directories.version(of: hub), held < version else { continue }
            furthest = max(furthest, version - held)
            await catchUp(hub)
        }
        figures.behind.record(furthest)
        return furthest
    }

    private func catchUp(_ hub: Identifier<Hub>) async {
        let desk = desk
        let start = ContinuousClock.now
        let isDone = try? await desk.database.read(hub) { hub in
            try desk.directories.ask(in: hub, clock: desk.clock) { _ in true }
        }
        let took = start.duration(to: .now).components
        if isDone == true {
            figures.took.recordNanoseconds(took.seconds * 1_000_000_000 + took.attoseconds / 1_000_000_000)
        }
    }

    private struct Figures: Sendable {
        let behind = Gauge(label: "kith_index_changes_behind")
        let took = Metrics.Timer(label: "kith_index_catch_up_seconds")
    }
}
