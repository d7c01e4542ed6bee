import Foundation

/// The names that a reader knows, found by their bytes.
///
/// Files are written by programs, so the keys of one group come in the order of the one before: the
/// guess is nearly always right, and a key costs one comparison.
struct KeyTable: Sendable {
    let names: [String]
    private let spellings: [[UInt8]]

    init(_ names: [String]) {
        self.names = names
        self.spellings = names.map { Array($0.utf8) }
    }

    /// The raw values of an enumeration, in its order.
    init<Choice: CaseIterable & RawRepresentable>(_: Choice.Type) where Choice.RawValue == String {
        self.init(Choice.allCases.map(\.rawValue))
    }

    func index(of name: Slice<UnsafeBufferPointer<UInt8>>, guess: Int) -> Int? {
        for step in 0..<spellings.count {
            var index = guess + step
            if index >= spellings.count { index -= spellings.count }
            if matches(name, spellings[index]) { return index }
        }
        return nil
    }

    func index(of name: String) -> Int? { spellings.firstIndex { name.utf8.elementsEqual($0) } }

    @inline(__always)
    private func matches(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ spelling: [UInt8]) -> Bool {
        guard name.count == spelling.count, let start = name.base.baseAddress else { return false }
        return spelling.withUnsafeBufferPointer { own in
            guard let first = own.baseAddress else { return true }
            return memcmp(first, start + name.startIndex, name.count) == 0
        }
    }
}
