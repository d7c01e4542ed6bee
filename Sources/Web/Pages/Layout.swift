import Vocabulary

/// What stands around every page: the head of the document, the header, the footer.
struct Layout {
    struct Navigation {
        struct Item {
            let text: String
            let address: String
            let isCurrent: Bool
        }

        let items: [Item]
    }

    struct Owner {
        let text: String
        let page: String
    }

    let language: String
    let direction: String
    /// `Error: Sign in – Kith`.
    let tabTitle: String
    let stylesheet: String
    let script: String
    let icon: String
    let home: String
    let isDemo: Bool
    let hasQuickExit: Bool
    /// Not on a person's own page: whoever looks over their shoulder learns nothing from its foot.
    let saysWhoWeAre: Bool
    /// Where the quick way out leads: on a person's own page it closes that first.
    let exit: String
    /// Where it ends: a script goes there first, and tells afterwards.
    let elsewhere: String
    let signedInName: String?
    let navigation: Navigation?
    let back: Link?
    let summary: ErrorSummary?
    let banner: Notice?
    let emergency: Emergency?
    let languagePicker: LanguagePicker?
    let formProof: FormProof
    let formSubmission: String
    /// For whom the page's forms are, and where they stand; nil where nobody is signed in.
    let formOwner: Owner?
    let bodyTemplate: String
    let page: any Page

    init<Content: Page>(page: Content, site: Site, context: SiteContext, proof: FormProof) {
        // A group's page and a person's own are shown to them as they are, whoever looks.
        let isForStaff = Content.audience == .staff || Content.audience == .anybody
        let session = isForStaff ? context.session : nil
        let problems = page.problems
        self.language = context.language.rawValue
        self.direction = context.language.isRightToLeft ? "rtl" : "ltr"
        let tab = Content.self is any OwnPageView.Type ? OwnAddress.tab : page.title + " – Kith"
        self.tabTitle = (problems.isEmpty ? "" : "Error: ") + tab
        self.stylesheet = site.assets.address(of: "kith.css")
        self.script = site.assets.address(of: "kith.js")
        self.icon = site.assets.address(of: "kith.svg")
        self.home = session == nil ? "/" : "/app"
        self.isDemo = site.settings.isDemo
        self.hasQuickExit = Content.audience == .person
        let isOwnPage = Content.self is any OwnPageView.Type
        self.saysWhoWeAre = !isOwnPage
        self.exit = isOwnPage ? OwnAddress.leave : OwnAddress.elsewhere
        self.elsewhere = OwnAddress.elsewhere
        self.signedInName = session?.name
        self.navigation =
            session.map { session in
                let sections = Section.sections(for: session.role)
                return Navigation(
                    items: sections.map {
                        Navigation.Item(text: $0.title, address: $0.address, isCurrent: $0 == page.section)
                    })
            }
        self.back = page.backLink
        self.summary = problems.isEmpty ? nil : ErrorSummary(problems: problems)
        self.banner = page.notice
        self.emergency = page.emergency
        self.languagePicker = LanguagePicker(page.translations, current: context.language)
        self.formProof = proof
        self.formSubmission = (context.goesOn ?? context.submission).id
        self.formOwner = session.flatMap { FormOwner($0.actor) }.map {
            Owner(text: site.forms.text(of: $0), page: context.form[FormField.page] ?? context.page)
        }
        self.bodyTemplate = Content.template
        self.page = page
    }
}

/// Everything that is wrong with a form, on top of the page, each with a link to its field.
struct ErrorSummary {
    let problems: [FieldProblem]
}

/// The same page in other languages, each named in its own script.
struct LanguagePicker {
    struct Choice {
        let tag: String
        let name: String
        let address: String
        let isCurrent: Bool
        let direction: String
    }

    let choices: [Choice]

    /// Nil where there is nothing to choose from.
    init?(_ translations: [Language: String], current: Language) {
        guard translations.count > 1 else { return nil }
        self.choices = SiteLanguage.all.compactMap { language in
            guard let address = translations[language.tag] else { return nil }
            return Choice(
                tag: language.tag.rawValue, name: language.name, address: address, isCurrent: language.tag == current,
                direction: language.tag.isRightToLeft ? "rtl" : "ltr")
        }
    }
}
