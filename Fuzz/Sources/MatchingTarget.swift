// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

@testable import Matching

extension Target {
    /// The files of `kith match`: what is read and written again is the same, and only JSON is ever read.
    static let matching = Target(name: "matching") { data in
        directory(data)
        situation(data)
        if let members = try? data.withUnsafeBytes({ try CohortMember.cohort(json: $0) }) {
            expect(Set(members.map(\.id)).count == members.count, "an id is one person's")
        }
    }

    private static func directory(_ data: Data) {
        guard let groups = try? data.withUnsafeBytes({ try GroupProfile.directory(json: $0) }) else { return }
        expect(isJSON(data), "what is read as a directory is JSON")
        let written = GroupProfile.directoryJSON(groups)
        let again = try? written.withUnsafeBytes { try GroupProfile.directory(json: $0) }
        expect(again.map(GroupProfile.directoryJSON) == written, "a directory that was written reads the same")
    }

    private static func situation(_ data: Data) {
        guard let situation = try? data.withUnsafeBytes({ try Situation(json: $0) }) else { return }
        expect(isJSON(data), "what is read as a situation is JSON")
        let again = try? situation.json.withUnsafeBytes { try Situation(json: $0) }
        expect(again.map(\.json) == situation.json, "a situation that was written reads the same")
    }

    private static func isJSON(_ data: Data) -> Bool {
        (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil
    }
}
