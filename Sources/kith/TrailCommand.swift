import ArgumentParser
import Casework
import Foundation
import Storage
import Vocabulary

/// `kith trail`: what an administrator does with the trail as a whole.
struct TrailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trail", abstract: "Sign how far the trail has come, or take the clock as it is.",
        subcommands: [Checkpoints.self, ClockAcceptance.self])

    /// `kith trail checkpoints --out F`.
    struct Checkpoints: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign how far each hub's trail has come, and add all checkpoints to a file.",
            discussion: """
                Example: kith trail checkpoints --out /media/stick/kith.checkpoints \
                --sealing-key-file /etc/kith/kith.keys --data /var/lib/kith

                Keep the file away from the data. kith verify --checkpoint-file then also finds a trail whose end was cut \
                off, or that was written anew by somebody who may write into the database.
                """)

        @Option(help: ArgumentHelp("The file. New lines are added to one that is there.", valueName: "file"))
        var out: String

        @OptionGroup var place: DataPlace
        @OptionGroup var keys: KeyOptions

        func run() async throws {
            let ring = try keys.ring()
            guard ring.isSetUp else {
                throw CommandFailure("who signs? Give --sealing-key-file or --sealing-key-command", .wrongUsage)
            }
            let desk = try await place.existingDesk(keys: ring)
            let new = try await TrailCommand.failing {
                try await SignCheckpoints(desk: desk, file: CheckpointFile(path: out)).all()
            }
            try desk.database.close()
            print("Signed \(new == 1 ? "1 checkpoint" : "\(new) checkpoints"). \(out) is up to date.")
        }
    }

    /// `kith trail accept-clock --hub H`.
    struct ClockAcceptance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept-clock",
            abstract: "Take the clock as right, though the trail has later events.",
            discussion: """
                Example: kith trail accept-clock --hub stadt --data /var/lib/kith

                A hub whose trail has events that are later than the clock by minutes refuses to save. Set the clock \
                right first. Only when it is right, and had run ahead before, say so with this command; the trail \
                notes it.
                """)

        @Option(help: "The hub.")
        var hub: String

        @OptionGroup var place: DataPlace

        func run() async throws {
            let desk = try await place.existingDesk(keys: .none)
            let id = Identifier<Hub>(rawValue: hub)
            guard try await desk.database.readAll({ try $0.hubs.find(id) }) != nil else {
                throw CommandFailure("there is no hub \(hub) in \(place.name)", .badInput)
            }
            try await AcceptClock(desk: desk)(id)
            try desk.database.close()
            print("The clock of \(hub) counts from now on as it is.")
        }
    }

    /// Lets `body` sign, and says in one line why it could not.
    static func failing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch is SignCheckpoints.Refusal {
            throw CommandFailure(
                "the trail is not what was written, so that nothing was signed: kith verify says what is wrong",
                .answerIsNo)
        } catch is CheckpointFile.Fault {
            throw CommandFailure("the checkpoints cannot be written: check the file and its rights", .serviceMissing)
        }
    }
}
