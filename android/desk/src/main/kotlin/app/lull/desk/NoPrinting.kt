package app.lull.desk

import app.lull.ui.Printing

/** Opens nothing: the screen then says that nothing can be printed from here, and what to do instead. */
internal object NoPrinting : Printing {
    override suspend fun print(
        name: String,
        pdf: ByteArray,
    ) = false
}
