import Casework
import Foundation
import Hummingbird
import People
import Vocabulary

/// One referral and what happens to it: `/app/referrals/{id}`.
public struct ReferralRoutes: RouteGroup {
    let site: Site
    let desk: Desk

    public init(site: Site, desk: Desk) {
        self.site = site
        self.desk = desk
    }

    private var zone: TimeZone { desk.clock.zone }

    public func add(to pages: RouterGroup<SiteContext>) {
        let referral = "/app/referrals/:referral"
        pages.get("\(referral)") { _, context in try await show(context) }
        pages.post("\(referral)/sending") { _, context in try await send(context) }
        pages.post("\(referral)/more-at-once") { _, context in try await allowMore(context) }
        pages.post("\(referral)/introduction") { _, context in
            try await IntroduceReferral(desk: desk)(
                try id(context), submission: context.submission.id, by: try context.signedIn().actor)
            return try back(context, told: "introduced")
        }
        pages.get("\(referral)/attendance") { _, context in
            try await read(context) { try site.present(AttendancePage($0, FormReader()), in: context) }
        }
        pages.post("\(referral)/attendance") { _, context in try await attend(context) }
        pages.get("\(referral)/end") { _, context in
            try await read(context) {
                try site.present(EndPage($0, FormReader(), reference: desk.reference), in: context)
            }
        }
        pages.post("\(referral)/end") { _, context in try await end(context) }
        pages.get("\(referral)/consent-withdrawal") { _, context in
            try await read(context, to: .contact) { try site.present(WithdrawPage($0), in: context) }
        }
        pages.get("\(referral)/consent-renewal") { _, context in
            try await read(context) {
                try site.present(RenewalPage($0, FormReader(), reference: desk.reference), in: context)
            }
        }
        pages.post("\(referral)/consent-renewal") { _, context in try await renew(context) }
        pages.post("\(referral)/consent-withdrawal") { _, context in try await withdraw(context) }
        // A form, so that no browser opens it ahead of time or keeps it.
        pages.post("\(referral)/address") { _, context in
            let address = try await OpenAddress(desk: desk)(try id(context), by: try context.signedIn().actor)
            return try site.present(AddressPage(address, referral: try id(context)), in: context)
        }
        pages.post("\(referral)/review") { _, context in try await review(context) }
        pages.post("\(referral)/letter") { _, context in
            let letter = try await RenewLink(desk: desk).onPaper(try id(context), by: try context.signedIn().actor)
            return try site.present(LetterPage(letter, referral: try id(context)), in: context)
        }
        pages.post("\(referral)/link") { _, context in
            try await RenewLink(desk: desk).byMail(
                try id(context), submission: context.submission.id, by: try context.signedIn().actor)
            return try back(context, told: "link")
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        try await read(context, to: .look) { record in
            guard record.referral.state == .draft else {
                return try site.present(
                    ReferralPage(record, told: context.query["told"], reference: desk.reference, zone: zone),
                    in: context)
            }
            return try site.present(DraftPage(record, reference: desk.reference), in: context)
        }
    }

    private func review(_ context: SiteContext) async throws -> Response {
        try await read(context) { record in
            var reader = FormReader(context.form)
            let day = reader.day("day", orAsk: "Enter the day")
            let (first, last) = (
                record.today.adding(days: 1), record.today.adding(days: Referral.latestReviewDays)
            )
            if let day, day < first || day > last {
                reader.add("Enter a day from \(first.inWords) to \(last.inWords)", to: "day")
            }
            guard let day, reader.problems.isEmpty, record.referral.state == .waitlisted else {
                return try site.present(
                    ReferralPage(record, told: nil, reference: desk.reference, zone: zone, reader: reader), in: context)
            }
            try await ReviewWaiting(desk: desk)(
                record.referral.id, next: day, submission: context.submission.id, by: try context.signedIn().actor)
            return try back(context, told: "reviewed")
        }
    }

    private func send(_ context: SiteContext) async throws -> Response {
        var reader = FormReader(context.form)
        guard let version = reader.integer("version", in: 0...1_000_000_000) else { throw Refusal.malformed }
        try await SendReferral(desk: desk)(
            try id(context), version: version, submission: context.submission.id, by: try context.signedIn().actor)
        return try back(context, told: "sent")
    }

    private func allowMore(_ context: SiteContext) async throws -> Response {
        try await read(context) { record in
            if FormReader(context.form).ticked("more") {
                try await AskForMoreAtOnce(desk: desk)(
                    for: record.person.id, submission: context.submission.id, by: try context.signedIn().actor)
            }
            return try back(context, told: nil)
        }
    }

    private func attend(_ context: SiteContext) async throws -> Response {
        try await read(context) { record in
            var reader = FormReader(context.form)
            guard let said = AttendancePage.read(&reader, of: record, zone: zone) else {
                return try site.present(AttendancePage(record, reader), in: context)
            }
            try await RecordAttendance(desk: desk)(
                said.outcome, on: said.day, of: record.referral.id, submission: context.submission.id,
                by: try context.signedIn().actor)
            return try back(context, told: "attendance")
        }
    }

    private func end(_ context: SiteContext) async throws -> Response {
        try await read(context) { record in
            var reader = FormReader(context.form)
            guard let said = EndPage.read(&reader) else {
                return try site.present(EndPage(record, reader, reference: desk.reference), in: context)
            }
            try await EndReferral(desk: desk)(
                record.referral.id, because: said.reason, welcome: said.welcome, submission: context.submission.id,
                by: try context.signedIn().actor)
            return try back(context, told: "ended")
        }
    }

    private func renew(_ context: SiteContext) async throws -> Response {
        try await read(context) { record in
            var reader = FormReader(context.form)
            guard let said = RenewalPage.read(&reader, of: record) else {
                return try site.present(RenewalPage(record, reader, reference: desk.reference), in: context)
            }
            try await RenewConsent(desk: desk)(
                record.consent.id, until: said.until, manner: said.manner, submission: context.submission.id,
                by: try context.signedIn().actor)
            return try back(context, told: "renewed")
        }
    }

    private func withdraw(_ context: SiteContext) async throws -> Response {
        try await read(context, to: .contact) { record in
            try await WithdrawConsent(desk: desk)(
                record.consent.id, submission: context.submission.id, by: try context.signedIn().actor)
            return try back(context, told: "withdrawn")
        }
    }

    private func id(_ context: SiteContext) throws -> Referral.ID { Referral.ID(try context.path("referral")) }

    private func read(
        _ context: SiteContext, to deed: Deed = .change, _ answer: (ReferralRecord) async throws -> Response
    ) async throws -> Response {
        try await answer(
            try await ReadReferral(desk: desk)(try id(context), to: deed, by: try context.signedIn().actor))
    }

    private func back(_ context: SiteContext, told: String?) throws -> Response {
        .redirect(to: "/app/referrals/\(try id(context))" + (told.map { "?told=\($0)" } ?? ""))
    }
}
