import Foundation

/// A word that is told apart by its UTF-8 bytes, as files, ids and other programs tell it apart.
///
/// Swift's own comparison of strings takes two spellings of `é` for one. Two programs that read one
/// file must never differ in what they call the same word, so the words of our lists do not use it.
public protocol Spelled: RawRepresentable, Hashable, Comparable where RawValue == String {
    init(rawValue: String)
}

// Inlinable, as a word is compared and hashed by other modules some hundred million times in a region's directory.
extension Spelled {
    @inlinable public static func == (left: Self, right: Self) -> Bool {
        let same: Bool?? = left.rawValue.utf8.withContiguousStorageIfAvailable { left in
            right.rawValue.utf8.withContiguousStorageIfAvailable { right in
                guard left.count == right.count, let start = left.baseAddress, let other = right.baseAddress
                else { return left.isEmpty && right.isEmpty }
                return memcmp(start, other, left.count) == 0
            }
        }
        return same.flatMap(\.self) ?? left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
    }

    @inlinable public static func != (left: Self, right: Self) -> Bool { !(left == right) }

    @inlinable public static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    @inlinable public func hash(into hasher: inout Hasher) {
        let hashed: Void? = rawValue.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if hashed == nil { for byte in rawValue.utf8 { hasher.combine(byte) } }
    }
}
