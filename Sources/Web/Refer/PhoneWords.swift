import People

/// A number as somebody outside the hub reads it, and what they have to know before they call.
///
/// The worker's preview, the person's copy and the group's page have these lines, and no other.
enum PhoneWords {
    static func lines(_ phone: ToldPhone) -> [String] {
        switch phone {
        case .callUs: ["Call us instead. We do not give this number, because it may not be safe to use now."]
        case .number(let told):
            [told.number, others(told.use.others), message(told.use.message), times(told.use.times)]
        }
    }

    private static func others(_ others: PhoneUse.Others) -> String {
        switch others {
        case .nobody: "Nobody else answers this phone."
        case .notAsked: "Somebody else may answer: we have not asked. Ask us before you call."
        case .somebody(let who):
            "Somebody else may answer" + (who.isEmpty ? "" : " (\(who))")
                + ". Then say nothing of us or of your group, and hang up."
        }
    }

    private static func message(_ message: PhoneUse.Message) -> String {
        switch message {
        case .fine: "You may leave a message."
        case .never: "Never leave a message, and send none."
        case .notAsked: "Do not leave a message: we have not asked whether it is safe."
        }
    }

    private static func times(_ times: String?) -> String {
        times.map { "Call only at these times: \($0)" }
            ?? "When it is safe to call was not asked. Ask us before you call."
    }
}
