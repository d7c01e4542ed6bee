import Foundation
import Reference
import Storage
import Vocabulary

/// Says how a hub is reached, who is called when somebody is in danger, and for which languages it has interpreters.
public struct KeepHubSettings: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        case noSuchHub
        /// Nothing was named that could be changed.
        case nothingToChange
        /// No mail could be sent to it.
        case notAnAddress(String)
        /// Nobody could dial it.
        case notAPhoneNumber(String)
        /// No day as calendars have it, such as 2026-12-25.
        case notADay(String)
        case closedAndOpen(Day)
        /// None of our lists knows it.
        case notALanguage(String)
        /// Longer than a name is, or on several lines.
        case notAName
    }

    /// What to change, as it was typed. Nil leaves it as it is; an empty text, or no language, takes it away.
    public struct Change: Hashable, Sendable {
        public var phone: String?
        public var email: String?
        /// All of them, by name or tag.
        public var interpreterLanguages: [String]?
        public var safeguardingName: String?
        public var safeguardingPhone: String?
        /// Days on which the hub is closed, beside those that are kept.
        public var closedDays: [String] = []
        /// Days that were kept and on which it is open after all.
        public var openDays: [String] = []
        /// That it is closed on no day.
        public var clearsClosures = false

        public init() {}
    }

    let desk: Desk

    public init(desk: Desk) { self.desk = desk }

    /// The hub with its settings.
    ///
    /// - Throws: ``Refusal/noSuchHub`` or ``Access/Refusal/notInRole``.
    public func hub(for actor: Actor) async throws -> Hub {
        try Access.require(.keepHub, of: actor)
        guard let hub = try await desk.database.readAll({ try $0.hubs.find(actor.hub) }) else {
            throw Refusal.noSuchHub
        }
        return hub
    }

    /// The days on which the hub is closed.
    ///
    /// - Throws: ``Refusal/noSuchHub`` or ``Access/Refusal/notInRole``.
    public func closureDays(for actor: Actor) async throws -> ClosureDays {
        _ = try await hub(for: actor)
        return try await desk.database.read(actor.hub) { try $0.closureDays.all() }
    }

    /// - Returns: the hub as it is now.
    /// - Throws: ``Refusal`` or ``Access/Refusal/notInRole``; nothing is changed then.
    @discardableResult
    public func callAsFunction(_ change: Change, by actor: Actor) async throws -> Hub {
        try Access.require(.keepHub, of: actor)
        let checked = try checked(change)
        let desk = desk
        return try await desk.database.write(actor.hub) { store in
            guard var hub = try store.transaction.hubs.find(actor.hub) else { throw Refusal.noSuchHub }
            let before = hub.settings
            if let phone = checked.phone { hub.settings.phone = phone }
            if let email = checked.email { hub.settings.email = email }
            if let languages = checked.languages { hub.settings.interpreterLanguages = languages }
            if let name = checked.safeguardingName { hub.settings.safeguardingName = name }
            if let phone = checked.safeguardingPhone { hub.settings.safeguardingPhone = phone }
            let closures = try store.closureDays.all()
            let wanted = checked.closures(from: closures)
            if wanted != closures { try store.keep(wanted, by: actor, clock: desk.clock) }
            // Said again, it is as it was.
            guard hub.settings != before else { return hub }
            try store.transaction.hubs.saveSettings(of: hub)
            try store.record(
                "hub-settings-changed", of: .hub(hub.id), by: actor, clock: desk.clock,
                detail: ["fields": checked.fields.joined(separator: " ")])
            return hub
        }
    }

    private struct Checked {
        var phone: String?
        var email: String?
        var languages: [Language]?
        var safeguardingName: String?
        var safeguardingPhone: String?
        var closed: Set<Day> = []
        var open: Set<Day> = []
        var clearsClosures = false
        var fields: [String] = []

        func closures(from kept: ClosureDays) -> ClosureDays {
            ClosureDays((clearsClosures ? [] : kept.days).union(closed).subtracting(open))
        }
    }

    private func checked(_ change: Change) throws(Refusal) -> Checked {
        var checked = Checked()
        if let phone = change.phone { checked.phone = try Self.phone(phone) }
        if let email = change.email?.trimmed {
            guard email.isEmpty || MailAddress(email) != nil else { throw .notAnAddress(email) }
            checked.email = email
        }
        if let words = change.interpreterLanguages {
            var languages: [Language] = []
            for word in words {
                guard let language = desk.reference.languages.language(forWord: word) else {
                    throw .notALanguage(word)
                }
                if !languages.contains(language) { languages.append(language) }
            }
            checked.languages = languages
        }
        if let name = change.safeguardingName?.trimmed {
            guard name.unicodeScalars.count <= 200, !name.contains(where: \.isNewline) else { throw .notAName }
            checked.safeguardingName = name
        }
        if let phone = change.safeguardingPhone { checked.safeguardingPhone = try Self.phone(phone) }
        checked.fields = [
            checked.phone.map { _ in "phone" }, checked.email.map { _ in "email" },
            checked.languages.map { _ in "interpreter-languages" },
            checked.safeguardingName.map { _ in "safeguarding-name" },
            checked.safeguardingPhone.map { _ in "safeguarding-phone" },
        ].compactMap(\.self)
        checked.closed = try Self.days(change.closedDays)
        checked.open = try Self.days(change.openDays)
        if let both = checked.closed.intersection(checked.open).min() { throw .closedAndOpen(both) }
        checked.clearsClosures = change.clearsClosures
        guard !checked.fields.isEmpty || !checked.closed.isEmpty || !checked.open.isEmpty || change.clearsClosures
        else {
            throw .nothingToChange
        }
        return checked
    }

    /// A number that can be dialled, as it was typed; the short ones that organisations have among them, such as 101.
    private static func phone(_ typed: String) throws(Refusal) -> String {
        let phone = typed.trimmed
        guard !phone.isEmpty else { return "" }
        guard let number = PhoneNumber(phone, short: true) else { throw .notAPhoneNumber(phone) }
        return number.text
    }

    private static func days(_ typed: [String]) throws(Refusal) -> Set<Day> {
        var days: Set<Day> = []
        for text in typed {
            guard let day = Day(text.trimmed), day.parts.year >= 1900 else { throw .notADay(text) }
            days.insert(day)
        }
        return days
    }
}
