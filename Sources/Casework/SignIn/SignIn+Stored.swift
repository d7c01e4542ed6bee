extension SignIn {
    /// A password in the form in which it is stored, for accounts that are made together with one: the demo's.
    public static func stored(_ password: String, by secrets: SecretSource = .system) async throws -> String {
        try await PasswordKey.derive(from: password, salt: secrets.salt(), cost: .house).text
    }
}
