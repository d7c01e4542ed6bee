import Hummingbird
import NIOCore

/// Whether the program is alive, and whether it wants requests: for a supervisor and a load balancer, not for people.
struct HealthRoutes: Sendable {
    static let readiness = "/readyz"

    let readiness: Readiness

    func add(to router: Router<SiteContext>) {
        router.get("/healthz") { _, _ in answer(.ok, "alive") }
        router.get(RouterPath(HealthRoutes.readiness)) { _, _ in
            switch await readiness.obstacle() {
            case nil: answer(.ok, "ready")
            case let obstacle?: answer(.serviceUnavailable, obstacle.rawValue)
            }
        }
    }

    private func answer(_ status: HTTPResponse.Status, _ word: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: word + "\n")))
    }
}
