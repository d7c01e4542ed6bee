// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A parser of outside input, and what must hold of it whatever it is fed.
struct Target: Sendable {
    let name: String
    let feed: @Sendable (Data) throws -> Void

    static let all: [Target] = [.directoryJSON, .tables, .zip, .packs, .forms, .words, .matching]

    /// The one that this run is about.
    static let chosen: Target = {
        let name = ProcessInfo.processInfo.environment["KITH_FUZZ"] ?? ""
        guard let target = all.first(where: { $0.name == name }) else {
            let names = all.map(\.name).joined(separator: ", ")
            FileHandle.standardError.write(Data("fuzz: set KITH_FUZZ to one of \(names)\n".utf8))
            exit(64)
        }
        return target
    }()
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    // A parser's own refusal is an answer like any other.
    try? Target.chosen.feed(Data(bytes))
    return 0
}

/// Ends the run, with the input kept as a finding, unless the property holds.
func expect(_ holds: Bool, _ property: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("fuzz: does not hold: \(property())\n".utf8))
    abort()
}
