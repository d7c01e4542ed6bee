import Testing
import Vocabulary

@Suite("Folded names")
struct FoldedNameTests {
    /// Pairs as they are written here by two hands, or by two keyboards.
    static let pairs: [(String, String)] = [
        ("Łukasz", "lukasz"), ("Søren", "SOREN"), ("Işıl", "ışıl"), ("IŞIL", "isil"), ("İlkay", "ilkay"),
        ("Đorđe", "dorde"), ("Straße", "STRASSE"), ("Ærø", "aero"), ("Œuvrard", "oeuvrard"), ("Þóra", "thora"),
        ("O’Hara", "O'Hara"), ("O\u{02BC}Hara", "ohara"), ("Al-Hassan", "al hassan"), ("Al\u{2011}Hassan", "Al–Hassan"),
        ("علي", "علی"), ("كريم", "کریم"), ("أحمد", "احمد"), ("مُحَمَّد", "محمد"), ("فاطمة", "فاطمه"),
        ("میـرزا", "میرزا"), ("می\u{200C}نا", "مینا"), ("\u{200F}علي", "علي"), ("مؤمن", "مومن"), ("ሃና", "ሐና"),
        ("Олександр", "Oleksandr"), ("李", "Li"), ("Nguyễn", "nguyen"), ("Zoe\u{308}", "Zoë"), ("Ngũgĩ", "ngugi"),
        ("  Ali   Reza ", "ali reza"), ("Χρήστος", "Christos"), ("ΔΗΜΉΤΡΗΣ", "Dimitris"), ("Ευάγγελος", "Evangelos"),
        ("Αθηνά", "Athina"),
    ]

    @Test(arguments: pairs.indices)
    func `are one for two ways to write the same name`(index: Int) {
        let (one, other) = Self.pairs[index]
        #expect(FoldedName.text(one) == FoldedName.text(other))
        #expect(FoldedName.areAlike(one, other))
        #expect(!FoldedName.text(one).isEmpty)
    }

    @Test func `keep apart what are two names`() {
        let names = [
            "Ali", "Alia", "Amina", "Omar", "علي", "عمر", "محمد", "محمود", "ሰላም", "ሳራ", "李", "王", "A_b", "Axb", "50%",
            "500",
        ]
        #expect(Set(names.map(FoldedName.text)).count == names.count)
    }

    @Test(arguments: [
        ("Alhassan", "Al-Hassan"), ("O Hara", "O’Hara"), ("Ali Hassan", "Hassan, Ali"), ("Mc Donald", "McDonald"),
    ])
    func `are alike however a name is cut, and in whichever order its words stand`(one: String, other: String) {
        #expect(FoldedName.areAlike(one, other))
        #expect(!FoldedName.areAlike(one, other + " b"))
    }

    @Test func `have every order of their words as a form, and all of them run together`() {
        #expect(FoldedName.forms("Hassan, Ali") == ["ali hassan", "hassan ali", "hassanali"])
        #expect(FoldedName.forms("Rosa") == ["rosa"] && FoldedName.forms("'").isEmpty)
        #expect(FoldedName.forms("a b c d").count == 25 && FoldedName.forms("a b c d e").count == 2)
        #expect(FoldedName.forms("a a") == ["a a", "aa"])
    }

    @Test func `of nothing are like nothing`() {
        #expect(FoldedName.text("") == "" && FoldedName.text(" ' ") == "")
        #expect(!FoldedName.areAlike("", "") && !FoldedName.areAlike("'", "’"))
        // What has no letter is still somebody's name.
        #expect(FoldedName.text("🙂") == "🙂")
    }

    @Test func `folded once more are what they are`() {
        for (one, other) in Self.pairs {
            for name in [one, other] {
                #expect(FoldedName.text(FoldedName.text(name)) == FoldedName.text(name))
            }
        }
    }
}
