package app.lull.ui.trends

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import app.lull.core.Association
import app.lull.core.FourWeeks
import app.lull.ui.parts.Card
import app.lull.ui.parts.Heading
import app.lull.ui.parts.Quiet
import app.lull.ui.theme.LocalTimes
import app.lull.ui.theme.LocalWords

/** The weeks since the first massage, each beside the week before it. */
@Composable
internal fun FourWeeksCard(check: FourWeeks) {
    val (words, times) = LocalWords.current.check to LocalTimes.current
    Card {
        Heading(words.title)
        Text(words.baseline(check, times))
        check.weeks.forEachIndexed { index, week -> Text(words.week(index + 1, week, times)) }
        Quiet(words.caution)
    }
}

/** What of the days went with better or worse nights. */
@Composable
internal fun AssociationsCard(associations: List<Association>) {
    val (words, times) = LocalWords.current.check to LocalTimes.current
    Card {
        Heading(words.associations)
        for (one in associations) Text(words.association(one, times))
        Quiet(words.associationsCaution)
    }
}
