import CZip
import Foundation

extension ZipArchive {
    /// Packs files into an archive in memory.
    public static func packed(_ files: [(name: String, data: Data)]) throws -> Data {
        var problem = zip_error_t()
        guard let target = zip_source_buffer_create(nil, 0, 0, &problem) else { throw Fault.notAnArchive }
        zip_source_keep(target)
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &problem) else {
            zip_source_free(target)
            throw Fault.notAnArchive
        }
        // libzip reads the bytes when the archive is closed: they must stay where they are until then.
        let copies = files.map { file in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, file.data.count), alignment: 1)
            copy.copyBytes(from: file.data)
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        for (file, copy) in zip(files, copies) {
            let source = zip_source_buffer(archive, copy.baseAddress, zip_uint64_t(file.data.count), 0)
            guard let source, zip_file_add(archive, file.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0 else {
                zip_discard(archive)
                throw Fault.unreadable(file: file.name)
            }
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw Fault.notAnArchive
        }
        return try contents(of: target)
    }

    private static func contents(of source: OpaquePointer) throws -> Data {
        guard zip_source_open(source) == 0 else { throw Fault.notAnArchive }
        defer { zip_source_close(source) }
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_source_read(source, &buffer, zip_uint64_t(buffer.count))
            if count < 0 { throw Fault.notAnArchive }
            if count == 0 { return data }
            data.append(contentsOf: buffer.prefix(Int(count)))
        }
    }
}
