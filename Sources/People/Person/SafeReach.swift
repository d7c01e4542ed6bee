import Vocabulary

/// How to be in touch without putting them in danger: phones are shared, letters are opened.
public struct SafeReach: Hashable, Sendable, Encodable {
    public var phone: String
    public var email: String
    /// Another way to find them: "at the library on Tuesdays".
    public var otherWay: String
    public var mayLeaveMessage: Told<Bool>
    public var phoneIsShared: Told<Bool>
    /// Who else uses the phone, in their words.
    public var sharedWith: String
    /// When it is safe to call, in their words.
    public var safeTimes: String

    public init(
        phone: String = "", email: String = "", otherWay: String = "", mayLeaveMessage: Told<Bool> = .notAsked,
        phoneIsShared: Told<Bool> = .notAsked, sharedWith: String = "", safeTimes: String = ""
    ) {
        self.phone = phone
        self.email = email
        self.otherWay = otherWay
        self.mayLeaveMessage = mayLeaveMessage
        self.phoneIsShared = phoneIsShared
        self.sharedWith = sharedWith
        self.safeTimes = safeTimes
    }

    /// Whether there is at least one way to find the person again.
    public var isReachable: Bool { [phone, email, otherWay].contains { !$0.allSatisfy(\.isWhitespace) } }

    public var hasPhone: Bool { !phone.allSatisfy(\.isWhitespace) }
    public var hasEmail: Bool { !email.allSatisfy(\.isWhitespace) }
}
