package app.lull.core

import kotlinx.coroutines.flow.toList
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs

class SearchTest {
    @Test
    fun `a search offers a manual massager and finds the simulated one`() =
        story {
            Phone().use { phone ->
                val finds = phone.app.searchDevices(moment("18:00")).finds().toList().map { it.getOrThrow() }
                assertIs<DeviceChoice.Manual>(finds[0].choice)
                assertIs<DeviceChoice.Simulated>(finds[1].choice)
                assertEquals(2, finds.size)
            }
        }

    @Test
    fun `a wait for more devices ends with its token`() =
        story {
            Phone(speed = 1u).use { phone ->
                // a hanging radio is asked for some seconds before the search is over
                phone.massager().inject(SimulatedFault.DropFor(600u))
                val search = phone.app.searchDevices(moment("18:00"))
                assertIs<DeviceChoice.Manual>(search.next(0u)?.choice)
                val token = CancelToken().apply { cancel() }
                val failure = runCatching { search.next(1u, token) }.exceptionOrNull()
                assertIs<ApiException.Cancelled>(failure)
            }
        }
}
