/// The names of the hidden fields that every form of ours carries.
public enum FormField {
    /// The answer of whoever was asked and would rather not say.
    static let unsaid = "unsaid"
    /// Chosen where an answer that is stored was never given.
    static let notAsked = "not-asked"
    public static let proof = "form-proof"
    public static let submission = "form-submission"
    /// For whom the form was made, if somebody was signed in, with a proof of it: see ``FormOwner``.
    public static let owner = "form-owner"
    /// The page on which the form stood.
    public static let page = "form-page"
    /// That the form was filled with what somebody had sent when they were signed out.
    public static let held = "form-held"
    /// The number of a draft: what a page sends by itself while somebody writes.
    public static let draftNumber = "draft-number"
    /// What the site puts into its forms, and nobody types.
    public static let ofTheSite: Set<String> = [proof, submission, owner, page, held, draftNumber]

    /// Whether what stands in a field is a password or a code, which no page shows and nothing keeps.
    static func isSecret(_ name: String) -> Bool {
        ["code", "recovery-code", "session"].contains(name) || name.contains("password")
    }

    /// What a page prints of a field that was typed: never where somebody lives, which is a place and no number.
    static func printed(_ name: String, _ value: String) -> String {
        switch name {
        case "latitude", "longitude": "A place"
        // A place that was found comes as two numbers; its other answers are words.
        case "home" where value.contains(","): "A place"
        default: value
        }
    }

    /// How the name of a field begins whose value is never shown again, not even to whoever typed it.
    public static let sealed = "sealed-"
}
