import com.android.build.api.artifact.SingleArtifact
import org.w3c.dom.Element
import java.util.Properties
import javax.xml.parsers.DocumentBuilderFactory

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose.compiler)
}

/** What gradle.properties names under that key. */
fun listed(property: String): List<String> = providers.gradleProperty(property).get().split(",").map(String::trim)

/** The same below android/. */
fun below(property: String): List<String> = listed(property).map { rootDir.resolve(it).path }

/** What differs from computer to computer, by `cargo xtask android`. */
val local =
    Properties().apply {
        val file = rootDir.resolve("local.lull.properties")
        check(file.isFile) { "${file.name} is missing: run `cargo xtask android` first, which builds the library as well" }
        file.reader().use(::load)
    }

android {
    namespace = "app.lull"
    compileSdk = libs.versions.compile.sdk.get().toInt()

    defaultConfig {
        applicationId = "app.lull"
        minSdk = libs.versions.min.sdk.get().toInt()
        targetSdk = libs.versions.target.sdk.get().toInt()
        versionCode = 1
        versionName = libs.versions.lull.get()
        // JNA brings its half for more kinds of processor than our library is built for.
        ndk { abiFilters += listed("lull.abis") }
    }

    buildFeatures { compose = true }

    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.java.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.java.get())
    }

    sourceSets.named("main") {
        kotlin.directories.clear()
        kotlin.directories += below("lull.sources") + below("lull.phone")
        res.directories.clear()
        res.directories += below("lull.resources")
        manifest.srcFile(below("lull.manifest").single())
        jniLibs.directories.clear()
        jniLibs.directories += below("lull.libraries")
        java.directories.clear()
        // Out of the very crate that Cargo.lock names: its two halves must be of one version, to the last digit.
        java.directories += local.getProperty("btleplug.java")
    }
    // The tests run on a computer, by Maven, with stand-ins that have no place here.
    sourceSets.named("test") {
        kotlin.directories.clear()
        java.directories.clear()
    }

    buildTypes {
        named("release") {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    packaging {
        // Not unpacked when installed but mapped from the package itself, at pages of 16 KB.
        jniLibs.useLegacyPackaging = false
        // The licences of several libraries, under one name and with one text.
        resources.pickFirsts += setOf("META-INF/AL2.0", "META-INF/LGPL2.1")
    }

    dependenciesInfo {
        // A list of our libraries that only a store could read.
        includeInApk = false
        includeInBundle = false
    }
}

dependencies {
    implementation(libs.coroutines.android)
    // With its native half for each kind of processor, which the jar of a computer does not have.
    implementation(variantOf(libs.jna) { artifactType("aar") })
    implementation(libs.bundles.compose)
}

androidComponents {
    onVariants { variant ->
        val name = variant.name.replaceFirstChar(Char::uppercase)
        val staysOffline =
            tasks.register<StaysOffline>("check${name}StaysOffline") {
                manifest = variant.artifacts.get(SingleArtifact.MERGED_MANIFEST)
            }
        // No package is made that could send anything.
        tasks.named { it == "package$name" || it == "package${name}Bundle" }.configureEach { dependsOn(staysOffline) }
    }
}

/** Fails when a library brought in a permission for the network: nothing leaves the phone. */
abstract class StaysOffline : DefaultTask() {
    @get:InputFile
    @get:PathSensitive(PathSensitivity.NONE)
    abstract val manifest: RegularFileProperty

    @TaskAction
    fun judge() {
        val factory = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }
        val asked = factory.newDocumentBuilder().parse(manifest.get().asFile).getElementsByTagName("*")
        val permissions =
            (0 until asked.length)
                .map { asked.item(it) as Element }
                .filter { it.tagName.startsWith("uses-permission") }
                .map { it.getAttributeNS("http://schemas.android.com/apk/res/android", "name") }
        check(permissions.isNotEmpty()) { "the merged manifest asks for no permission at all: was it read?" }
        val network = permissions.filter { it in NETWORK }
        check(network.isEmpty()) { "the merged manifest asks for $network: see which library brings it in" }
    }

    private companion object {
        val NETWORK = setOf("android.permission.INTERNET", "android.permission.ACCESS_NETWORK_STATE")
    }
}
