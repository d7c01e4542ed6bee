import Foundation

/// A file for its owner's eyes only, from its first byte on.
struct PrivateFile {
    let path: String

    /// Writes a file that must not be there yet.
    ///
    /// - Throws: ``CommandFailure`` also where there is something, which is left as it is.
    func make(_ text: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST || errno == ELOOP {
                throw CommandFailure("\(path) is there already: give another name", .answerIsNo)
            }
            throw cannotWrite
        }
        guard write(text, to: descriptor) else {
            unlink(path)
            throw cannotWrite
        }
        keepFolder()
    }

    /// Puts `text` into the place of what the file holds: whoever reads it meanwhile, or after a loss of power, finds
    /// the one or the other, whole.
    func replace(with text: String) throws(CommandFailure) {
        let beside = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        unlink(beside)
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotWrite }
        var status = stat()
        // Root turns the keys of the account that serves: they stay that account's.
        if stat(path, &status) == 0 { _ = fchown(descriptor, status.st_uid, status.st_gid) }
        guard write(text, to: descriptor), rename(beside, path) == 0 else {
            unlink(beside)
            throw cannotWrite
        }
        keepFolder()
    }

    private var cannotWrite: CommandFailure {
        CommandFailure("\(path) cannot be written: check the folder and who may write there", .serviceMissing)
    }

    /// Writes everything, has it on the disk, and closes.
    private func write(_ text: String, to descriptor: Int32) -> Bool {
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
            try file.close()
            return true
        } catch { return false }
    }

    /// The name of a file is on the disk when its folder is.
    private func keepFolder() {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY)
        guard folder >= 0 else { return }
        _ = fsync(folder)
        _ = close(folder)
    }
}
