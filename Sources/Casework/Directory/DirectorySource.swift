import Foundation
import Interchange

/// Where a directory is read from, and how its bytes are found.
public enum DirectorySource: Sendable, Equatable {
    /// A JSON file or a zipped package.
    case file(URL)
    /// A folder with a data package.
    case folder(URL)
    /// The address of a live feed.
    case feed(URL)

    /// Judges what a person wrote: an address, or a path on this machine.
    ///
    /// - Throws: `SourceRefusal` where there is nothing of the kind.
    public init(_ text: String) throws(SourceRefusal) {
        let lower = text.lowercased()
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
            guard let url = URL(string: text), url.host != nil else {
                throw SourceRefusal("it is not an address", remedy: "write it as https://directory.example/api")
            }
            self = .feed(url)
            return
        }
        var isFolder: ObjCBool = false
        let url = URL(filePath: text)
        guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) else {
            throw SourceRefusal("there is no such file or folder", remedy: "check the path")
        }
        let name = url.lastPathComponent.lowercased()
        if isFolder.boolValue {
            self = .folder(url)
        } else if name == "datapackage.json" || name.hasSuffix(".csv") {
            // One file of a package stands for the package.
            self = .folder(url.deletingLastPathComponent())
        } else {
            self = .file(url)
        }
    }

    /// The name under which groups remember where they came from: never a path of this machine.
    public var name: String {
        switch self {
        case .file(let url), .folder(let url): url.standardizedFileURL.lastPathComponent
        case .feed(let url): OpenReferralFeed.base(of: url).absoluteString
        }
    }

    /// Reads a file or a folder.
    ///
    /// - Throws: `SourceRefusal` where it is not what it claims to be.
    func readLocal(with reader: DirectoryReader) throws(SourceRefusal) -> DirectoryReading {
        switch self {
        case .file(let url):
            let data: Data
            do { data = try Data(contentsOf: url, options: .mappedIfSafe) } catch {
                throw SourceRefusal("it cannot be read", remedy: "check that it may be opened")
            }
            if url.pathExtension.lowercased() == "zip" { return try reader.read(zip: data) }
            return try reader.read(file: data)
        case .folder(let url): return try reader.read(package: try Self.files(in: url))
        case .feed: throw SourceRefusal("it is a feed", remedy: "fetch it first")
        }
    }

    /// The files of a package, each read in pieces only when its turn comes.
    private static func files(in folder: URL) throws(SourceRefusal) -> [PackageFile] {
        let root = folder.standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
        guard
            let found = FileManager.default.enumerator(
                at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        else { throw SourceRefusal("it cannot be read", remedy: "check that it may be opened") }
        var files: [PackageFile] = []
        for case let url as URL in found {
            if found.level > 3 {
                found.skipDescendants()
                continue
            }
            // A link may point out of the package: what counts is where the file really is.
            let target = url.resolvingSymlinksInPath()
            let prefix = root.hasSuffix("/") ? root : root + "/"
            let name = url.path(percentEncoded: false)
            guard name.hasPrefix(prefix), target.path(percentEncoded: false).hasPrefix(prefix),
                (try? target.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
            else { continue }
            guard ["csv", "json"].contains(url.pathExtension.lowercased()) else { continue }
            files.append(PackageFile(name: String(name.dropFirst(prefix.count))) { try pieces(of: url, each: $0) })
            if files.count > 5000 {
                throw SourceRefusal("it holds too many files", remedy: "name the folder of the package itself")
            }
        }
        return files
    }

    private static func pieces(of url: URL, each: (UnsafeRawBufferPointer) throws -> Void) throws {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
            try piece.withUnsafeBytes { try each($0) }
        }
    }
}
