/// Short codes as people type them.
public enum ShortCode {
    /// The code as it was made: `K3V9 2MTZ` and `k3v92mtz` become `k3v9-2mtz`, and a letter that looks like
    /// a digit becomes it. Nil unless eight signs are left.
    public static func tidied(_ typed: String) -> String? {
        var signs: [UInt8] = []
        for byte in typed.lowercased().utf8 {
            switch byte {
            case UInt8(ascii: "o"): signs.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "l"): signs.append(UInt8(ascii: "1"))
            case UInt8(ascii: " "), UInt8(ascii: "-"): continue
            case _ where SecretSource.alphabet.contains(byte): signs.append(byte)
            default: return nil
            }
        }
        guard signs.count == 8 else { return nil }
        return String(decoding: signs.prefix(4), as: UTF8.self) + "-" + String(decoding: signs.suffix(4), as: UTF8.self)
    }
}
