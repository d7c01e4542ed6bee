extension NeedCode {
    /// The one need that may only be met by somebody who is regulated for it.
    public static let immigrationAdvice: NeedCode = "immigration-advice"
    /// Getting and staying safe: a level of risk is judged before groups are looked for.
    public static let safety: NeedCode = "safety"
}

extension StandardCode {
    public static let immigrationAdviceRegulation: StandardCode = "immigration-advice-regulation"
}
