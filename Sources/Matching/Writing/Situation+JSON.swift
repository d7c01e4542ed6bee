import Vocabulary

extension Situation {
    /// A situation file, every field written, keys sorted: what ``init(json:)`` reads.
    public var json: [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.words("access", access)
            out.number("age", age)
            out.text("audience", audience.rawValue)
            out.object("avoid") { out in
                out.words("communities", avoid.communities)
                out.words("groups", avoid.groups)
            }
            out.fact("avoidPapers", avoidPapers)
            out.text("background", background.rawValue)
            out.fact("canBookAhead", canBookAhead)
            out.fact("childcareNeeded", childcareNeeded)
            out.words("communities", communities)
            out.text("format", format.rawValue)
            out.windows("free", free)
            out.text("gender", gender.rawValue)
            out.place("home", home)
            out.number("homeAccuracyM", homeAccuracyM)
            out.key("horizonKm")
            out.write(horizonKm)
            out.words("interests", interests)
            out.object("interpreter") { out in
                out.fact("accepts", interpreter.accepts)
                out.words("excludedCommunities", interpreter.excludedCommunities)
                out.words("hubLanguages", interpreter.hubLanguages)
            }
            out.list("languages", languages) { out, spoken in
                out.text("language", spoken.language.rawValue)
                out.text("level", spoken.level.rawValue)
            }
            out.number("maxFee", maxFee.amount)
            out.words("needs", needs)
            out.object("reach") { out in
                out.fact("canTravel", reach.canTravel)
                out.number("maxWalkMinutes", reach.maxWalkMinutes)
                out.fact("online", reach.online)
                out.fact("phone", reach.phone)
            }
            out.words("requires", requires)
            out.text("risk", JudgedRisk(risk).rawValue)
            out.text("today", today.description)
            out.number("waitingDays", waitingDays)
            out.fact("wantsToVolunteer", wantsToVolunteer)
        }
        return out.bytes
    }
}
