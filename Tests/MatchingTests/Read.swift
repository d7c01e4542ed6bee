import Matching

/// Reads the files of a test from text.
enum Read {
    static func directory(_ json: String) throws -> [GroupProfile] {
        let bytes = Array(json.utf8)
        return try bytes.withUnsafeBytes { try GroupProfile.directory(json: $0) }
    }

    static func situation(_ json: String) throws -> Situation {
        let bytes = Array(json.utf8)
        return try bytes.withUnsafeBytes { try Situation(json: $0) }
    }
}
