import Casework
import Hummingbird
import Logging
import Metering
import Vocabulary

/// The site: everything that its pages share. A feature's routes are handed one and add themselves.
///
/// ```
/// request → figures → log line → security headers → who is it → refusals as pages → is it for us → the form → route
/// ```
public struct Site: Sendable {
    public let settings: SiteSettings
    /// Finds out who is signed in by the secret in the session cookie; nil where nobody is.
    public typealias SessionLookup = @Sendable (_ secret: String) async throws -> Session?

    let templates: TemplateLibrary
    let assets: AssetLibrary
    let forms: FormGuard
    let cookies: SiteCookies
    let hosts: SiteHosts
    let session: SessionLookup
    /// Holds what somebody sends after they were signed out; nil for a site without a store.
    let holding: HoldForm?
    /// Whether this server wants requests.
    public let readiness: Readiness
    let registry: MetricsRegistry
    /// Sees every page before it is rendered: how tests get hold of pages as they really are filled.
    var witness: (@Sendable (any Page) -> Void)?

    /// Reads templates and assets. `session` tells who is signed in by the secret in the cookie, `holding` keeps the forms
    /// of those who were signed out, `readiness` whether requests are wanted, `registry` what is counted.
    public init(
        settings: SiteSettings,
        session: @escaping SessionLookup = { _ in nil },
        holding: HoldForm? = nil,
        readiness: Readiness = Readiness(),
        registry: MetricsRegistry = MetricsRegistry()
    ) throws {
        self.settings = settings
        self.templates = try TemplateLibrary()
        self.assets = try AssetLibrary()
        self.forms = FormGuard(secret: settings.secret)
        self.cookies = SiteCookies(isSecure: settings.isSecure)
        self.hosts = SiteHosts(baseURL: settings.baseURL)
        self.session = session
        self.holding = holding
        self.readiness = readiness
        self.registry = registry
    }

    /// The router with the site's own pages and those of the features.
    public func router(_ features: [any RouteGroup]) -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestFigures(registry: registry))
        router.add(middleware: RequestLog())
        router.add(middleware: SecurityHeaders(isSecure: settings.isSecure))
        HealthRoutes(readiness: readiness).add(to: router)
        router.add(middleware: NothingInTheClear(settings: settings))
        AssetRoutes(assets: assets).add(to: router)
        router.add(middleware: WhoAsks(site: self))
        router.add(middleware: RefusalPages(site: self))
        router.add(middleware: RequestCheck(hosts: hosts))
        let pages = router.group()
        pages.add(middleware: FormCheck(site: self))
        pages.add(middleware: HeldFormPages(site: self))
        PublicRoutes(site: self).add(to: pages)
        if settings.hasStyleGuide { StyleGuideRoutes(site: self).add(to: pages) }
        for feature in features { feature.add(to: pages) }
        WrongMethod.answer(on: router)
        // After that, so that no method gives away that there is such a page.
        MetricsRoutes(registry: registry, token: settings.metricsToken).add(to: router)
        return router
    }
}

/// The routes of one feature. Each adds what it answers, with handlers that decode, call and present.
public protocol RouteGroup: Sendable {
    func add(to pages: RouterGroup<SiteContext>)
}

/// Answers a known path that was asked with a method it does not have with 405, not 404.
enum WrongMethod {
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options, .trace]

    static func answer(on router: Router<SiteContext>) {
        let known = Dictionary(grouping: router.routes, by: { $0.path.description })
        for (path, routes) in known {
            let allowed = Set(routes.map(\.method))
            let names = allowed.map(\.rawValue) + (allowed.contains(.get) ? ["HEAD"] : [])
            for method in methods where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Refusal.wrongMethod(allowed: names.sorted())
                }
            }
        }
    }
}
