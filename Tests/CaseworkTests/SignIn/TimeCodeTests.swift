import Foundation
import Testing
import Vocabulary

@testable import Casework

struct TimeCodeTests {
    private let code = TimeCode(secret: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B, the column of SHA-1.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `a code is that of RFC 6238`(seconds: Int64, expected: String) {
        let number = TimeCode.number(at: Moment(milliseconds: seconds * 1000))
        #expect(code.code(number, digits: 8) == expected)
        #expect(code.code(number) == String(expected.suffix(6)))
    }

    /// RFC 4226, appendix D.
    @Test func `each count has the code of RFC 4226`() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { code.code($0) } == expected)
    }

    @Test func `a code counts half a minute before and after, and not beyond`() {
        let now = Moment(milliseconds: 1_795_428_000_000)
        let number = TimeCode.number(at: now)
        for (off, counts) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            #expect((code.number(of: code.code(number + off), at: now, after: 0) != nil) == counts, "\(off)")
        }
        #expect(code.number(of: "", at: now, after: 0) == nil)
        #expect(code.number(of: code.code(number) + "0", at: now, after: 0) == nil)
    }

    @Test func `a code that was used, and those before it, no longer count`() {
        let now = Moment(milliseconds: 1_795_428_000_000)
        let number = TimeCode.number(at: now)
        #expect(code.number(of: code.code(number), at: now, after: number) == nil)
        #expect(code.number(of: code.code(number - 1), at: now, after: number) == nil)
        #expect(code.number(of: code.code(number + 1), at: now, after: number) == number + 1)
    }

    /// RFC 4648, section 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 is that of RFC 4648`(bytes: String, text: String) {
        #expect(Base32.text(bytes.utf8) == text)
    }
}
