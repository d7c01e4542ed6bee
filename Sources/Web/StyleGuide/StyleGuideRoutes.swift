import Hummingbird
import Vocabulary

/// Every component on one page, to look at and to test: served in the demo only.
struct StyleGuideRoutes: RouteGroup {
    let site: Site

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/styleguide") { _, context in
            try site.present(StyleGuidePage(FormReader(filled: StyleGuidePage.known)), in: context)
        }
        pages.get("/styleguide/right-to-left") { _, context in
            var context = context
            context.language = "ar"
            return try site.present(StyleGuidePage(FormReader(filled: StyleGuidePage.known)), in: context)
        }
        pages.post("/styleguide") { _, context in
            var reader = FormReader(context.form)
            StyleGuidePage.read(&reader)
            return try site.present(StyleGuidePage(reader), in: context)
        }
    }
}
