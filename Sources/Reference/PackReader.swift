import Foundation
import Vocabulary
import Yams

/// Reads packs and gathers what is wrong with them, so that one check names every fault.
struct PackReader {
    /// The bytes of a pack by its name; nil where there is no such pack.
    private let bytes: (String) -> Data?
    private(set) var packs: [PackHeader] = []
    private(set) var faults: [ReferenceFault] = []

    init(folder: URL) {
        self.init { pack in try? Data(contentsOf: folder.appendingPathComponent("\(pack).yaml")) }
    }

    init(bytes: @escaping (String) -> Data?) { self.bytes = bytes }

    mutating func codes<List>(_ pack: String, of: List.Type, withEvidence: Bool = false) -> CodeList<List>? {
        guard let (header, nodes, vectors) = open(pack) else { return nil }
        var claims = WordClaims()
        var entries: [CodeList<List>.Entry] = []
        let keys: Set = withEvidence ? Self.codeKeys.union(["evidence"]) : Self.codeKeys
        for node in nodes {
            guard let fields = fields(of: node, allowed: keys, pack: pack),
                let code = text("code", in: fields, of: node, pack: pack),
                let name = text("name", in: fields, of: node, pack: pack, entry: code),
                let explanation = text("explanation", in: fields, of: node, pack: pack, entry: code)
            else { continue }
            let evidence =
                withEvidence ? text("evidence", in: fields, of: node, pack: pack, entry: code) : nil
            let words = words(in: fields, pack: pack, entry: code)
            claim(code, [code, name] + words, in: &claims, at: node, pack: pack)
            entries.append(
                .init(code: Code(code), name: name, explanation: explanation, evidence: evidence, words: words))
        }
        let list = CodeList(pack: header, entries: entries)
        run(vectors, pack: pack) { list.code(forWord: $0)?.rawValue }
        return list
    }

    mutating func languages(_ pack: String) -> LanguageList? {
        guard let (header, nodes, vectors) = open(pack) else { return nil }
        var claims = WordClaims()
        var entries: [LanguageList.Entry] = []
        for node in nodes {
            guard let fields = fields(of: node, allowed: ["code", "name", "own", "signed", "words"], pack: pack),
                let code = text("code", in: fields, of: node, pack: pack),
                let name = text("name", in: fields, of: node, pack: pack, entry: code),
                let own = text("own", in: fields, of: node, pack: pack, entry: code)
            else { continue }
            guard let language = Language(tag: code), language.rawValue == code else {
                fault(pack, node, code, "is not a BCP 47 tag", "write it as en, ckb or zh-Hans")
                continue
            }
            let words = words(in: fields, pack: pack, entry: code)
            claim(code, [code, name, own] + words, in: &claims, at: node, pack: pack)
            entries.append(
                .init(
                    language: language, name: name, ownName: own, isSigned: fields["signed"]?.bool ?? false,
                    words: words))
        }
        let list = LanguageList(pack: header, entries: entries)
        run(vectors, pack: pack) { list.language(forWord: $0)?.rawValue }
        return list
    }

    mutating func risks(_ pack: String) -> [RiskMeaning]? {
        guard let (_, nodes, _) = open(pack) else { return nil }
        var meanings: [RiskMeaning] = []
        for node in nodes {
            guard let fields = fields(of: node, allowed: ["code", "name", "explanation", "advice"], pack: pack),
                let code = text("code", in: fields, of: node, pack: pack),
                let name = text("name", in: fields, of: node, pack: pack, entry: code),
                let explanation = text("explanation", in: fields, of: node, pack: pack, entry: code),
                let advice = text("advice", in: fields, of: node, pack: pack, entry: code)
            else { continue }
            guard let risk = Risk(rawValue: code), !meanings.contains(where: { $0.risk == risk }) else {
                fault(pack, node, code, "is not a level of its own", "use R0 to R4, once each")
                continue
            }
            meanings.append(RiskMeaning(risk: risk, name: name, explanation: explanation, advice: advice))
        }
        if meanings.map(\.risk) != Risk.allCases {
            add(
                ReferenceFault(pack: pack, problem: "lacks a level", remedy: "give R0, R1, R2, R3 and R4 in this order")
            )
        }
        return meanings
    }

    /// For how long what is kept: a rule for each thing that the program can remove, once.
    mutating func retention(_ pack: String) -> [RetentionRule]? {
        guard let (_, nodes, _) = open(pack) else { return nil }
        var rules: [RetentionRule] = []
        for node in nodes {
            guard
                let fields = fields(of: node, allowed: ["code", "name", "explanation", "days", "source"], pack: pack),
                let code = text("code", in: fields, of: node, pack: pack),
                let name = text("name", in: fields, of: node, pack: pack, entry: code),
                let explanation = text("explanation", in: fields, of: node, pack: pack, entry: code),
                let source = text("source", in: fields, of: node, pack: pack, entry: code)
            else { continue }
            guard let what = RetentionRule.What(rawValue: code), !rules.contains(where: { $0.what == what }) else {
                fault(pack, node, code, "is nothing that can be removed, or stands there twice", "take it out")
                continue
            }
            guard let days = fields["days"]?.int, (7...36_500).contains(days) else {
                fault(pack, node, code, "has no number of days", "give one from 7 to 36500")
                continue
            }
            rules.append(
                RetentionRule(what: what, name: name, explanation: explanation, days: days, source: source))
        }
        if Set(rules.map(\.what)) != Set(RetentionRule.What.allCases) {
            let all = RetentionRule.What.allCases.map(\.rawValue).joined(separator: ", ")
            add(ReferenceFault(pack: pack, problem: "lacks a rule", remedy: "give one for each of \(all)"))
        }
        return rules
    }

    /// Every standard that a risk level asks for must be explained.
    mutating func requireStandards(of list: CodeList<StandardList>) {
        for code in Risk.r4.requiredStandards + ["immigration-advice-regulation", "quality-mark"]
        where list[code] == nil {
            add(
                ReferenceFault(
                    pack: "standards", entry: code.rawValue, problem: "is missing, and matching asks for it",
                    remedy: "add it"))
        }
    }

    mutating func requireDays(of list: CodeList<WeekdayList>) {
        if list.entries.map(\.code.rawValue) != Weekday.allCases.map(\.rawValue) {
            add(ReferenceFault(pack: "days", problem: "is not a week", remedy: "give MO to SU, once each, in order"))
        }
    }

    private static let codeKeys: Set = ["code", "name", "explanation", "words"]
    private static let packKeys: Set = ["pack", "version", "date", "source", "reviewer", "entries", "vectors"]

    /// The header and the entries of a pack; nil, with a fault, where the file is not a pack at all.
    private mutating func open(_ pack: String) -> (PackHeader, [Node], [Node])? {
        guard let data = bytes(pack), let text = String(data: data, encoding: .utf8) else {
            add(ReferenceFault(pack: pack, problem: "is missing or is not UTF-8", remedy: "put the file back"))
            return nil
        }
        guard !PackReader.hasAlias(text) else {
            add(
                ReferenceFault(
                    pack: pack, problem: "points from one place to another with & and *",
                    remedy: "write what is meant at both places"))
            return nil
        }
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                add(ReferenceFault(pack: pack, problem: "is empty", remedy: "put the file back"))
                return nil
            }
            root = node
        } catch {
            add(PackReader.fault(pack: pack, from: error))
            return nil
        }
        guard let top = fields(of: root, allowed: Self.packKeys, pack: pack) else { return nil }
        let name = self.text("pack", in: top, of: root, pack: pack)
        if let name, name != pack {
            fault(pack, root, nil, "calls itself \(name)", "give the file and the pack one name")
        }
        guard let version = top["version"]?.int, version > 0 else {
            fault(pack, root, nil, "has no version", "count versions from 1")
            return nil
        }
        guard let date = top["date"]?.scalar.flatMap({ Day($0.string) }) else {
            fault(pack, root, nil, "has no date", "write it as 2026-11-23")
            return nil
        }
        guard let source = self.text("source", in: top, of: root, pack: pack) else { return nil }
        guard let reviewer = top["reviewer"] else {
            fault(pack, root, nil, "does not say who reviewed it", "write null until somebody has")
            return nil
        }
        guard let entries = top["entries"]?.sequence, !entries.isEmpty else {
            fault(pack, root, nil, "has no entries", "give at least one")
            return nil
        }
        let header = PackHeader(
            name: pack, version: version, date: date, source: source,
            reviewer: reviewer.null == nil ? reviewer.scalar?.string : nil)
        packs.append(header)
        return (header, Array(entries), top["vectors"]?.sequence.map(Array.init) ?? [])
    }

    /// Whether the text has an anchor or an alias. Ten lines of them can stand for more entries than fit into any
    /// memory, and none of our packs needs one.
    static func hasAlias(_ text: String) -> Bool {
        var before: Unicode.Scalar = "\n"
        var mark = false
        for scalar in text.unicodeScalars {
            if mark, !scalar.properties.isWhitespace { return true }
            let begins = before.properties.isWhitespace || "[{,:?-!".unicodeScalars.contains(before)
            mark = begins && (scalar == "&" || scalar == "*")
            before = scalar
        }
        return false
    }

    private mutating func fields(of node: Node, allowed: Set<String>, pack: String) -> [String: Node]? {
        guard let mapping = node.mapping else {
            fault(pack, node, nil, "is not a list of keys and values", "write it as the others are")
            return nil
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if !allowed.contains(name) {
                fault(pack, key, nil, "has an unknown key \(name)", "use \(allowed.sorted().joined(separator: ", "))")
            }
            fields[name] = value
        }
        return fields
    }

    private mutating func text(
        _ key: String, in fields: [String: Node], of node: Node, pack: String, entry: String? = nil
    ) -> String? {
        let text = fields[key]?.scalar?.string.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !text.isEmpty else {
            fault(pack, fields[key] ?? node, entry, "has no \(key)", "give it one")
            return nil
        }
        return text
    }

    private mutating func words(in fields: [String: Node], pack: String, entry: String) -> [String] {
        guard let node = fields["words"] else { return [] }
        guard let sequence = node.sequence else {
            fault(pack, node, entry, "its words are not a list", "write them as [one, two]")
            return []
        }
        var words: [String] = []
        for word in sequence {
            let text = word.scalar?.string ?? ""
            if FoldedWord(text).text.isEmpty {
                fault(pack, word, entry, "has a word without letters", "take it out")
            } else {
                words.append(text)
            }
        }
        return words
    }

    private mutating func claim(
        _ code: String, _ words: [String], in claims: inout WordClaims, at node: Node, pack: String
    ) {
        if !claims.codes.insert(code).inserted {
            fault(pack, node, code, "stands there twice", "take one out")
            return
        }
        for word in words {
            let key = FoldedWord(word)
            if let other = claims.owners[key], other != code {
                fault(pack, node, code, "claims the word \"\(word)\", which is \(other)'s", "leave it to one of them")
            }
            claims.owners[key] = code
        }
    }

    /// A pack brings words and what they must mean: `{word: Somali, code: so}`; `code: null` is a word
    /// that must stay unmapped because it has two meanings.
    private mutating func run(_ vectors: [Node], pack: String, lookUp: (String) -> String?) {
        for vector in vectors {
            guard let fields = fields(of: vector, allowed: ["word", "code"], pack: pack),
                let word = text("word", in: fields, of: vector, pack: pack), let expected = fields["code"]
            else { continue }
            let wanted = expected.null == nil ? expected.scalar?.string : nil
            let found = lookUp(word)
            if found != wanted {
                fault(
                    pack, vector, nil, "\"\(word)\" means \(found ?? "nothing") and should mean \(wanted ?? "nothing")",
                    "change the words of the entry, or the vector")
            }
        }
    }

    private mutating func fault(_ pack: String, _ node: Node, _ entry: String?, _ problem: String, _ remedy: String) {
        add(ReferenceFault(pack: pack, line: node.mark?.line, entry: entry, problem: problem, remedy: remedy))
    }

    private mutating func add(_ fault: ReferenceFault) { faults.append(fault) }

    private static func fault(pack: String, from error: any Error) -> ReferenceFault {
        let remedy = "correct the YAML"
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ReferenceFault(
                pack: pack, line: mark.line, problem: "is not valid YAML: \(problem.trimmingCharacters(in: .newlines))",
                remedy: remedy)
        case .duplicatedKeysInMapping(let keys, let context):
            return ReferenceFault(
                pack: pack, line: context.mark.line, problem: "gives \(keys.joined(separator: ", ")) twice",
                remedy: "take one out")
        default:
            return ReferenceFault(pack: pack, problem: "is not valid YAML", remedy: remedy)
        }
    }
}

/// Which codes and words a pack has used so far.
private struct WordClaims {
    var codes: Set<String> = []
    var owners: [FoldedWord: String] = [:]
}
