import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

/// Nobody keeps a connection by doing nothing. `scripts/abuse-drill.py` tries the same at real sockets.
struct ConnectionWatchTests {
    private let channel = EmbeddedChannel()
    private let limits: ConnectionLimits

    init() throws {
        var limits = ConnectionLimits()
        limits.bodyBytes = 100
        limits.leftoverBytes = 1_000
        self.limits = limits
        try channel.pipeline.syncOperations.addHandler(ConnectionWatch(limits: limits))
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    }

    private func receive(_ fields: HTTPFields = [:]) throws {
        try channel.writeInbound(
            HTTPRequestPart.head(
                HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/", headerFields: fields)))
    }

    private func receive(bytes: Int) throws {
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 7, count: bytes)))
    }

    private func receiveEnd() throws { try channel.writeInbound(HTTPRequestPart.end(nil)) }

    private func answer() throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    /// How many bytes of a form came through to whoever reads it.
    private func bytesHandedOn() throws -> Int {
        var bytes = 0
        while let part = try channel.readInbound(as: HTTPRequestPart.self) {
            if case .body(let piece) = part { bytes += piece.readableBytes }
        }
        return bytes
    }

    private func passes(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

    @Test func `a request whose head does not come is not waited for`() {
        passes(9)
        #expect(channel.isActive)
        passes(1)
        #expect(!channel.isActive)
    }

    @Test func `a form that comes a byte at a time is not waited for`() throws {
        try receive()
        for _ in 0..<29 {
            passes(1)
            try receive(bytes: 1)
        }
        #expect(channel.isActive)
        passes(1)
        #expect(!channel.isActive)
    }

    @Test func `an answer that nobody reads is not waited for`() throws {
        try receive()
        try receiveEnd()
        passes(600)
        #expect(channel.isActive, "however long we think about it")
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.write(HTTPResponsePart.end(nil), promise: nil)
        passes(29)
        #expect(channel.isActive)
        passes(1)
        #expect(!channel.isActive)
    }

    @Test func `of several answers each has its time, and one that is stuck ends them all`() throws {
        for _ in 0..<3 {
            try receive()
            try receiveEnd()
        }
        try answer()
        passes(20)
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.write(HTTPResponsePart.end(nil), promise: nil)
        passes(10)
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.flush()
        passes(29)
        #expect(channel.isActive, "the one before has left, and this one has thirty seconds of its own")
        passes(1)
        #expect(!channel.isActive)
    }

    @Test func `a connection may be used again for a while`() throws {
        for _ in 0..<3 {
            try receive()
            try receive(bytes: 50)
            try receiveEnd()
            try answer()
            #expect(try bytesHandedOn() == 50)
            passes(59)
        }
        #expect(channel.isActive)
        passes(1)
        #expect(!channel.isActive)
    }

    @Test func `what a form has too much is passed over, and the connection goes on`() throws {
        try receive()
        for _ in 0..<9 { try receive(bytes: 60) }
        try answer()
        try receiveEnd()
        #expect(try bytesHandedOn() == 120, "one piece beyond the limit shows that it is too large")
        passes(59)
        #expect(channel.isActive)
    }

    @Test func `a form that says that it is too large is passed over from its beginning`() throws {
        try receive([.contentLength: "101"])
        try receive(bytes: 60)
        try receiveEnd()
        #expect(try bytesHandedOn() == 0)
    }

    @Test func `nobody sends for ever`() throws {
        try receive()
        for _ in 0..<18 { try receive(bytes: 60) }
        #expect(channel.isActive)
        try receive(bytes: 60)
        #expect(!channel.isActive)
    }

    /// As TLS does, which says goodbye and waits for the other end to say it too.
    private final class SlowGoodbye: ChannelOutboundHandler {
        typealias OutboundIn = HTTPResponsePart
        var reads = 0

        func read(context: ChannelHandlerContext) {
            reads += 1
            context.read()
        }

        func close(context _: ChannelHandlerContext, mode _: CloseMode, promise _: EventLoopPromise<Void>?) {}
    }

    @Test func `nothing more is read from whoever sent too much, however long the goodbye takes`() throws {
        let goodbye = SlowGoodbye()
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers([goodbye, ConnectionWatch(limits: limits)])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        try channel.writeInbound(
            HTTPRequestPart.head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/")))
        channel.read()
        #expect(goodbye.reads > 0)
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 7, count: 1_101)))
        let before = goodbye.reads
        channel.read()
        channel.pipeline.fireChannelReadComplete()
        #expect(goodbye.reads == before)
    }

    @Test func `the rest of a form that was answered has five seconds`() throws {
        try receive([.contentLength: "1000"])
        try answer()
        passes(4)
        try receive(bytes: 60)
        #expect(channel.isActive)
        passes(1)
        #expect(!channel.isActive)
    }

    @Test func `a connection that the browser wants to end is ended`() throws {
        try receive([.connection: "close"])
        try receiveEnd()
        try answer()
        passes(5)
        #expect(!channel.isActive)
    }
}
