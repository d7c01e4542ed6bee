import Storage
import Vocabulary

extension HubInspection {
    /// What was done to the trail from outside of the program, each event by its number.
    func trail() throws -> [VerifyData.Finding] {
        let faults = try hub.events.faults()
        var found = faults.map(finding)
        found += try checkpoints(besides: faults)
        for kind in ConsistencyStore.Kind.allCases {
            for id in try hub.consistency.withoutEvent(kind) {
                found.append(
                    finding(
                        "\(kind.rawValue) \(id)", "the trail knows nothing of it",
                        "it was written outside of the program; compare the file with a backup"))
            }
        }
        return found
    }

    private func finding(_ fault: TrailFault) -> VerifyData.Finding {
        let one = fault.numbers.count == 1
        let problem =
            switch fault.kind {
            case .altered: "the trail is not what was written: what stands here does not fit its hash"
            case .missing: one ? "it was taken out of the trail" : "they were taken out of the trail"
            case .moved(let by): "the order of the trail was changed: \(Self.origin(of: fault.numbers, by))"
            case .replaced: "the trail is not what was written: another event stood here when the next one was written"
            }
        return finding(
            Self.named(fault.numbers), problem,
            "somebody changed the data outside of the program; compare it with a backup")
    }

    private static func named(_ numbers: ClosedRange<Int>) -> String {
        numbers.count == 1 ? "event \(numbers.lowerBound)" : "events \(numbers.lowerBound) to \(numbers.upperBound)"
    }

    private static func origin(of numbers: ClosedRange<Int>, _ shift: Int) -> String {
        let written = (numbers.lowerBound + shift)...(numbers.upperBound + shift)
        return "what stands here was written as \(named(written))"
    }

    // MARK: Checkpoints

    /// What the signed checkpoints say against the trail: those of the store, and those kept elsewhere.
    private func checkpoints(besides faults: [TrailFault]) throws -> [VerifyData.Finding] {
        var found: [VerifyData.Finding] = []
        let last = try hub.events.last()?.number ?? 0
        // The last event that a checkpoint vouches for, and the last one that one knows.
        var vouchedFor = 0
        var known = last
        var isRewritten = false
        for checkpoint in try allCheckpoints() {
            let number = checkpoint.checkpoint.number
            if let fault = signatureFault(of: checkpoint) {
                found.append(finding("checkpoint at event \(number)", fault.problem, fault.remedy))
                continue
            }
            known = max(known, number)
            guard let hash = try hub.events.hash(of: number) else { continue }
            if hash == checkpoint.checkpoint.hash {
                if !isRewritten { vouchedFor = number }
                continue
            }
            let doubtful = (min(vouchedFor, number - 1) + 1)...number
            // An event that is named already explains it.
            if !isRewritten, !faults.contains(where: { $0.numbers.overlaps(doubtful) }) {
                found.append(
                    finding(
                        Self.named(doubtful),
                        "the trail was written anew from one of these on: "
                            + "it does not end in what was signed at event \(number)",
                        "somebody changed the data outside of the program; compare it with a backup"))
            }
            isRewritten = true
        }
        if known > last {
            found.append(
                finding(
                    Self.named((last + 1)...known), "the end of the trail was cut off: a checkpoint knows of more",
                    "restore the newest backup, unless this is an older backup that was put here on purpose"))
        }
        return found
    }

    func checkpointCount() throws -> Int { try allCheckpoints().count }

    private func allCheckpoints() throws -> [SignedCheckpoint] {
        let own = try hub.checkpoints.all().map { SignedCheckpoint(hub: hub.hub, checkpoint: $0) }
        return Set(own + kept.filter { $0.hub == hub.hub })
            .sorted { ($0.checkpoint.number, $0.line) < ($1.checkpoint.number, $1.line) }
    }

    private func signatureFault(of checkpoint: SignedCheckpoint) -> (problem: String, remedy: String)? {
        guard let keys else { return nil }
        return switch checkpoint.isSigned(by: keys) {
        case true?: nil
        case false?: ("its signature is not that of its key", "do not trust it; compare the data with a backup")
        case nil:
            (
                "it is signed by the key \(checkpoint.checkpoint.key), which is none of these keys",
                "add that key's verifying line to the key file, or do not trust the checkpoint"
            )
        }
    }
}
