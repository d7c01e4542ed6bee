import ArgumentParser
import Foundation
import Storage

/// Why a command stops: one line for people, and the code with which the program ends.
///
/// Commands turn what goes wrong below them into one of these; nothing else reaches the terminal.
struct CommandFailure: Error {
    /// What is wrong, where, and what to do; without the program's name and without a line break.
    let message: String
    let code: Code

    init(_ message: String, _ code: Code) {
        self.message = message
        self.code = code
    }

    /// The exit codes that `interfaces.md` promises.
    enum Code: Int32 {
        case answerIsNo = 1
        case wrongUsage = 64
        case badInput = 65
        case serviceMissing = 69
        case defect = 70
        case tryAgain = 75
    }
}

extension CommandFailure {
    /// Says what went wrong in one line and ends the program.
    static func end(with error: any Error) -> Never {
        if let failure = error as? CommandFailure { exit(failure.message, failure.code.rawValue) }
        if let fault = error as? StorageFault {
            let failure = DataPlace.failure(for: fault, in: "the hubs' store")
            exit(failure.message, failure.code.rawValue)
        }
        let code = Kith.exitCode(for: error)
        // Help, the version, and a command's own exit code are not failures to tell of.
        if code == .success || error is ExitCode { Kith.exit(withError: error) }
        if code == .validationFailure {
            exit("\(Kith.message(for: error)) (kith --help lists the commands)", code.rawValue)
        }
        exit("something went wrong inside kith; nothing was changed. Please report it.", Code.defect.rawValue)
    }

    private static func exit(_ message: String, _ code: Int32) -> Never {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        FileHandle.standardError.write(Data("kith: \(line)\n".utf8))
        Foundation.exit(code)
    }
}
