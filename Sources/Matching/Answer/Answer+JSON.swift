import Vocabulary

extension Answer {
    /// The answer as JSON: keys sorted, no spaces, text in UTF-8. The same answer has the same bytes
    /// on every machine.
    public var json: [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.key("blocked")
            out.array(blocked) { out, finding in out.write(finding) }
            out.key("considered")
            out.write(considered)
            out.key("offers")
            out.array(offers) { out, offer in out.write(offer) }
            out.key("signposts")
            out.array(signposts) { out, finding in out.write(finding) }
            out.key("unlocks")
            out.array(unlocks) { out, unlock in
                out.object { out in
                    out.key("code")
                    out.write(unlock.code.rawValue)
                    out.key("groups")
                    out.write(unlock.groups)
                }
            }
        }
        return out.bytes
    }
}

extension JSONWriter {
    mutating func write(_ offer: Offer) {
        object { out in
            out.key("cautions")
            out.array(offer.cautions) { out, caution in out.write(caution.rawValue) }
            out.key("id")
            out.write(offer.id.rawValue)
            out.key("score")
            out.write(offer.score)
            out.key("walkMinutes")
            out.write(offer.walkMinutes)
            out.key("why")
            out.object { out in
                for part in ScorePart.allCases where offer.parts[part] != 0 {
                    out.key(part.rawValue)
                    out.write(Int(offer.parts[part]))
                }
            }
        }
    }

    fileprivate mutating func write(_ finding: Finding) {
        object { out in
            out.key("id")
            out.write(finding.id.rawValue)
            out.key("reasons")
            out.array(finding.reasons) { out, reason in out.write(reason) }
            out.key("unlock")
            out.write(finding.unlock?.rawValue)
            out.key("walkMinutes")
            out.write(finding.walkMinutes)
        }
    }

    private mutating func write(_ reason: Reason) {
        object { out in
            out.key("code")
            out.write(reason.code.rawValue)
            guard let gap = reason.standards else { return }
            out.key("expired")
            out.array(gap.expired) { out, standard in out.write(standard.rawValue) }
            out.key("missing")
            out.array(gap.missing) { out, standard in out.write(standard.rawValue) }
        }
    }
}
