import Foundation

/// Which file of a package holds which table: by `datapackage.json` where it says, else by the file's name.
struct PackageDescription {
    private(set) var tables: [(file: PackageFile, table: Table)] = []

    init(files: [PackageFile], findings: Findings) {
        var named: [String: Table] = [:]
        var missing: [String] = []
        if let description = files.first(where: { $0.base.lowercased() == "datapackage.json" }) {
            let resources = PackageDescription.resources(of: description, findings: findings)
            let folder = description.name.dropLast(description.base.count)
            for resource in resources {
                guard let path = resource.path else { continue }
                guard PackageFile.staysInside(path) else {
                    findings.note("\(Findings.short(path)) lies outside the package and was not read")
                    continue
                }
                let full = folder + path
                if files.contains(where: { $0.name == full }) {
                    named[String(full)] =
                        Table.named(resource.name) ?? Table.named(String(path.split(separator: "/").last ?? ""))
                } else if Table.named(resource.name) != nil {
                    missing.append(Findings.short(path))
                }
            }
        }
        if !missing.isEmpty {
            findings.note(
                "datapackage.json names files that are not there: \(missing.sorted().joined(separator: ", "))")
        }
        // A package may lie in a folder among others: its home is where the topmost services are.
        let home = files.filter { Table.named($0.base) == .service && $0.base.lowercased().hasSuffix(".csv") }
            .map(\.folder).min { ($0.count { $0 == "/" }, $0) < ($1.count { $0 == "/" }, $1) }
        for file in files.sorted(by: { ($0.base.utf8.count, $0.name) > ($1.base.utf8.count, $1.name) }) {
            if let table = named[file.name] ?? (file.folder == home ? Table.named(file.base) : nil) {
                tables.append((file, table))
            } else if file.folder == home, file.base.lowercased().hasSuffix(".csv"), !Table.isKnownAndUnused(file.base)
            {
                findings.note("\(Findings.short(file.base)) is no table of HSDS and was not read")
            }
        }
    }

    private static func resources(of file: PackageFile, findings: Findings) -> [(name: String, path: String?)] {
        var data = Data()
        // One that goes on beyond this describes nothing; it is not read to its end.
        try? file.read { piece in
            if data.count + piece.count > 16 << 20 { throw TableReader.TooMuch() }
            data.append(contentsOf: piece)
        }
        guard let list = JSONValue(bytes: data)?.object?["resources"]?.list else {
            findings.note("datapackage.json does not describe the package; the files were read by their names")
            return []
        }
        return list.compactMap { resource in
            guard let object = resource.object else { return nil }
            let path = object["path"]?.text ?? object["path"]?.list?.first?.text
            return (object["name"]?.text ?? "", path)
        }
    }
}
