/// One thing that is wrong with a form, beside the field and in the summary.
public struct FieldProblem: Sendable, Hashable {
    /// The name of the field, which is the id of its first input too.
    public let field: String
    /// What to do about it: "Enter a name", not "Name is invalid".
    public let text: String

    public init(_ field: String, _ text: String) {
        self.field = field
        self.text = text
    }
}
