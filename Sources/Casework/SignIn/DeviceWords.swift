/// What kind of browser a session is in, as its owner would say it: "Firefox on a phone". Coarse on purpose: it is to
/// be recognised by its owner and to follow nobody.
enum DeviceWords {
    static func words(for userAgent: String?) -> String {
        guard let userAgent, !userAgent.isEmpty else { return "A browser" }
        func says(_ word: String) -> Bool { userAgent.contains(word) }
        // Every browser claims to be the ones before it: the newest claim goes first.
        let browsers = [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Chromium", "Chrome"),
            ("Safari", "Safari"),
        ]
        let browser = browsers.first { says($0.0) }?.1 ?? "A browser"
        let devices = [
            ("iPad", "a tablet"), ("Tablet", "a tablet"), ("iPhone", "a phone"), ("Mobile", "a phone"),
            ("Android", "a tablet"), ("Windows", "a Windows computer"), ("Macintosh", "a Mac"),
            ("CrOS", "a Chromebook"),
            ("Linux", "a Linux computer"),
        ]
        guard let device = devices.first(where: { says($0.0) })?.1 else { return browser }
        return "\(browser) on \(device)"
    }
}
