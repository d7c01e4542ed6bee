import Vocabulary

extension Allocation {
    /// The allocation as JSON: keys sorted, no spaces; the same allocation has the same bytes.
    public var json: [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.list("people", shares) { out, share in
                out.text("id", share.member.rawValue)
                out.key("offers")
                out.array(share.offers) { out, offer in out.write(offer) }
                out.text("shortage", share.shortage?.rawValue)
            }
            out.number("score", score)
            out.number("served", served)
        }
        return out.bytes
    }

    /// How many people get something.
    public var served: Int { shares.count { !$0.offers.isEmpty } }

    /// The scores of all that is given, together.
    public var score: Int { shares.reduce(0) { sum, share in share.offers.reduce(sum) { $0 + $1.score } } }
}
