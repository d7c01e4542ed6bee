import Hummingbird
import NIOCore

/// The stylesheet, the script and the icon. Their addresses change with their bytes.
struct AssetRoutes: Sendable {
    let assets: AssetLibrary

    func add(to router: Router<SiteContext>) {
        router.get("/assets/:hash/:name") { _, context in
            let parameters = context.coreContext.parameters
            guard let asset = assets.asset(hash: parameters.get("hash") ?? "", name: parameters.get("name") ?? "")
            else { return Response(status: .notFound) }
            return answer(asset, caching: "public, max-age=31536000, immutable")
        }
        router.get("/favicon.ico") { _, _ in
            guard let icon = assets.asset(named: "kith.svg") else { return Response(status: .notFound) }
            return answer(icon, caching: "public, max-age=86400")
        }
        // Pages about people are nothing for a search engine, and the public ones are found by people.
        router.get("/robots.txt") { _, _ in
            guard let rules = assets.asset(named: "robots.txt") else { return Response(status: .notFound) }
            return answer(rules, caching: "public, max-age=86400")
        }
    }

    private func answer(_ asset: AssetLibrary.Asset, caching: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: asset.mediaType, .cacheControl: caching],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
}
