import Foundation
import Testing

@testable import Web

/// The templates as text, and the tags in them.
struct TemplateSources {
    struct Tag {
        enum Kind { case variable, unescaped, section, inverted, end, partial, dynamicPartial }
        let kind: Kind
        let name: String
    }

    let texts: [String: String]
    var names: Set<String> { Set(texts.keys) }

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Web/Templates").standardizedFileURL
        var texts: [String: String] = [:]
        for name in try TemplateLibrary().names {
            texts[name] = try String(contentsOf: folder.appending(path: name + ".mustache"), encoding: .utf8)
        }
        self.texts = texts
    }

    func tags(of name: String) -> [Tag] {
        let text = texts[name] ?? ""
        return text.matches(of: /\{\{\{\s*([^}\s]+)\s*\}\}\}|\{\{\s*([#^\/>&!]?)\s*(\*?)([^}]*?)\s*\}\}/).compactMap {
            match in
            if let unescaped = match.output.1 { return Tag(kind: .unescaped, name: String(unescaped)) }
            let name = String(match.output.4 ?? "")
            switch match.output.2 {
            case "#": return Tag(kind: .section, name: name)
            case "^": return Tag(kind: .inverted, name: name)
            case "/": return Tag(kind: .end, name: name)
            case ">": return Tag(kind: match.output.3 == "*" ? .dynamicPartial : .partial, name: name)
            case "&": return Tag(kind: .unescaped, name: name)
            case "!": return nil
            default: return Tag(kind: .variable, name: name)
            }
        }
    }
}

/// Walks templates with their models as the renderer does, and notes every tag that no model knows.
struct TemplateWalk {
    let templates: TemplateSources
    private(set) var faults: Set<String> = []
    private(set) var visited: Set<String> = []
    private var seen: Set<String> = []
    private var entered: Set<String> = []

    init(templates: TemplateSources) { self.templates = templates }

    /// Sections that were met and never had anything to show.
    var neverEntered: Set<String> { seen.subtracting(entered) }

    mutating func walk(_ name: String, stack: [Any]) {
        guard templates.names.contains(name) else {
            faults.insert("no template is called \(name)")
            return
        }
        visited.insert(name)
        let tags = templates.tags(of: name)
        _ = walk(tags[...], in: name, stack: stack)
    }

    /// Walks up to the end of a section, and returns what follows it.
    private mutating func walk(_ tags: ArraySlice<TemplateSources.Tag>, in template: String, stack: [Any])
        -> ArraySlice<TemplateSources.Tag>
    {
        var rest = tags
        while let tag = rest.popFirst() {
            switch tag.kind {
            case .end: return rest
            case .variable, .unescaped: _ = find(tag.name, stack, in: template)
            case .partial: walk(tag.name, stack: stack)
            case .dynamicPartial:
                if let name = find(tag.name, stack, in: template) as? String { walk(name, stack: stack) }
            case .section, .inverted:
                let value = find(tag.name, stack, in: template)
                let place = "\(template): \(tag.kind == .section ? "#" : "^")\(tag.name)"
                seen.insert(place)
                let inner = contents(of: value, isInverted: tag.kind == .inverted)
                if inner.isEmpty {
                    rest = skip(rest)
                } else {
                    entered.insert(place)
                    var after = rest
                    for object in inner {
                        after = walk(rest, in: template, stack: object.map { stack + [$0] } ?? stack)
                    }
                    rest = after
                }
            }
        }
        return rest
    }

    /// What a section shows: one entry for each time, with what it is shown for; nil for a mere truth.
    private func contents(of value: Any?, isInverted: Bool) -> [Any?] {
        guard let value else { return isInverted ? [nil] : [] }
        if let truth = value as? Bool { return truth != isInverted ? [nil] : [] }
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .collection {
            return isInverted ? (mirror.children.isEmpty ? [nil] : []) : mirror.children.map { $0.value }
        }
        return isInverted ? [] : [value]
    }

    private func skip(_ tags: ArraySlice<TemplateSources.Tag>) -> ArraySlice<TemplateSources.Tag> {
        var rest = tags
        var depth = 1
        while let tag = rest.popFirst() {
            if tag.kind == .section || tag.kind == .inverted { depth += 1 }
            if tag.kind == .end { depth -= 1 }
            if depth == 0 { return rest }
        }
        return rest
    }

    /// The value under a name, as the renderer finds it; notes a fault where no model has such a field.
    private mutating func find(_ name: String, _ stack: [Any], in template: String) -> Any? {
        if name == "." { return stack.last }
        var parts = name.split(separator: ".").map(String.init)[...]
        guard let first = parts.popFirst() else { return nil }
        let holders = name.hasPrefix(".") ? Array(stack.suffix(1)) : Array(stack.reversed())
        for (index, holder) in holders.enumerated() {
            guard let field = field(first, of: holder) else { continue }
            guard var value = field.value else {
                // The renderer goes on outwards where a field is nil, and may find a namesake.
                if holders[(index + 1)...].contains(where: { self.field(first, of: $0)?.value != nil }) {
                    faults.insert(
                        "\(template): {{\(name)}} is nil in \(type(of: holder)) and taken from further out: write {{.\(name)}}"
                    )
                }
                return nil
            }
            for part in parts {
                guard let inner = self.field(part, of: value) else {
                    faults.insert("\(template): {{\(name)}} – \(type(of: value)) has no \(part)")
                    return nil
                }
                guard let next = inner.value else { return nil }
                value = next
            }
            return value
        }
        faults.insert("\(template): nobody fills {{\(name)}}")
        return nil
    }

    private func field(_ name: String, of object: Any) -> (value: Any?, Void)? {
        guard let child = Mirror(reflecting: object).children.first(where: { $0.label == name }) else { return nil }
        let mirror = Mirror(reflecting: child.value)
        guard mirror.displayStyle == .optional else { return (child.value, ()) }
        return (mirror.children.first?.value, ())
    }
}
