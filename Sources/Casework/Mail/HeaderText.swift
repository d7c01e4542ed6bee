import Foundation

/// Words in the head of a message, where only ASCII may stand and a line break would start a new header.
enum HeaderText {
    enum Refusal: Error, Equatable {
        /// The text holds a line break or another control character: it would become a header of its own.
        case controlCharacter
    }

    /// The text as it may stand after `Subject:`: as it is where it is short plain ASCII, else in encoded
    /// words (RFC 2047) of at most 75 characters, one on a line.
    static func unstructured(_ text: String) throws(Refusal) -> String {
        try refuseControls(text)
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isPlain && text.utf8.count <= 60 && !text.contains("=?") ? text : encodedWords(text)
    }

    /// The text as a name before an address: plain where it is letters, digits and spaces.
    static func phrase(_ text: String) throws(Refusal) -> String {
        try refuseControls(text)
        let isPlain = text.utf8.allSatisfy { byte in
            byte == 0x20 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return isPlain && text.utf8.count <= 60 ? text : encodedWords(text)
    }

    private static func refuseControls(_ text: String) throws(Refusal) {
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw .controlCharacter
        }
    }

    private static func encodedWords(_ text: String) -> String {
        // 45 bytes become 60 signs of base 64, and 72 with what stands around them. A word is never cut
        // inside a scalar, which a reader would show as two wrong signs.
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}
