import Foundation

/// A file of a data package, read in pieces so that none has to fit into memory.
public struct PackageFile {
    /// Its path inside the package, with `/` between folders.
    public let name: String
    /// Calls its argument with one piece after another.
    public let read: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void

    public init(name: String, read: @escaping ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) {
        self.name = name
        self.read = read
    }

    public init(name: String, data: Data) {
        self.init(name: name) { piece in try data.withUnsafeBytes { try piece($0) } }
    }

    /// The file's own name without its folders.
    var base: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// The folders before it, with a slash at the end; empty at the top.
    var folder: String { String(name.dropLast(base.count)) }

    /// Whether the path stays inside the package.
    static func staysInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return !path.isEmpty && !path.hasPrefix("/") && !path.contains("\\") && !path.contains("\0")
            && !parts.contains("..") && !(path.count > 1 && path.dropFirst().first == ":")
    }
}
