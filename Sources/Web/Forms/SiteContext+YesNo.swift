extension SiteContext {
    /// What a button or a question with a yes and a no was answered. A form in which neither stands gave no answer, and none is
    /// made up for it.
    ///
    /// - Throws: ``Refusal/malformed``.
    func saysYes(_ field: String) throws -> Bool {
        switch form[field] {
        case "yes": true
        case "no": false
        default: throw Refusal.malformed
        }
    }
}
