// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

@testable import Reference

extension Target {
    /// A pack of reference data. One without a fault finds every entry by its own name.
    static let packs = Target(name: "packs") { data in
        var needs = PackReader { _ in data }
        if let list = needs.codes("needs", of: NeedList.self), needs.faults.isEmpty {
            for entry in list.entries {
                expect(list.code(forWord: entry.name) == entry.code, "an entry is found by its name")
            }
        }
        var languages = PackReader { _ in data }
        if let list = languages.languages("languages"), languages.faults.isEmpty {
            for entry in list.entries {
                expect(list.language(forWord: entry.name) == entry.language, "a language is found by its name")
            }
        }
        var risks = PackReader { _ in data }
        if let meanings = risks.risks("risk-levels"), risks.faults.isEmpty {
            expect(meanings.map(\.risk) == Risk.allCases, "every level has one meaning")
        }
    }
}
