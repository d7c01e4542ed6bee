@testable import Casework

extension SignIn.Settings {
    /// Derivations that cost nothing, mail that is taken, and no waiting: each has a test of its own.
    static var cheap: SignIn.Settings {
        var settings = SignIn.Settings(sendsMail: true)
        settings.cost = PasswordKey.Cost(rounds: 16, blockSize: 8, parallelism: 1)
        settings.evenTime = .zero
        return settings
    }
}
