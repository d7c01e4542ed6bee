import NIOCore

/// How long a browser may take over a request, so that nobody keeps a server busy by doing nothing, or by sending or
/// reading a byte at a time. See ADR 0039.
public struct ConnectionLimits: Sendable {
    /// From the opening of a connection until the head of its first request is there.
    public var head: TimeAmount = .seconds(10)
    /// From the head of a request until the last byte of its form.
    public var body: TimeAmount = .seconds(30)
    /// From the first byte of an answer until the network has taken the last.
    public var answer: TimeAmount = .seconds(30)
    /// From one answer until the next request is there.
    public var idle: TimeAmount = .seconds(60)
    /// From an answer that came before the end of the form, or that ended the connection, until it is closed: time to
    /// read the answer.
    public var leftover: TimeAmount = .seconds(5)
    /// The largest form; what comes beyond it is passed over.
    public var bodyBytes = FormCheck.mostBytes
    /// How much is passed over.
    public var leftoverBytes = 64 << 20

    public init() {}
}
