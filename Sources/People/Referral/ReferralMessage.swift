import Vocabulary

/// Exactly what a group sees of a person. It is made once, shown to the worker line by line, and sent as
/// it is. Its fields are the facts of ``SharedFact`` and nothing else: risk, status and what the person
/// avoids have no place to go.
public struct ReferralMessage: Hashable, Sendable {
    public let callName: String?
    public let hopes: String?
    public let languages: [SpokenLanguage]?
    public let wantsInterpreter: Bool?
    public let whatHelps: String?
    public let access: [AccessCode]?
    public let bringsChildren: Bool?
    /// Never a bare number: what whoever calls has to know is part of it.
    public let phone: ToldPhone?
    /// The number of a message from before, for the person's own copy of what was told. No page reads it.
    private let bareNumber: String?

    /// Takes from what the person told only what `scope` allows and what they said at all.
    public init(about person: AboutPerson, scope: Set<SharedFact>) {
        func told(_ fact: SharedFact, _ text: String) -> String? {
            scope.contains(fact) && !text.allSatisfy(\.isWhitespace) ? text : nil
        }
        callName = told(.callName, person.callName)
        hopes = told(.hopes, person.hopes)
        whatHelps = told(.whatHelps, person.whatHelps)
        phone = scope.contains(.phone) ? SharedPhone(person.reach).map(ToldPhone.number) : nil
        bareNumber = nil
        let sharesLanguages = scope.contains(.languages) && !person.languages.isEmpty
        languages = sharesLanguages ? person.languages : nil
        wantsInterpreter = sharesLanguages ? person.interpreter.accepts.answer : nil
        access = scope.contains(.access) ? person.limits.access.answer.flatMap { $0.isEmpty ? nil : $0 } : nil
        bringsChildren = scope.contains(.children) && person.limits.childcareNeeded.isYes ? true : nil
    }

    /// The facts that the message really holds.
    public var facts: Set<SharedFact> {
        var facts: Set<SharedFact> = []
        if callName != nil { facts.insert(.callName) }
        if hopes != nil { facts.insert(.hopes) }
        if languages != nil { facts.insert(.languages) }
        if whatHelps != nil { facts.insert(.whatHelps) }
        if access != nil { facts.insert(.access) }
        if bringsChildren != nil { facts.insert(.children) }
        if phone != nil { facts.insert(.phone) }
        return facts
    }

    /// Whether the number, and how to use it safely, are still what the person said. A message without one stays true.
    public func phoneHolds(with reach: SafeReach) -> Bool {
        guard case .number(let told) = phone else { return true }
        return told == SharedPhone(reach)
    }

    /// The same message as somebody may read it today: without a number that is not safe any more as it stands there.
    public func asReadToday(with reach: SafeReach) -> ReferralMessage {
        phoneHolds(with: reach) ? self : ReferralMessage(withholdingPhoneOf: self)
    }

    private init(withholdingPhoneOf message: ReferralMessage) {
        callName = message.callName
        hopes = message.hopes
        languages = message.languages
        wantsInterpreter = message.wantsInterpreter
        whatHelps = message.whatHelps
        access = message.access
        bringsChildren = message.bringsChildren
        phone = .callUs
        bareNumber = nil
    }
}

/// As it is stored. The number stands where it stood before, so that a program of the version before reads it, and what
/// whoever calls has to know stands beside it.
extension ReferralMessage: Codable {
    private enum Key: String, CodingKey {
        case callName, hopes, languages, wantsInterpreter, whatHelps, access, bringsChildren, phone, phoneUse
    }

    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: Key.self)
        callName = try stored.decodeIfPresent(String.self, forKey: .callName)
        hopes = try stored.decodeIfPresent(String.self, forKey: .hopes)
        languages = try stored.decodeIfPresent([SpokenLanguage].self, forKey: .languages)
        wantsInterpreter = try stored.decodeIfPresent(Bool.self, forKey: .wantsInterpreter)
        whatHelps = try stored.decodeIfPresent(String.self, forKey: .whatHelps)
        access = try stored.decodeIfPresent([AccessCode].self, forKey: .access)
        bringsChildren = try stored.decodeIfPresent(Bool.self, forKey: .bringsChildren)
        let number = try stored.decodeIfPresent(String.self, forKey: .phone)
        let use = try stored.decodeIfPresent(PhoneUse.self, forKey: .phoneUse)
        switch (number, use) {
        case (let number?, let use?):
            phone = .number(SharedPhone(number: number, use: use))
            bareNumber = nil
        case (let number?, nil):
            phone = .callUs
            bareNumber = number
        case (nil, _):
            phone = nil
            bareNumber = nil
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var stored = encoder.container(keyedBy: Key.self)
        try stored.encodeIfPresent(callName, forKey: .callName)
        try stored.encodeIfPresent(hopes, forKey: .hopes)
        try stored.encodeIfPresent(languages, forKey: .languages)
        try stored.encodeIfPresent(wantsInterpreter, forKey: .wantsInterpreter)
        try stored.encodeIfPresent(whatHelps, forKey: .whatHelps)
        try stored.encodeIfPresent(access, forKey: .access)
        try stored.encodeIfPresent(bringsChildren, forKey: .bringsChildren)
        switch phone {
        case .number(let told):
            try stored.encode(told.number, forKey: .phone)
            try stored.encode(told.use, forKey: .phoneUse)
        case .callUs: try stored.encodeIfPresent(bareNumber, forKey: .phone)
        case nil: break
        }
    }
}
