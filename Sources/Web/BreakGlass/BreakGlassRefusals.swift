import Casework
import People

extension BreakTheGlass.Refusal: RefusedOnPage {
    public var refusal: Refusal {
        .notNow("Nothing was opened. Go back, and write in one or two sentences why it cannot wait.")
    }
}
