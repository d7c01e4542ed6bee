import Vocabulary

/// A language that pages are meant to be read in, by the name that its readers give it.
struct SiteLanguage: Sendable {
    let tag: Language
    let name: String

    /// In the order of the list on the first page: English, then by tag.
    static let all: [SiteLanguage] = [
        SiteLanguage(tag: "en", name: "English"),
        SiteLanguage(tag: "am", name: "አማርኛ"),
        SiteLanguage(tag: "ar", name: "العربية"),
        SiteLanguage(tag: "bn", name: "বাংলা"),
        SiteLanguage(tag: "ckb", name: "کوردیی ناوەندی"),
        SiteLanguage(tag: "es", name: "Español"),
        SiteLanguage(tag: "fa", name: "فارسی"),
        SiteLanguage(tag: "fr", name: "Français"),
        SiteLanguage(tag: "pl", name: "Polski"),
        SiteLanguage(tag: "ps", name: "پښتو"),
        SiteLanguage(tag: "pt", name: "Português"),
        SiteLanguage(tag: "ro", name: "Română"),
        SiteLanguage(tag: "so", name: "Soomaali"),
        SiteLanguage(tag: "sq", name: "Shqip"),
        SiteLanguage(tag: "ti", name: "ትግርኛ"),
        SiteLanguage(tag: "uk", name: "Українська"),
        SiteLanguage(tag: "ur", name: "اردو"),
        SiteLanguage(tag: "vi", name: "Tiếng Việt"),
        SiteLanguage(tag: "zh-Hans", name: "简体中文"),
    ]

    /// Those in which the pages have been written. A drafted translation waits for a native reader.
    static let written: [SiteLanguage] = all.filter { $0.tag == .english }
}
