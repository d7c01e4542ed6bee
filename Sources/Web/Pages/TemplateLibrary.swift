import Foundation
import Mustache

/// Every template, read and parsed once when the program starts.
public struct TemplateLibrary: Sendable {
    private let library: MustacheLibrary
    public let names: [String]

    /// Reads the templates that come with the program.
    public init() throws { try self.init(folder: Bundle.module.bundleURL.appending(path: "Templates")) }

    /// Reads every `.mustache` file below `folder`.
    init(folder: URL) throws {
        HTMLText.register()
        var library = MustacheLibrary()
        var names: [String] = []
        let files = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
        while let path = files?.nextObject() as? String {
            guard path.hasSuffix(".mustache") else { continue }
            let name = String(path.dropLast(".mustache".count))
            // A file's last newline would put a gap between a word and the comma after it.
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                .trimmingCharacters(in: .newlines)
            try library.register(HTMLText.pragma + text, named: name)
            names.append(name)
        }
        self.library = library
        self.names = names.sorted()
    }

    /// The text of `model` in the template of this name; nil where there is none.
    func render(_ model: Any, in name: String) -> String? { library.render(model, withTemplate: name) }
}

/// Escapes text for HTML, in an element and in a quoted attribute alike.
///
/// The library's own escaping goes character by character, and a quotation mark with a combining
/// mark after it is another character than a quotation mark: it would pass. This one goes by byte.
struct HTMLText: MustacheContentType {
    private static let name = "KITH_HTML"
    /// A partial starts with the library's escaping again, so that every template begins with this.
    static let pragma = "{{% CONTENT_TYPE: \(name)}}"

    static func register() { MustacheContentTypes.register(HTMLText(), named: name) }

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { HTMLText.entity(for: $0) != nil }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let entity = HTMLText.entity(for: byte) {
                bytes.append(contentsOf: entity.utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
