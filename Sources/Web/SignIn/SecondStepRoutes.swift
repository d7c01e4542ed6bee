import Casework
import Foundation
import Hummingbird

/// Setting up the second step, and new recovery codes.
struct SecondStepRoutes: RouteGroup {
    let site: Site
    let secondStep: SecondStep
    let zone: TimeZone

    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/app/account/second-step") { _, context in try await show(FormReader(), in: context) }
        pages.post("/app/account/second-step") { _, context in try await setUp(context) }
        pages.post("/app/account/recovery-codes") { _, context in try await renewCodes(context) }
    }

    private func setUp(_ context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        var reader = FormReader(context.form)
        guard let code = reader.text("code", upTo: 20, orAsk: "Enter the code that your phone shows now") else {
            return try await show(reader, in: context)
        }
        do {
            let codes = try await secondStep.setUp(
                code: Digits.western(code), password: context.form["present-password"] ?? "", for: session.actor,
                session: session.id)
            return try site.present(RecoveryCodesPage(codes, isNew: true), in: context)
        } catch SecondStep.Refusal.wrongCode {
            reader.add(
                "This is not the code that belongs to this picture. Check that the phone's clock is right, and enter the next one",
                to: "code")
        } catch SignIn.Refusal.wrong {
            reader.add("This is not the password you use now", to: "present-password")
        } catch SecondStep.Refusal.isSetUp, SecondStep.Refusal.notInThisSession, SignIn.Refusal.keysMissing {
            return .redirect(to: "/app/account/second-step")
        }
        return try await show(reader, in: context)
    }

    private func renewCodes(_ context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        var reader = FormReader(context.form)
        guard let code = reader.text("code", upTo: 20, orAsk: "Enter the code that your phone shows now") else {
            return try await show(reader, in: context)
        }
        do {
            let codes = try await secondStep.renewCodes(
                code: Digits.western(code), for: session.actor, session: session.id)
            return try site.present(RecoveryCodesPage(codes, isNew: false), in: context)
        } catch SignIn.Refusal.wrongCode {
            reader.add("This code is not right, or was used before. Wait for the next one", to: "code")
        } catch SignIn.Refusal.codeTimeOver {
            return .redirect(to: "/app/account/second-step")
        }
        return try await show(reader, in: context)
    }

    private func show(_ reader: FormReader, in context: SiteContext) async throws -> Response {
        let session = try context.signedIn()
        let standing = try await secondStep.standing(of: session.actor, session: session.id)
        return try site.present(
            SecondStepPage(reader, standing: standing, role: session.role, zone: zone), in: context)
    }
}
