package app.lull.phone.copies

import android.content.Context
import android.net.Uri
import app.lull.ui.Copies
import app.lull.ui.CopyTrouble
import org.json.JSONArray
import org.json.JSONObject
import java.time.Instant

/** The folder that the person chose, and everything that was put into it. */
internal data class ChosenFolder(
    val tree: Uri,
    val name: String,
    /** Which backup was copied last. */
    val newest: String? = null,
    val last: Instant? = null,
    val trouble: CopyTrouble? = null,
    /** What Lull itself wrote there, newest first: nothing else is ever written over or deleted. */
    val written: List<Copy> = listOf(),
) {
    data class Copy(
        val name: String,
        val document: String,
    )

    fun told() = Copies(name, last, trouble)
}

/** Keeps it beside the diary, not in it: a backup that is brought back elsewhere knows no folder of this phone. */
internal class ChosenFolders(
    context: Context,
) {
    private val kept = context.getSharedPreferences("copies", Context.MODE_PRIVATE)

    /** Absent: none was chosen. */
    fun read(): ChosenFolder? {
        val folder = JSONObject(kept.getString(FOLDER, null) ?: return null)
        val written = folder.getJSONArray("written")
        return ChosenFolder(
            Uri.parse(folder.getString("tree")),
            folder.getString("name"),
            folder.text("newest"),
            folder.text("last")?.let(Instant::parse),
            folder.text("trouble")?.let { name -> CopyTrouble.entries.find { it.name == name } },
            (0 until written.length()).map { written.getJSONArray(it) }.map { ChosenFolder.Copy(it.getString(0), it.getString(1)) },
        )
    }

    /** On disk before it returns: what was written and is not on record would lie there for ever. */
    fun keep(folder: ChosenFolder?) {
        val edit = kept.edit().clear()
        if (folder != null) edit.putString(FOLDER, folder.toJson().toString())
        edit.commit()
    }

    private fun ChosenFolder.toJson() =
        JSONObject()
            .put("tree", tree.toString())
            .put("name", name)
            .put("newest", newest)
            .put("last", last?.toString())
            .put("trouble", trouble?.name)
            .put("written", JSONArray(written.map { JSONArray(listOf(it.name, it.document)) }))

    private fun JSONObject.text(key: String) = if (has(key)) getString(key) else null

    private companion object {
        const val FOLDER = "folder"
    }
}
