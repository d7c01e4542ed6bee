import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection that takes longer than its ``ConnectionLimits``, and passes over what a form has too much.
///
/// ```
/// open ─ head ─► request ─ body ─► received ─ answer ─► answered ─ idle ─► request …
/// ```
///
/// A form that is too large is answered before it has arrived. Its sender reads the answer only after the last byte
/// is sent: so the rest is taken and thrown away, up to a limit, and not left lying in front of the door.
public final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    public typealias InboundIn = HTTPRequestPart
    public typealias InboundOut = HTTPRequestPart
    public typealias OutboundIn = HTTPResponsePart
    public typealias OutboundOut = HTTPResponsePart

    private enum Wait: Hashable { case request, body, answer }

    private let limits: ConnectionLimits
    private var timers: [Wait: Scheduled<Void>] = [:]
    /// Requests whose answer has not wholly left.
    private var unanswered = 0
    /// Answers that have begun to leave; where requests come without waiting, there may be several.
    private var answersLeaving = 0
    private var isReceiving = false
    private var isPassingOver = false
    private var isHangingUp = false
    private var bodyBytes = 0
    private var endsConnection = false
    private var isWatching = false

    public init(limits: ConnectionLimits = ConnectionLimits()) { self.limits = limits }

    // MARK: The connection

    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    public func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    public func channelInactive(context: ChannelHandlerContext) {
        stopAll()
        context.fireChannelInactive()
    }

    public func handlerRemoved(context: ChannelHandlerContext) { stopAll() }

    private func begin(_ context: ChannelHandlerContext) {
        guard !isWatching else { return }
        isWatching = true
        start(.request, limits.head, context.channel)
    }

    // MARK: What comes in

    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            stop(.request)
            unanswered += 1
            isReceiving = true
            bodyBytes = 0
            endsConnection = head.headerFields[.connection]?.lowercased() == "close"
            let declared = head.headerFields[.contentLength].flatMap(Int.init) ?? 0
            isPassingOver = declared > limits.bodyBytes
            start(.body, limits.body, context.channel)
        case .body(let piece):
            bodyBytes += piece.readableBytes
            guard bodyBytes <= limits.bodyBytes + limits.leftoverBytes else { return hangUp(context) }
            if isPassingOver { return }
            // The piece that goes beyond the limit is handed on, so that whoever reads the form sees that it does.
            isPassingOver = bodyBytes > limits.bodyBytes
        case .end:
            isReceiving = false
            isPassingOver = false
            stop(.body)
            if unanswered == 0 { waitForNext(context.channel) }
        }
        context.fireChannelRead(data)
    }

    public func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Nobody above asks for more of a form that they have refused.
        if isPassingOver { context.read() }
    }

    /// TLS says goodbye and waits some seconds for an answer. Nothing is read meanwhile: its sender could go on for as
    /// long as that.
    private func hangUp(_ context: ChannelHandlerContext) {
        isPassingOver = false
        isHangingUp = true
        context.close(promise: nil)
    }

    public func read(context: ChannelHandlerContext) {
        if !isHangingUp { context.read() }
    }

    // MARK: What goes out

    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            if case .head = unwrapOutboundIn(data) {
                answersLeaving += 1
                if answersLeaving == 1 { start(.answer, limits.answer, context.channel) }
            }
            return context.write(data, promise: promise)
        }
        let done = promise ?? context.eventLoop.makePromise(of: Void.self)
        let watch = NIOLoopBound((self, context.channel), eventLoop: context.eventLoop)
        done.futureResult.whenComplete { _ in watch.value.0.answered(watch.value.1) }
        context.write(data, promise: done)
    }

    /// The network has taken the whole answer.
    private func answered(_ channel: any Channel) {
        unanswered -= 1
        answersLeaving -= 1
        if answersLeaving == 0 { stop(.answer) } else { start(.answer, limits.answer, channel) }
        if isReceiving {
            start(.body, limits.leftover, channel)
        } else if unanswered == 0 {
            waitForNext(channel)
        }
    }

    private func waitForNext(_ channel: any Channel) {
        start(.request, endsConnection ? limits.leftover : limits.idle, channel)
    }

    // MARK: Time

    private func start(_ wait: Wait, _ time: TimeAmount, _ channel: any Channel) {
        stop(wait)
        guard channel.isActive else { return }
        timers[wait] = channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    private func stop(_ wait: Wait) { timers.removeValue(forKey: wait)?.cancel() }

    private func stopAll() {
        for timer in timers.values { timer.cancel() }
        timers = [:]
    }
}

@available(*, unavailable)
extension ConnectionWatch: Sendable {}
