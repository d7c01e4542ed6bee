import Foundation

/// What the program holds in memory.
enum Memory {
    /// Bytes that are resident, as Linux counts them; 0 elsewhere.
    static var used: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * 4096
    }

    /// The most bytes that were ever resident, as Linux counts them; 0 elsewhere.
    static var peak: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .ascii),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
        else { return 0 }
        return kilobytes * 1024
    }
}
