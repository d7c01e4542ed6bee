import Testing
import Vocabulary

@Suite("Bytes in base 16")
struct HexadecimalTests {
    @Test func `every byte has two digits, and comes back`() {
        let all = Array(UInt8.min...UInt8.max)
        let text = Hexadecimal.text(all)
        #expect(text.hasPrefix("000102030405060708090a0b0c0d0e0f10") && text.hasSuffix("feff"))
        #expect(text.utf8.count == 512)
        #expect(Hexadecimal.bytes(text) == all && Hexadecimal.bytes(text.uppercased()) == all)
        #expect(Hexadecimal.text([]) == "" && Hexadecimal.bytes("") == [])
    }

    @Test(arguments: ["0", "abc", "0g", "+f", "-1", " f", "f ", "0x", "é", "٠٠", "00\n0"])
    func `what is no byte is none`(text: String) {
        #expect(Hexadecimal.bytes(text) == nil)
    }
}
