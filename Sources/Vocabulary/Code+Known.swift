extension NeedCode {
    /// The one need that may only be met by somebody who is regulated for it.
    public static let immigrationAdvice: NeedCode = "immigration-advice"
}

extension StandardCode {
    public static let immigrationAdviceRegulation: StandardCode = "immigration-advice-regulation"
}
