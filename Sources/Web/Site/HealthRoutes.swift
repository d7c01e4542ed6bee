import Hummingbird
import NIOCore

/// Whether the program is alive, and whether it can answer pages: for a supervisor, not for people.
struct HealthRoutes: Sendable {
    let isReady: @Sendable () async -> Bool

    func add(to router: Router<SiteContext>) {
        router.get("/healthz") { _, _ in answer(.ok, "alive\n") }
        router.get("/readyz") { _, _ in
            await isReady() ? answer(.ok, "ready\n") : answer(.serviceUnavailable, "not ready\n")
        }
    }

    private func answer(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
