/// The words of Prometheus' text format 0.0.4: names, labels and numbers as it reads them.
/// <https://prometheus.io/docs/instrumenting/exposition_formats/>
enum PrometheusText {
    /// A name of letters, digits and underscores, with the ending that says what is measured.
    static func name(_ label: String, ending: String = "") -> String {
        let name = spelled(label, allowing: ":")
        return name.hasSuffix(ending) ? name : name + ending
    }

    /// Labels in the order of their names, escaped, without the braces. A name that is there twice counts once, and
    /// `le` is kept for the bounds of a histogram: Prometheus would refuse the whole page.
    static func labels(_ dimensions: [(String, String)]) -> String {
        var values: [String: String] = [:]
        for (label, value) in dimensions {
            let name = spelled(label)
            let free = name == "le" ? "le_" : name
            if values[free] == nil { values[free] = value }
        }
        return values.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped(value: $0.value))\"" }
            .joined(separator: ",")
    }

    static func line(_ name: String, _ labels: String, _ value: Double) -> String {
        labels.isEmpty ? "\(name) \(number(value))\n" : "\(name){\(labels)} \(number(value))\n"
    }

    /// Whole numbers without a point, and the three that are none as Go spells them.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    static func escaped(explanation: String) -> String {
        explanation.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    private static func escaped(value: String) -> String {
        escaped(explanation: value).replacing("\"", with: "\\\"")
    }

    private static func spelled(_ label: String, allowing more: Unicode.Scalar? = nil) -> String {
        var name = String.UnicodeScalarView()
        for scalar in label.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": name.append(scalar)
            case "0"..."9":
                if name.isEmpty { name.append("_") }
                name.append(scalar)
            default: name.append(scalar == more ? scalar : "_")
            }
        }
        return name.isEmpty ? "_" : String(name)
    }
}
