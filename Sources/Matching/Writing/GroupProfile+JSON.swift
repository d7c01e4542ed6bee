import Vocabulary

extension GroupProfile {
    /// A directory file with these groups, every field written, keys sorted: what ``directory(json:)`` reads.
    public static func directoryJSON(_ groups: [GroupProfile]) -> [UInt8] {
        var out = JSONWriter()
        out.array(groups) { out, group in out.write(group) }
        return out.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ group: GroupProfile) {
        object { out in
            out.words("access", group.access)
            out.number("accuracyM", group.accuracyM)
            out.object("age") { out in
                out.number("from", group.age.from)
                out.number("to", group.age.to)
            }
            out.object("agreement") { out in out.write(group.agreement) }
            out.fact("asksStatus", group.asksStatus)
            out.text("audience", group.audience.rawValue)
            out.fact("bookAhead", group.bookAhead)
            out.fact("byPhone", group.byPhone)
            out.text("childcare", group.childcare.rawValue)
            out.words("communities", group.communities)
            out.fact("dropIn", group.dropIn)
            out.text("english", group.english.rawValue)
            out.number("fee", group.fee.amount)
            out.text("format", group.format.rawValue)
            out.text("id", group.id.rawValue)
            out.words("interests", group.interests)
            out.list("interpreting", group.interpreting) { out, offer in
                out.text("community", offer.community?.rawValue)
                out.text("language", offer.language.rawValue)
            }
            out.words("languages", group.languages)
            out.place("location", group.location)
            out.text("name", group.name)
            out.words("needs", group.needs)
            out.fact("online", group.online)
            out.list("register", group.register) { out, evidence in
                out.text("standard", evidence.standard.rawValue)
                out.text("until", evidence.until?.description)
            }
            out.list("sessions", group.sessions) { out, session in
                out.text("day", session.day.rawValue)
                out.text("from", session.from.description)
                out.fact("open", session.isOpen)
                out.text("to", session.to.description)
                out.text("until", session.until?.description)
            }
            out.text("status", group.status.rawValue)
            out.fact("travelPaid", group.travelPaid)
            out.key("unknown")
            out.array(GroupProfile.Unknown.allCases.filter(group.unknown.contains)) { out, fact in
                out.write(fact.rawValue)
            }
            out.fact("volunteering", group.volunteering)
            out.key("welcome")
            out.write(group.welcome)
        }
    }

    private mutating func write(_ agreement: GroupProfile.Agreement) {
        number("acceptedThisMonth", agreement.acceptedThisMonth)
        fact("agreed", agreement.agreed)
        number("cohort", agreement.cohort)
        number("monthlyLimit", agreement.monthlyLimit)
        fact("paused", agreement.paused)
        number("places", agreement.places)
        text("until", agreement.until?.description)
    }
}
