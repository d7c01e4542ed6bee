import Casework
import Foundation
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import People

/// A page of ours with a form filled in as somebody sent it: every page in the same way, so that a new form needs
/// nothing of its own.
///
/// It reads what our templates write and nothing else: attributes in double quotes, with `&<>"'` as entities. Bytes, not
/// characters: a combining mark after a quotation mark must not hide it.
struct FilledPage {
    let buffer: ByteBuffer

    /// Nil where no form of the page is the one that was sent.
    init?(_ page: [UInt8], with held: HeldForm) {
        guard let form = Self.form(in: page, for: held) else { return nil }
        var filling = Filling(held)
        var filled = Array(page[..<form.lowerBound])
        filling.fill(page[form], into: &filled)
        filled += page[form.upperBound...]
        guard let notice = Self.main(in: filled) else { return nil }
        filled.insert(contentsOf: Self.notice, at: notice)
        buffer = ByteBuffer(bytes: filled)
    }

    private static let notice = Array(
        """

        <div class="notice" role="status"><p>You were signed out while you were writing. This is what you wrote. It is not \
        saved yet: look at it, and press the button again.</p></div>
        """.utf8)

    /// From the beginning of the form to its end: of those that lead there, the one that has most of the fields.
    private static func form(in page: [UInt8], for held: HeldForm) -> Range<Int>? {
        var best: (range: Range<Int>, fields: Int)?
        var start: Int?
        for tag in MarkupTag.all(in: page[...]) {
            if tag.name == "form" {
                start = tag["action"] == HTMLText().escapeText(held.address) ? tag.range.lowerBound : nil
            } else if tag.name == "/form", let from = start {
                let range = from..<tag.range.lowerBound
                let names = Set(MarkupTag.all(in: page[range]).compactMap { $0["name"] })
                let count = held.fields.count { names.contains(HTMLText().escapeText($0.name)) }
                if best.map({ $0.fields < count }) ?? true { best = (range, count) }
                start = nil
            }
        }
        return best?.range
    }

    private static func main(in page: [UInt8]) -> Int? {
        MarkupTag.all(in: page[...]).first { $0.name == "main" }?.range.upperBound
    }
}

/// Writes a form anew with the values of another filling-in.
private struct Filling {
    /// By name, escaped as they stand in a page, in the order in which they were sent.
    private var values: [String: [String]] = [:]
    private let names: [String]
    private var met: Set<String> = []

    init(_ held: HeldForm) {
        var names: [String] = []
        for field in held.fields where !FormField.ofTheSite.contains(field.name) && !FormField.isSecret(field.name) {
            let name = HTMLText().escapeText(field.name)
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(HTMLText().escapeText(field.value))
        }
        self.names = names
    }

    mutating func fill(_ form: ArraySlice<UInt8>, into page: inout [UInt8]) {
        var at = form.startIndex
        var select: String?
        for tag in MarkupTag.all(in: form) where tag.range.lowerBound >= at {
            page += form[at..<tag.range.lowerBound]
            at = tag.range.upperBound
            switch tag.name {
            case "input": page += Array(input(tag).text.utf8)
            case "select":
                select = tag["name"]
                met.insert(select ?? "")
                page += form[tag.range]
            case "/select":
                select = nil
                page += form[tag.range]
            case "option":
                page += Array(option(tag, of: select).text.utf8)
            case "textarea":
                page += form[tag.range]
                guard let name = tag["name"] else { continue }
                met.insert(name)
                // A first line break belongs to the tag.
                page += Array("\n\(next(name) ?? "")".utf8)
                at = MarkupTag.all(in: form[at...]).first { $0.name == "/textarea" }?.range.lowerBound ?? at
            case "button":
                // Which button was pressed is pressed anew.
                if let name = tag["name"] { met.insert(name) }
                page += form[tag.range]
            default: page += form[tag.range]
            }
        }
        page += form[at...]
        page += Array(#"<input type="hidden" name="form-held" value="yes">"#.utf8)
        // Rows that the page does not have as it opens go along all the same.
        for name in names where !met.contains(name) {
            for value in values[name] ?? [] {
                page += Array("<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">".utf8)
            }
        }
    }

    private mutating func input(_ tag: MarkupTag) -> MarkupTag {
        guard let name = tag["name"], !FormField.ofTheSite.contains(name), !FormField.isSecret(name) else { return tag }
        met.insert(name)
        var tag = tag
        switch tag["type"] {
        case "checkbox", "radio": tag.set("checked", values[name]?.contains(tag["value"] ?? "on") == true)
        default: tag["value"] = next(name) ?? ""
        }
        return tag
    }

    private func option(_ tag: MarkupTag, of select: String?) -> MarkupTag {
        guard let select, let value = tag["value"] else { return tag }
        var tag = tag
        tag.set("selected", values[select]?.contains(value) == true)
        return tag
    }

    /// The values of fields of one name, one after the other.
    private mutating func next(_ name: String) -> String? {
        guard let first = values[name]?.first else { return nil }
        values[name]?.removeFirst()
        return first
    }
}

/// A tag as it stands in a page of ours.
private struct MarkupTag {
    /// In small letters, with a slash before it at an end.
    let name: String
    let range: Range<Int>
    private var attributes: [(name: String, value: String?)]

    static func all(in page: ArraySlice<UInt8>) -> [MarkupTag] {
        var tags: [MarkupTag] = []
        var at = page.startIndex
        while let start = page[at...].firstIndex(of: UInt8(ascii: "<")),
            let end = page[start...].firstIndex(of: UInt8(ascii: ">"))
        {
            tags.append(MarkupTag(page[(start + 1)..<end], at: start..<(end + 1)))
            at = end + 1
        }
        return tags
    }

    private init(_ inside: ArraySlice<UInt8>, at range: Range<Int>) {
        self.range = range
        let name = inside.prefix { $0 != UInt8(ascii: " ") }
        self.name = String(decoding: name, as: UTF8.self)
        var attributes: [(String, String?)] = []
        var rest = inside.dropFirst(name.count)
        while true {
            rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
            let key = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
            guard !key.isEmpty else { break }
            rest = rest.dropFirst(key.count)
            guard rest.starts(with: Array("=\"".utf8)) else {
                attributes.append((String(decoding: key, as: UTF8.self), nil))
                continue
            }
            let value = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
            rest = rest.dropFirst(value.count + 3)
            attributes.append((String(decoding: key, as: UTF8.self), String(decoding: value, as: UTF8.self)))
        }
        self.attributes = attributes
    }

    subscript(attribute: String) -> String? {
        get { attributes.first { $0.name == attribute }?.value }
        set {
            attributes.removeAll { $0.name == attribute }
            attributes.append((attribute, newValue))
        }
    }

    /// Sets an attribute that has no value, or takes it away.
    mutating func set(_ attribute: String, _ isSet: Bool) {
        attributes.removeAll { $0.name == attribute }
        if isSet { attributes.append((attribute, nil)) }
    }

    var text: String {
        let all = attributes.map { name, value in value.map { " \(name)=\"\($0)\"" } ?? " \(name)" }
        return "<\(name)\(all.joined())>"
    }
}

/// Collects the body of a page.
final class PageCollector: ResponseBodyWriter {
    private let collected = NIOLockedValueBox(ByteBuffer())

    var bytes: [UInt8] { collected.withLockedValue { Array($0.readableBytesView) } }

    func write(_ buffer: ByteBuffer) async throws { _ = collected.withLockedValue { $0.writeImmutableBuffer(buffer) } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
