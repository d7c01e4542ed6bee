/// Which lines of a long list a page shows: the page that was asked for, or the last one where there are not so many.
public struct PageWindow: Hashable, Sendable {
    /// Counted from 1.
    public let page: Int
    /// Lines on a page.
    public let size: Int

    /// - Parameters:
    ///   - asked: the page that was asked for, whatever somebody typed into an address.
    ///   - total: how many lines there are.
    public init(_ asked: Int, of total: Int, size: Int) {
        page = min(max(1, asked), max(1, (total + size - 1) / size))
        self.size = size
    }

    /// Lines before the first one on the page.
    public var offset: Int { (page - 1) * size }
}
