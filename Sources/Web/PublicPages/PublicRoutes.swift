import Hummingbird
import Vocabulary

/// The pages that anybody may read: choose a language, and what Kith is.
struct PublicRoutes: RouteGroup {
    let site: Site

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/") { _, context in try site.present(LanguagesPage(), in: context) }
        for language in SiteLanguage.written {
            pages.get("/\(language.tag)") { _, context in
                var context = context
                context.language = language.tag
                return try site.present(WelcomePage(), in: context)
            }
        }
    }
}

/// The first page: the languages, each in its own script.
struct LanguagesPage: Page {
    static let template = "public/languages"
    static let audience = Audience.anybody
    static let concernsSomebody = false

    let title = "Choose your language"
    let choices: [LanguagePicker.Choice]

    init() {
        self.choices = SiteLanguage.written.map { language in
            LanguagePicker.Choice(
                tag: language.tag.rawValue, name: language.name, address: "/\(language.tag)/", isCurrent: false,
                direction: language.tag.isRightToLeft ? "rtl" : "ltr")
        }
    }
}

/// What Kith is, for somebody who never heard of it.
struct WelcomePage: Page {
    static let template = "public/welcome"
    static let audience = Audience.person
    static let concernsSomebody = false

    let title = "Find people and places that help"
    var translations: [Language: String] {
        Dictionary(uniqueKeysWithValues: SiteLanguage.written.map { ($0.tag, "/\($0.tag)/") })
    }
}
