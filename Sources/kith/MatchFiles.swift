import Foundation
import Matching
import Vocabulary

/// The files of `kith match` and `kith allocate`; what is wrong in one is told with its name.
enum MatchFiles {
    static func situation(in file: String) throws(CommandFailure) -> Situation {
        let bytes = try InputFile.read(file)
        do {
            return try bytes.withUnsafeBytes { try Situation(json: $0) }
        } catch {
            throw CommandFailure("\(file): \(error)", .badInput)
        }
    }

    static func cohort(in file: String) throws(CommandFailure) -> [CohortMember] {
        let bytes = try InputFile.read(file)
        do {
            return try bytes.withUnsafeBytes { try CohortMember.cohort(json: $0) }
        } catch {
            throw CommandFailure("\(file): \(error)", .badInput)
        }
    }

    static func groups(in file: String) throws(CommandFailure) -> [GroupProfile] {
        let bytes = try InputFile.read(file)
        do {
            return try bytes.withUnsafeBytes { try GroupProfile.directory(json: $0) }
        } catch {
            throw CommandFailure("\(file): \(error)", .badInput)
        }
    }

    static func index(_ groups: [GroupProfile], of file: String) throws(CommandFailure) -> DirectoryIndex {
        do {
            return try DirectoryIndex(groups)
        } catch {
            throw CommandFailure("\(file): \(error)", .badInput)
        }
    }
}
