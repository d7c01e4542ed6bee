import Storage
import Vocabulary

extension HubTransaction {
    /// Does what a form asks for once: a form that comes a second time gets the first answer and changes nothing.
    ///
    /// The answer is where the form led, such as the id of what it made. A refusal is not remembered, so
    /// that a form can be put right and sent again.
    ///
    /// - Parameters:
    ///   - submission: the id of one filling-in. The forms of one page share it, hence `deed`.
    ///     Nil where it is no form that asks: then it is done without asking whether it was done before.
    ///   - deed: what the form does to what: `send-referral` and the referral's id.
    func once(_ submission: String?, for deed: String, clock: Clock, _ body: () throws -> String) throws -> String {
        guard let submission else { return try body() }
        let key = "\(deed) \(submission)"
        if let result = try submissions.result(of: key) { return result }
        let result = try body()
        try submissions.remember(key, result: result, at: clock.now)
        return result
    }
}
