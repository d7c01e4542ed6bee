import ArgumentParser
import Casework

/// The identity provider of the organisation, where staff sign in there.
struct ProviderOptions: ParsableArguments {
    @Option(
        name: .customLong("oidc-issuer"),
        help: ArgumentHelp(
            "Let staff sign in at this identity provider (OpenID Connect).",
            discussion: """
                It makes no accounts: people connect theirs while they are signed in, under "Your account". It sends \
                them back to BASE-URL/sign-in/provider/return.
                """, valueName: "address"))
    var issuer: String?

    @Option(name: .customLong("oidc-client-id"), help: "The name under which the provider knows this site.")
    var client: String?

    @Option(
        name: .customLong("oidc-client-secret-file"),
        help: ArgumentHelp(
            "A file, readable by its owner only, whose line is the secret agreed with the provider.", valueName: "file")
    )
    var secretFile: String?

    func validate() throws {
        let given = [issuer, client, secretFile].compactMap(\.self).count
        guard given == 0 || given == 3 else {
            throw ValidationError(
                "--oidc-issuer, --oidc-client-id and --oidc-client-secret-file belong together.")
        }
    }

    /// Nil where there is no provider.
    ///
    /// - Throws: ``CommandFailure``.
    func settings() throws(CommandFailure) -> IdentityProvider.Settings? {
        guard let issuer, let client, let secretFile else { return nil }
        let secret = try SecretFile(path: secretFile).line()
        guard !secret.isEmpty else {
            throw CommandFailure("\(secretFile) is empty: put the secret on one line", .badInput)
        }
        guard
            let settings = IdentityProvider.Settings(issuer: issuer, client: client, secret: secret)
        else {
            throw CommandFailure("--oidc-issuer must be an https address, as the provider writes it", .wrongUsage)
        }
        return settings
    }
}
