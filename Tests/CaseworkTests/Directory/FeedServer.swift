import Casework
import Foundation

/// A feed on this machine that behaves as feeds in the wild do, by the part of its path:
///
/// `/good` has five services on pages of two. `/wild` repeats a service, gives wrong totals, ignores the page
/// size, misses one record, sends nulls. `/busy` asks for patience once before each answer. `/endless` gives the
/// same page for ever. `/broken` fails from its third request on, until `/mend` is asked. `/none` is no feed.
final class FeedServer {
    let address: URL
    private let process: Process
    private let input: Pipe

    init() throws {
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", FeedServer.script]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.filter(\.isNumber)), let url = URL(string: "http://127.0.0.1:\(port)") else {
            throw CocoaError(.fileReadUnknown)
        }
        address = url
    }

    func feed(_ name: String) -> URL { address.appending(path: name) }

    /// The paths that were asked for, in order.
    func requests() async throws -> [String] {
        let answer = try await WebFetch.live().get(address.appending(path: "requests")).get()
        return try JSONDecoder().decode([String].self, from: answer.body)
    }

    func mend() async throws { _ = try await WebFetch.live().get(address.appending(path: "mend")).get() }

    func stop() {
        // It ends with its standard input. Waiting for that would need a run loop, which a test has not.
        try? input.fileHandleForWriting.close()
    }

    // The server ends with its standard input, so that a crashed test leaves none behind.
    private static let script = #"""
        import json, os, sys, threading
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        from urllib.parse import urlparse, parse_qs

        org = {"id": "o1", "name": "Open Table", "description": "We cook"}
        def brief(n): return {"id": f"s{n}", "name": f"Service {n}", "status": "active", "organization": org}
        def whole(n): return dict(brief(n), schedules=[{"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00"}])
        asked, seen, state = [], set(), {"broken": True, "count": 0}

        def page(items, number, total, size=2):
            return {"total_items": total * size, "total_pages": total, "page_number": number, "size": size,
                    "first_page": number == 1, "last_page": number >= total, "empty": not items, "contents": items}

        class Feed(BaseHTTPRequestHandler):
            def log_message(self, *a): pass
            def say(self, status, body, **headers):
                data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                for k, v in headers.items(): self.send_header(k.replace("_", "-"), v)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            def do_GET(self):
                url = urlparse(self.path)
                if url.path == "/requests": return self.say(200, asked)
                if url.path == "/mend":
                    state["broken"] = False
                    return self.say(200, {})
                asked.append(self.path)
                kind, rest = url.path[1:].split("/", 1) if "/" in url.path[1:] else (url.path[1:], "")
                number = int(parse_qs(url.query).get("page", ["1"])[0])
                one = rest[len("services/"):] if rest.startswith("services/") else None
                if kind == "none": return self.say(200, "<html>Welcome</html>")
                if kind == "busy" and self.path not in seen:
                    seen.add(self.path)
                    return self.say(429, {}, Retry_After="1")
                if kind == "closed": return self.say(429, {}, Retry_After="86400")
                if kind == "broken":
                    state["count"] += 1
                    if state["broken"] and state["count"] > 4: return self.say(503, {})
                if one:
                    n = one[1:]
                    if kind == "wild" and one == "s3": return self.say(404, {})
                    if kind == "wild" and one == "s2":
                        return self.say(200, dict(whole(2), organization=None, url="", email=None))
                    return self.say(200, whole(int(n)))
                if kind == "endless": return self.say(200, page([brief(1), brief(2)], number, 999))
                if kind == "wild":
                    pages = {1: [brief(1), brief(2), None], 2: [brief(2), brief(3)], 3: [brief(4)]}
                    if number not in pages: return self.say(400, {})
                    return self.say(200, dict(page(pages[number], number, 1), last_page=True, page_number=0))
                items = [brief(n) for n in range(1, 6)]
                self.say(200, page(items[(number - 1) * 2:number * 2], number, 3))

        server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
        print(server.server_port, flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        server.serve_forever()
        """#
}
