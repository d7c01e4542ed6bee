import Vocabulary

/// Where a record came from, so that it can be read again and nothing corrected by hand is lost.
public struct Provenance: Hashable, Sendable, Encodable {
    /// The file's name or the feed's address.
    public var source: String
    /// The record's id there.
    public var foreignID: String
    /// When we last read it.
    public var readOn: Day
    /// When the source says that it was last changed or checked; nil where it does not say.
    public var changedAtSource: String?
    /// What the source said when it was last read, corrections left out.
    public var atSource: GroupDetails
    /// What a coordinator corrected: an import does not overwrite it.
    public var corrected: Set<GroupField>
    /// Words of the source that none of our lists knows, as `field: word`.
    public var unmapped: [String]

    public init(
        source: String, foreignID: String, readOn: Day, changedAtSource: String? = nil, atSource: GroupDetails,
        corrected: Set<GroupField> = [], unmapped: [String] = []
    ) {
        self.source = source
        self.foreignID = foreignID
        self.readOn = readOn
        self.changedAtSource = changedAtSource
        self.atSource = atSource
        self.corrected = corrected
        self.unmapped = unmapped
    }
}

extension Provenance: Decodable {
    private enum CodingKeys: String, CodingKey {
        case source, foreignID, readOn, changedAtSource, atSource, corrected, unmapped
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            source: try container.decode(String.self, forKey: .source),
            foreignID: try container.decode(String.self, forKey: .foreignID),
            readOn: try container.decode(Day.self, forKey: .readOn),
            changedAtSource: try container.decodeIfPresent(String.self, forKey: .changedAtSource),
            // No correction is the source's own word.
            atSource: try container.decode(StoredGroupDetails.self, forKey: .atSource).imported(corrected: []),
            corrected: try container.decode(Set<GroupField>.self, forKey: .corrected),
            unmapped: try container.decode([String].self, forKey: .unmapped))
    }
}

extension Group {
    /// The corrected details of which the source now says something else, for the coordinator to settle. Where it is
    /// silent there is nothing to settle: somebody asked, and now it is known.
    public var differences: [GroupField] {
        guard let provenance else { return [] }
        return GroupField.allCases.filter { field in
            provenance.corrected.contains(field) && !field.isSilent(in: provenance.atSource)
                && !field.isSame(in: details, and: provenance.atSource)
        }
    }

    /// Takes what the source says now, except for what a coordinator corrected.
    ///
    /// - Returns: the details of this group that changed.
    @discardableResult
    public mutating func take(
        _ fresh: GroupDetails, readOn day: Day, changedAtSource: String?, unmapped: [String]
    ) -> [GroupField] {
        guard var provenance else { return [] }
        let changed = GroupField.allCases.filter { field in
            !provenance.corrected.contains(field) && !field.isSame(in: details, and: fresh)
        }
        for field in changed { field.copy(from: fresh, to: &details) }
        provenance.atSource = fresh
        provenance.readOn = day
        provenance.changedAtSource = changedAtSource
        provenance.unmapped = unmapped
        self.provenance = provenance
        return changed
    }

    /// Changes details by hand, and remembers for the next import which ones.
    ///
    /// - Returns: the details that changed.
    @discardableResult
    public mutating func correct(_ wanted: GroupDetails) -> [GroupField] {
        let changed = GroupField.allCases.filter { !$0.isSame(in: details, and: wanted) }
        details = wanted
        provenance?.corrected.formUnion(changed)
        return changed
    }

    /// Lets the source be right about one detail again.
    public mutating func followSource(for field: GroupField) {
        guard let source = provenance?.atSource else { return }
        field.copy(from: source, to: &details)
        provenance?.corrected.remove(field)
    }
}
