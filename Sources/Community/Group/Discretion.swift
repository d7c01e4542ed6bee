/// What a group keeps to itself about where it is, as a refuge must.
///
/// It is ours and not the directory's: an import never takes it away, and what it covers leaves the register only to the
/// worker of somebody whom the group has accepted (docs/adr/0029).
public enum Discretion: String, CaseIterable, Codable, Sendable {
    /// Its address and where that lies on the map.
    case address
    /// And its phone number, which a reverse look-up turns into an address.
    case addressAndPhone = "address-and-phone"
}

extension Group {
    /// The details without what the group keeps to itself: what may be shown, written and exported.
    ///
    /// `summary` and `timesInWords` are as somebody typed them, and the page that sets this says so.
    public var openDetails: GroupDetails {
        guard let discretion else { return details }
        var open = details
        open.place = nil
        if discretion == .addressAndPhone { open.contact.phone = "" }
        return open
    }

    /// The group as it is shown to those who do not keep the directory.
    public var shownOpenly: Group {
        guard discretion != nil else { return self }
        var shown = self
        shown.details = openDetails
        if let source = provenance?.atSource {
            var copy = self
            copy.details = source
            shown.provenance?.atSource = copy.openDetails
        }
        return shown
    }
}
