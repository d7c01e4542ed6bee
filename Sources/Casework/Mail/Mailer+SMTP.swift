import CCurl
import Dispatch
import Foundation
import Vocabulary

extension Mailer {
    /// Speaks SMTP by libcurl, one connection a message. STARTTLS is used where the server offers it.
    public static func smtp(_ server: SMTPServer, sender: MailAddress) -> Mailer {
        // libcurl blocks its thread: a queue of its own keeps the threads that serve pages free.
        let queue = DispatchQueue(label: "kith.mail")
        return Mailer(sender: sender) { message in
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: SMTPDelivery(server: server, message: message).run()) }
            }
        }
    }
}

/// One message on its way through libcurl.
private struct SMTPDelivery {
    let server: SMTPServer
    let message: MailMessage

    private static let isReady = kith_curl_start() == CURLE_OK

    func run() -> Mailer.Delivery {
        guard SMTPDelivery.isReady, let handle = curl_easy_init() else {
            return .notNow("The mail library did not start.")
        }
        defer { curl_easy_cleanup(handle) }
        guard let mime = curl_mime_init(handle), let part = curl_mime_addpart(mime) else {
            return .notNow("There was no memory for the message.")
        }
        defer { curl_mime_free(mime) }
        let body = Array(message.body.utf8)
        let encoded = [
            body.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { curl_mime_data(part, $0.baseAddress, $0.count) }
            },
            curl_mime_type(part, "text/plain; charset=utf-8"),
            curl_mime_encoder(part, "quoted-printable"),
        ]
        var headers: UnsafeMutablePointer<curl_slist>?
        for header in message.headers { headers = curl_slist_append(headers, header) }
        var recipients: UnsafeMutablePointer<curl_slist>?
        recipients = curl_slist_append(recipients, "<\(message.to.text)>")
        defer {
            curl_slist_free_all(headers)
            curl_slist_free_all(recipients)
        }
        guard
            (encoded + settings(of: handle, mime: mime, headers: headers, recipients: recipients))
                .allSatisfy({ $0 == CURLE_OK })
        else { return .notNow("The mail library did not take the message.") }
        return delivery(curl_easy_perform(handle), handle)
    }

    private func settings(
        of handle: UnsafeMutableRawPointer, mime: OpaquePointer, headers: UnsafeMutablePointer<curl_slist>?,
        recipients: UnsafeMutablePointer<curl_slist>?
    ) -> [CURLcode] {
        let tls = server.requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_TRY
        var results = [
            kith_curl_set_text(handle, CURLOPT_URL, server.url),
            kith_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            kith_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(message.from.text)>"),
            kith_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            kith_curl_set_list(handle, CURLOPT_HTTPHEADER, headers),
            kith_curl_set_pointer(handle, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(mime)),
            kith_curl_set_number(handle, CURLOPT_USE_SSL, Int(tls.rawValue)),
            kith_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, server.patience.connecting),
            kith_curl_set_number(handle, CURLOPT_TIMEOUT, server.patience.sending),
            // No signals: they would stop another thread's system calls.
            kith_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
        ]
        if let credentials = server.credentials {
            results.append(kith_curl_set_text(handle, CURLOPT_USERNAME, credentials.user))
            results.append(kith_curl_set_text(handle, CURLOPT_PASSWORD, credentials.password))
        }
        return results
    }

    /// What the result means for the next try. The server's own words may quote an address: its number says enough.
    private func delivery(_ result: CURLcode, _ handle: UnsafeMutableRawPointer) -> Mailer.Delivery {
        if result == CURLE_OK { return .taken }
        var code = 0
        kith_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &code)
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
            return .notNow("The mail server could not be reached.")
        case CURLE_OPERATION_TIMEDOUT: return .notNow("The mail server took too long.")
        case CURLE_LOGIN_DENIED: return .notNow("The mail server did not take our user and password.")
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION:
            return .notNow("A safe connection to the mail server could not be made.")
        default:
            if (500...599).contains(code) { return .refused("The mail server said no to this message (\(code)).") }
            if (400...499).contains(code) { return .notNow("The mail server asked us to wait (\(code)).") }
            return .notNow("The mail server broke off (\(result.rawValue)).")
        }
    }
}
