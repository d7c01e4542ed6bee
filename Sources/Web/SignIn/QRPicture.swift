import CQREncode

/// A text as a square of dots that a phone's camera reads, as the path of an SVG. Black on white in the dark too: not
/// every phone reads it the other way round.
struct QRPicture: Sendable {
    /// The quiet border that a reader needs around it.
    private static let border = 4

    /// The side of the picture, in dots.
    let size: Int
    let path: String

    /// Nil for a text that is too long.
    init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let dots = code.pointee.data else { return nil }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                var length = 0
                // The lowest bit is the colour; the others say what the dot is for.
                while column + length < width, dots[row * width + column + length] & 1 == 1 { length += 1 }
                if length > 0 { path += "M\(column + Self.border) \(row + Self.border)h\(length)v1h-\(length)z" }
                column += max(length, 1)
            }
        }
        self.path = path
        size = width + 2 * Self.border
    }
}
