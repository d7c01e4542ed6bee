import Casework
import Community
import Reference
import Vocabulary

/// A group's facts in the words of a page.
enum GroupWords {
    /// In one look: may people be referred to it today?
    static func state(of group: Group, load: Load, today: Day) -> Tag {
        if group.details.status == .closed { return Tag("Closed", .ended) }
        if group.details.status == .paused { return Tag("Paused", .waiting) }
        guard let agreement = group.agreement else { return Tag("Not agreed", .calm) }
        if agreement.paused { return Tag("Paused by the group", .waiting) }
        if !agreement.holds(on: today) { return Tag("Agreement ended", .urgent) }
        if load.waitlisted > 0 {
            let list = FoundGroups.WaitingList(free: load.free(under: agreement), waiting: load.waitlisted)
            return Tag(OfferWords.places(list), .waiting)
        }
        let left = agreement.placesLeft(with: load)
        if left == 0 { return Tag("Full", .waiting) }
        return Tag(left == 1 ? "1 place left" : "\(left) places left", .good)
    }

    /// As the form reads it again.
    static func session(_ session: GroupSession) -> String {
        [
            "\(PlainDate.weekday(session.day)) \(session.from) to \(session.to)", session.isOpen ? "open hours" : nil,
            session.until.map { "until \($0)" },
        ]
        .compactMap(\.self).joined(separator: ", ")
    }

    static func english(_ level: LanguageLevel) -> String {
        switch level {
        case .none: "No English needed"
        case .basic: "A little English"
        case .conversational: "Enough English for a conversation"
        case .fluent: "Fluent English"
        }
    }

    static func audience(_ audience: Vocabulary.Audience) -> String {
        switch audience {
        case .everyone: "Everyone"
        case .women: "Women"
        case .men: "Men"
        }
    }

    static func childcare(_ childcare: Childcare) -> String {
        switch childcare {
        case .provided: "Somebody looks after the children"
        case .welcome: "Children may come along"
        case .none: "No childcare"
        }
    }

    /// How many people may come out of places that a team shares out at once.
    static func cohort(_ limit: Int?) -> String {
        switch limit {
        case nil: "No other limit"
        case 0: "Nobody: refer people one by one"
        case let limit?: "Up to \(limit) of the newcomers in a month"
        }
    }

    static func strain(_ strain: Told<FundingStrain>) -> String {
        switch strain {
        case .notAsked: "Not asked yet"
        case .wouldNotSay: "They would rather not say"
        case .said(let strain): self.strain(strain)
        }
    }

    static func strain(_ strain: FundingStrain) -> String {
        switch strain {
        case .fine: "Money is fine"
        case .tight: "Money is tight"
        case .needsFunding: "Taking more people would need money"
        }
    }

    static func status(_ status: GroupStatus) -> String {
        switch status {
        case .active: "Active"
        case .paused: "Paused for now"
        case .closed: "Closed for good"
        }
    }

    static func ages(_ age: AgeRange) -> String {
        switch (age.from, age.to) {
        case (nil, nil): ""
        case (let from?, nil): "\(from) and over"
        case (nil, let to?): "Up to \(to)"
        case (let from?, let to?): "\(from) to \(to)"
        }
    }

    /// The name of a detail, as a heading or the label of a conflict.
    static func name(of field: GroupField) -> String {
        switch field {
        case .name: "Name"
        case .summary: "What it is"
        case .organisation: "By whom"
        case .contact: "How to reach the group"
        case .status: "State"
        case .needs: "What it helps with"
        case .interests: "What people do there"
        case .format: "How it meets"
        case .place: "Where"
        case .online: "Online"
        case .byPhone: "By telephone"
        case .travelPaid: "Pays for the way there"
        case .fee: "Cost"
        case .sessions: "When"
        case .timesInWords: "Times in words"
        case .dropIn: "Drop in"
        case .bookAhead: "Needs booking"
        case .audience: "For whom"
        case .age: "Ages"
        case .languages: "Languages"
        case .english: "English needed"
        case .interpreting: "Interpreting"
        case .childcare: "Children"
        case .access: "Access"
        case .asksStatus: "Asks for papers"
        case .communities: "Communities"
        case .volunteering: "Roles for volunteers"
        }
    }

    /// What nobody has said, where a person might otherwise take it for an answer.
    static let notKnown = "Not known: ask the group"

    private static func known<Value>(_ fact: Known<Value>, _ words: (Value) -> String) -> String {
        fact.value.map(words) ?? notKnown
    }

    private static func place(_ place: Place) -> String {
        let accuracy: [String] =
            switch (place.coordinate, place.accuracyM) {
            case (nil, _), (_, 0): []
            case (_, nil): ["How exactly this is known, nobody has said"]
            case (_, let metres?): ["Known to within about \(metres) metres"]
            }
        return (place.lines + accuracy).joined(separator: "\n")
    }

    private static func access(_ codes: [AccessCode], _ reference: ReferenceData) -> String {
        codes.isEmpty ? "None of what we ask about" : codes.map(reference.access.name).joined(separator: ", ")
    }

    /// What a group says about one detail; empty where it says nothing that anybody waits for.
    static func value(of field: GroupField, in details: GroupDetails, reference: ReferenceData) -> String {
        switch field {
        case .name: details.name
        case .summary: details.summary
        case .organisation: details.organisation
        case .contact:
            [details.contact.name, details.contact.email, details.contact.phone, details.contact.website]
                .filter { !$0.isEmpty }.joined(separator: "\n")
        case .status: status(details.status)
        case .needs: details.needs.map(reference.needs.name).joined(separator: ", ")
        case .interests: details.interests.map(reference.interests.name).joined(separator: ", ")
        case .format: known(details.format) { $0 == .group ? "In a group" : "One to one" }
        case .place: details.place.map(place) ?? ""
        case .online: yes(details.online)
        case .byPhone: yes(details.byPhone)
        case .travelPaid: yes(details.travelPaid)
        case .fee: known(details.fee) { $0 == .zero ? "Free" : "\($0) a session" }
        case .sessions: details.sessions.sorted().map(session).joined(separator: "\n")
        case .timesInWords: details.timesInWords
        case .dropIn: yes(details.dropIn)
        case .bookAhead: yes(details.bookAhead)
        case .audience: known(details.audience, audience)
        case .age: ages(details.age)
        case .languages:
            details.languages.isEmpty
                ? notKnown : details.languages.map(reference.languages.name).joined(separator: ", ")
        case .english: known(details.english, english)
        case .interpreting:
            details.interpreting.map { offer in
                let language = reference.languages.name(of: offer.language)
                return offer.community.map { "\(language) (\(reference.communities.name(of: $0)))" } ?? language
            }.joined(separator: ", ")
        case .childcare: known(details.childcare, childcare)
        case .access: known(details.access) { access($0, reference) }
        case .asksStatus: known(details.asksStatus) { $0 ? "Yes" : "No" }
        case .communities: details.communities.map(reference.communities.name).joined(separator: ", ")
        case .volunteering: yes(details.volunteering)
        }
    }

    /// The same beside another: where one side says nothing, that is said.
    static func side(of field: GroupField, in details: GroupDetails, reference: ReferenceData) -> String {
        value(of: field, in: details, reference: reference).nonEmpty ?? "Not said"
    }

    /// That a box has no tick says only that nobody has said yes.
    private static func yes(_ truth: Bool) -> String { truth ? "Yes" : "" }
}

extension Agreement {
    func placesLeft(with load: Load) -> Int {
        min(load.placesLeft(under: self), max(0, monthlyLimit - load.acceptedThisMonth))
    }
}

extension StaleGroup {
    /// Both texts, detail by detail.
    ///
    /// - Parameter form: the form as `actor` sent it.
    func conflict(
        _ form: SubmittedForm, by actor: Actor, reference: ReferenceData, clock: Clock
    ) -> Refusal.Conflict {
        let address = "/app/groups/\(Site.query(stored.id.rawValue))/details"
        return Refusal.Conflict(
            subject: "This group's details",
            differences: fields.map { field in
                .init(
                    field: GroupWords.name(of: field),
                    yours: GroupWords.side(of: field, in: wanted, reference: reference),
                    theirs: GroupWords.side(of: field, in: stored.details, reference: reference))
            },
            writer: by?.name, isYours: by?.isSelf(actor) == true,
            when: by.map { "\($0.at.time(in: clock.zone)) on \($0.at.day(in: clock.zone).inWords)" },
            address: address,
            keepMine: .init(form, to: address, stamp: ("version", String(stored.version))))
    }
}
