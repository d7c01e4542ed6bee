import CZip
import Foundation

/// The files of a zip archive in memory, by libzip. Nothing is ever written to disk.
public enum ZipArchive {
    public enum Fault: Error {
        case notAnArchive
        case tooManyFiles
        case unreadable(file: String)
    }

    /// Whether the bytes begin as an archive does, an empty one too.
    static func looksLikeOne(_ data: Data) -> Bool {
        data.starts(with: [0x50, 0x4B, 0x03, 0x04]) || data.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Hands over the files. They can be read only until `body` returns.
    static func withFiles<Result>(
        of data: Data, atMost most: Int, _ body: (_ files: [PackageFile], _ outside: [String]) throws -> Result
    ) throws -> Result {
        try data.withUnsafeBytes { bytes in
            var problem = zip_error_t()
            guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &problem)
            else { throw Fault.notAnArchive }
            guard let archive = zip_open_from_source(source, ZIP_RDONLY, &problem) else {
                zip_source_free(source)
                throw Fault.notAnArchive
            }
            defer { zip_discard(archive) }
            guard zip_get_num_entries(archive, 0) <= zip_int64_t(most) else { throw Fault.tooManyFiles }
            var files: [PackageFile] = []
            var outside: [String] = []
            for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
                guard let cName = zip_get_name(archive, index, 0) else { continue }
                let name = String(cString: cName)
                if name.hasSuffix("/") { continue }
                if PackageFile.staysInside(name), !isLink(archive, index) {
                    files.append(PackageFile(name: name) { try read(archive, index, name: name, piece: $0) })
                } else {
                    outside.append(name)
                }
            }
            return try body(files, outside)
        }
    }

    private static func read(
        _ archive: OpaquePointer, _ index: zip_uint64_t, name: String,
        piece: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard let file = zip_fopen_index(archive, index, 0) else { throw Fault.unreadable(file: name) }
        defer { zip_fclose(file) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
            if count < 0 { throw Fault.unreadable(file: name) }
            if count == 0 { return }
            try piece(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
        }
    }

    /// A symbolic link in an archive points wherever its maker liked.
    private static func isLink(_ archive: OpaquePointer, _ index: zip_uint64_t) -> Bool {
        var system: zip_uint8_t = 0
        var attributes: zip_uint32_t = 0
        guard zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 else { return false }
        return system == 3 && (attributes >> 16) & 0o170000 == 0o120000
    }
}
