import CCurl
import Dispatch
import Foundation

/// Fetches one address. The live value uses libcurl; a test may hand in its own.
public struct WebFetch: Sendable {
    public let get: @Sendable (URL) async -> Result<WebAnswer, WebFault>

    public init(_ get: @escaping @Sendable (URL) async -> Result<WebAnswer, WebFault>) { self.get = get }

    /// One request at a time, by libcurl.
    ///
    /// - Parameters:
    ///   - userAgent: who we say we are: whoever runs the feed may want to write to us.
    ///   - patience: seconds for one answer.
    public static func live(userAgent: String = "Kith/1 (reads Open Referral directories)", patience: Int = 60)
        -> WebFetch
    {
        // libcurl blocks its thread: a queue of its own keeps the others free, and requests in a row.
        let queue = DispatchQueue(label: "kith.fetch")
        return WebFetch { url in
            await Request(url: url, userAgent: userAgent, patience: patience).answer(on: queue)
        }
    }
}

/// Sends a form to one address. The live value uses libcurl; a test may hand in its own.
public struct WebPost: Sendable {
    /// - Parameters: the address, the form as it is sent, and `name:secret` where the other side wants to know us by it.
    let send: @Sendable (_ address: URL, _ form: String, _ credentials: String?) async -> Result<WebAnswer, WebFault>

    init(
        _ send:
            @escaping @Sendable (_ address: URL, _ form: String, _ credentials: String?) async -> Result<
                WebAnswer, WebFault
            >
    ) { self.send = send }

    /// By libcurl. A form is sent where it was to go and nowhere else: no redirect is followed.
    public static func live(patience: Int = 10) -> WebPost {
        let queue = DispatchQueue(label: "kith.post", attributes: .concurrent)
        return WebPost { address, form, credentials in
            await Request(
                url: address, userAgent: "Kith/1", patience: patience, redirects: 0, largest: 1 << 20, form: form,
                credentials: credentials
            ).answer(on: queue)
        }
    }
}

extension WebFetch {
    /// What an identity provider publishes: small, soon, and from where it was asked for.
    public static func provider() -> WebFetch {
        let queue = DispatchQueue(label: "kith.provider", attributes: .concurrent)
        return WebFetch { url in
            await Request(url: url, userAgent: "Kith/1", patience: 10, redirects: 0, largest: 1 << 20).answer(on: queue)
        }
    }
}

/// What came back.
public struct WebAnswer: Sendable {
    public let status: Int
    public let body: Data
    /// Seconds that the server asks us to wait.
    public let retryAfter: Int?

    public init(status: Int, body: Data, retryAfter: Int? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }
}

/// Why nothing came back.
public enum WebFault: Error, Equatable, Sendable {
    case unreachable
    case tookTooLong
    case notTrusted
    case tooLarge
    case brokeOff
}

/// One request on its way through libcurl.
private struct Request {
    let url: URL
    let userAgent: String
    let patience: Int
    var redirects = 5
    /// More than any page of a directory: in bytes.
    var largest = 64 << 20
    /// What is sent; nil where something is only fetched.
    var form: String?
    /// `name:secret`.
    var credentials: String?

    private static let isReady = kith_curl_start() == CURLE_OK

    private final class Received {
        let largest: Int
        var body = Data()
        var isTooLarge = false

        init(largest: Int) { self.largest = largest }
    }

    /// Waits on the queue and not on a thread that others need.
    func answer(on queue: DispatchQueue) async -> Result<WebAnswer, WebFault> {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: run()) }
        }
    }

    private func run() -> Result<WebAnswer, WebFault> {
        guard Request.isReady, let handle = curl_easy_init() else { return .failure(.brokeOff) }
        defer { curl_easy_cleanup(handle) }
        let received = Received(largest: largest)
        var headers: UnsafeMutablePointer<curl_slist>?
        headers = curl_slist_append(headers, "Accept: application/json")
        defer { curl_slist_free_all(headers) }
        let context = Unmanaged.passUnretained(received).toOpaque()
        var settings = [
            kith_curl_set_text(handle, CURLOPT_URL, url.absoluteString),
            kith_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
            kith_curl_set_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
            kith_curl_set_text(handle, CURLOPT_USERAGENT, userAgent),
            kith_curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, ""),
            kith_curl_set_list(handle, CURLOPT_HTTPHEADER, headers),
            kith_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, redirects > 0 ? 1 : 0),
            kith_curl_set_number(handle, CURLOPT_MAXREDIRS, redirects),
            kith_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, 20),
            kith_curl_set_number(handle, CURLOPT_TIMEOUT, patience),
            // No signals: they would stop another thread's system calls.
            kith_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            kith_curl_set_pointer(handle, CURLOPT_WRITEDATA, context),
            kith_curl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
                guard received.body.count + size * count <= received.largest else {
                    received.isTooLarge = true
                    return 0
                }
                received.body.append(UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: size * count)
                return size * count
            },
        ]
        if let form { settings.append(kith_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, form)) }
        // Sent as Basic, which is what libcurl does unless told otherwise.
        if let credentials { settings.append(kith_curl_set_text(handle, CURLOPT_USERPWD, credentials)) }
        guard settings.allSatisfy({ $0 == CURLE_OK }) else { return .failure(.brokeOff) }
        let result = withExtendedLifetime(received) { curl_easy_perform(handle) }
        guard result == CURLE_OK else { return .failure(fault(result, received)) }
        var status = 0
        kith_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        var wait = 0
        kith_curl_get_number(handle, CURLINFO_RETRY_AFTER, &wait)
        return .success(WebAnswer(status: status, body: received.body, retryAfter: wait > 0 ? wait : nil))
    }

    private func fault(_ result: CURLcode, _ received: Received) -> WebFault {
        if received.isTooLarge { return .tooLarge }
        return switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_UNSUPPORTED_PROTOCOL: .unreachable
        case CURLE_OPERATION_TIMEDOUT: .tookTooLong
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION: .notTrusted
        default: .brokeOff
        }
    }
}
