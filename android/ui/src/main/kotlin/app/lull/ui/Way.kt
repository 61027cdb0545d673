package app.lull.ui

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** The places from the first screen, which is always the beginning, to the one that is shown. */
internal class Way(
    first: Place,
) {
    private val stack = MutableStateFlow(listOf(first))
    val places: StateFlow<List<Place>> = stack.asStateFlow()

    fun open(place: Place) {
        // A place stands on the way once: a door may lead to where the person already is.
        stack.value = stack.value - place + place
        place.visited.look()
    }

    /** One screen back, which is read anew. False on the first one. */
    fun back(): Boolean {
        val left = stack.value.takeIf { it.size > 1 }?.last() ?: return false
        stack.value -= left
        left.visited.left()
        stack.value.last().visited.look()
        return true
    }

    fun home() {
        val left = stack.value.drop(1)
        stack.value = stack.value.take(1)
        left.asReversed().forEach { it.visited.left() }
        stack.value.single().visited.look()
    }
}
