import People
import Vocabulary

/// What two records are compared by across a hub, as it is stored beside them: see ``PersonStore/alike(_:limit:)``.
enum PersonSigns {
    /// The last nine digits of a number: with or without the code of the country it is the same phone.
    static func phone(_ phone: String) -> String {
        let digits = phone.compactMap(\.wholeNumberValue).filter { (0...9).contains($0) }.map(String.init).joined()
        return digits.count < 6 ? "" : String(digits.suffix(9))
    }

    static func email(_ email: String) -> String {
        FoldedName.text(String(email.filter { !$0.isWhitespace }))
    }

    /// The level as it is asked for; empty where nobody judged it.
    static func risk(_ about: AboutPerson) -> String { about.risk?.rawValue ?? "" }
}

/// What is the same in two records.
public enum LikenessSign: String, CaseIterable, Codable, Sendable {
    case phone, email, name
}

extension PersonStore {
    /// Makes the signs of records that were written before there were any, or by a program that knows none.
    ///
    /// - Returns: how many were made. Asked again, there is nothing to do.
    @discardableResult
    public func makeSigns(limit: Int = 20_000) throws -> Int {
        let rows = try hub.rows(
            """
            SELECT id, about FROM people WHERE hub_id = \(hub.hub) AND phone_sign IS NULL LIMIT \(limit)
            """)
        for row in rows {
            let about = try Document.value(StoredAbout.self, in: row, "about").about
            let id: Person.ID = try row.id("id")
            try hub.execute(
                """
                UPDATE people SET phone_sign = \(PersonSigns.phone(about.reach.phone)),
                    email_sign = \(PersonSigns.email(about.reach.email)),
                    short_number = \(Person(id: id, createdAt: Moment(milliseconds: 0)).shortNumber.digits)
                WHERE hub_id = \(hub.hub) AND id = \(id)
                """)
        }
        return rows.count
    }

    /// Records of others that may be of the same person, whoever's they are, with what is the same; those with the most
    /// and the strongest signs first.
    ///
    /// Those that nobody made signs for yet are not found: ``makeSigns(limit:)`` comes first.
    public func alike(_ person: Person, limit: Int) throws -> [(person: Person, signs: [LikenessSign])] {
        let names = FoldedName.forms(person.about.callName)
        let phone = PersonSigns.phone(person.about.reach.phone)
        let email = PersonSigns.email(person.about.reach.email)
        return try found(names: names, phone: phone, email: email, but: person.id, limit: limit)
    }

    /// Whom a name, a telephone number or a short number leads to, whoever's they are: each has to be whole.
    ///
    /// - Parameter typed: what somebody typed; it may be any of the three.
    public func known(by typed: String, limit: Int) throws -> [Person] {
        let number = ShortNumber(typed)
        let byNumber = try number.map { number in
            try hub.rows(
                """
                SELECT * FROM people WHERE hub_id = \(hub.hub) AND short_number = \(number.digits) AND erased_at IS NULL
                ORDER BY id LIMIT \(limit)
                """
            ).map(Self.person)
        }
        if let byNumber, !byNumber.isEmpty { return byNumber }
        let isNumber = !typed.contains(where: \.isLetter)
        return try found(
            names: isNumber ? [] : FoldedName.forms(typed), phone: isNumber ? PersonSigns.phone(typed) : "",
            email: "", but: nil, limit: limit
        ).map(\.person)
    }

    private static func isOne(of names: [String]) -> SQL {
        var among: SQL = "name_folded IN (\(names.first ?? "")"
        for name in names.dropFirst() { among += ", \(name)" }
        among += ")"
        return among
    }

    private func found(
        names: [String], phone: String, email: String, but left: Person.ID?, limit: Int
    ) throws -> [(person: Person, signs: [LikenessSign])] {
        // Each by an index of its own; the strongest sign first, so that a name that many have hides none of them.
        let asked: [(LikenessSign, SQL)] = [
            (.phone, "phone_sign = \(phone)"), (.email, "email_sign = \(email)"), (.name, Self.isOne(of: names)),
        ]
        let texts: [LikenessSign: String] = [.phone: phone, .email: email, .name: names.joined()]
        var people: [Person] = []
        var signs: [Person.ID: [LikenessSign]] = [:]
        for (sign, condition) in asked where !(texts[sign] ?? "").allSatisfy(\.isWhitespace) {
            let rows = try hub.rows(
                """
                SELECT * FROM people WHERE hub_id = \(hub.hub) AND \(condition) AND erased_at IS NULL
                  AND id <> \(left?.rawValue ?? "")
                ORDER BY created_at DESC, id LIMIT \(limit)
                """)
            for person in try rows.map(Self.person) {
                if signs[person.id] == nil { people.append(person) }
                signs[person.id, default: []].append(sign)
            }
        }
        return people.map { ($0, signs[$0.id] ?? []) }.enumerated()
            .sorted { ($1.element.1.count, $0.offset) < ($0.element.1.count, $1.offset) }
            .prefix(limit).map { (person: $0.element.0, signs: $0.element.1) }
    }
}
