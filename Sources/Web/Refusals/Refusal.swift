import Hummingbird

/// Why a request is not answered with what it asked for. One place turns it into a status and words.
public enum Refusal: Error, Sendable {
    /// There is no such thing, or it is none of this person's business: the two look the same.
    case unknown
    /// Somebody has to sign in first.
    case signInFirst
    /// What was sent cannot be read.
    case malformed
    case wrongMethod(allowed: [String])
    /// The request is for a site of another name.
    case otherSite
    case addressTooLong
    case headersTooLarge
    case tooLarge
    /// The form is not one of ours, or was open for so long that it no longer counts.
    case formTooOld
    /// The link was good once.
    case linkEnded
    /// Somebody else changed the same thing meanwhile.
    case stale(Conflict)
    /// The thing is in a state in which this cannot be done; the text says why and what to do.
    case notNow(String)
    case tooMany(retryAfterSeconds: Int)
    case notAvailable
    /// The store was lost while it saved, and nobody can tell whether it did.
    case unsure
    /// Nothing can be saved until somebody has seen to the server.
    case outOfOrder(Outage)

    /// Why nothing can be saved, for whoever looks after the server.
    public enum Outage: Hashable, Sendable {
        case disk, damage, clock
    }

    /// Two texts of the same thing, so that nothing that was typed is lost.
    public struct Conflict: Sendable {
        public struct Difference: Sendable {
            public let field: String
            public let yours: String
            public let theirs: String

            public init(field: String, yours: String, theirs: String) {
                self.field = field
                self.yours = yours
                self.theirs = theirs
            }
        }

        /// The form once more, as it was typed but made from what is stored now.
        public struct KeepMine: Sendable {
            /// A field as it was typed.
            public struct Field: Sendable {
                public let name: String
                public let value: String
            }

            public let action: String
            public let fields: [Field]

            /// - Parameters:
            ///   - stamp: the field that says which text the form was made from, and what it says now.
            public init(_ form: SubmittedForm, to action: String, stamp: (name: String, value: String)) {
                self.action = action
                fields = form.pairs.filter { !FormField.ofTheSite.contains($0.name) }.map { name, value in
                    Field(name: name, value: name == stamp.name ? stamp.value : value)
                }
            }
        }

        /// What was changed by both, as in "This group's details".
        public let subject: String
        public let differences: [Difference]
        /// Who wrote what is stored now; nil where the trail does not say.
        public let writer: String?
        /// Whether that is the one who asks, in another window.
        public let isYours: Bool
        /// When they did.
        public let when: String?
        /// The page with what is stored now.
        public let address: String
        /// Saves what was typed all the same; nil where that cannot be.
        public let keepMine: KeepMine?

        public init(
            subject: String, differences: [Difference], writer: String? = nil, isYours: Bool = false,
            when: String? = nil, address: String, keepMine: KeepMine? = nil
        ) {
            self.subject = subject
            self.differences = differences
            self.writer = writer
            self.isYours = isYours
            self.when = when
            self.address = address
            self.keepMine = keepMine
        }
    }
}

/// An error of another room that a page answers in words of its own.
public protocol RefusedOnPage: Error {
    var refusal: Refusal { get }
    /// The same to the person themselves, on their own page. What a page for staff says of them, they are told.
    var refusalToThem: Refusal { get }
}

extension RefusedOnPage {
    public var refusalToThem: Refusal { refusal }
}
