import Casework
import Metering
import Vocabulary

extension Site {
    /// The site of a desk: its sessions are the ones in the desk's store. It is starting until it is told to serve.
    public init(
        settings: SiteSettings, desk: Desk, signIn: SignIn, registry: MetricsRegistry = MetricsRegistry()
    ) throws {
        try self.init(
            settings: settings,
            session: { secret in
                try await signIn.current(secret).flatMap { Session(id: $0.id, actor: $0.actor) }
            },
            holding: HoldForm(desk: desk),
            readiness: Readiness(isServing: false) { await desk.trouble().map(Readiness.Obstacle.init) },
            registry: registry)
    }

    /// The routes of every feature, in one place: a new feature adds a line.
    public func features(of desk: Desk) -> [any RouteGroup] { features(of: desk, signIn: SignIn(desk: desk)) }

    public func features(
        of desk: Desk, signIn: SignIn, provider: IdentityProvider? = nil
    ) -> [any RouteGroup] {
        let atProvider: [any RouteGroup] =
            provider.map { [ProviderRoutes(site: self, provider: $0, zone: desk.clock.zone)] } ?? []
        return atProvider + [
            SignInRoutes(site: self, signIn: signIn, hasProvider: provider != nil),
            SignInCodeRoutes(site: self, signIn: signIn),
            AccountRoutes(site: self, signIn: signIn, provider: provider, zone: desk.clock.zone),
            SecondStepRoutes(
                site: self, secondStep: SecondStep(desk: desk, settings: signIn.settings), zone: desk.clock.zone),
            HeldFormRoutes(site: self),
            TodayRoutes(site: self, desk: desk),
            FirstContactRoutes(site: self, desk: desk),
            PersonRoutes(site: self, desk: desk),
            CoverRoutes(site: self, desk: desk),
            ColleaguesRoutes(site: self, desk: desk),
            SafetyRoutes(site: self, desk: desk),
            SealedRoutes(site: self, desk: desk),
            LinkRoutes(site: self, desk: desk),
            RegisterRoutes(site: self, desk: desk),
            AgreementRoutes(site: self, desk: desk),
            FindGroupsRoutes(site: self, desk: desk),
            ReferRoutes(site: self, desk: desk),
            ReferralRoutes(site: self, desk: desk),
            GroupAnswerRoutes(site: self, desk: desk),
            OutboxRoutes(site: self, desk: desk),
            JobsRoutes(site: self, desk: desk),
            BreakGlassRoutes(site: self, desk: desk),
            HubAgreementRoutes(site: self, desk: desk),
            FiguresRoutes(site: self, desk: desk),
            SharingRoutes(site: self, desk: desk),
            OwnPageRoutes(site: self, desk: desk),
            OwnPageStaffRoutes(site: self, desk: desk),
            KeptRoutes(site: self, desk: desk),
            RetentionRoutes(site: self, desk: desk),
        ]
    }
}
