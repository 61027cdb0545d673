// Gradle 9.3.1 or later. There is no wrapper: a binary that nobody here could make is not committed.
buildscript {
    dependencies {
        // Android's plugin brings a Kotlin of its own; this is the one the sources are tested with.
        classpath(libs.kotlin.gradle)
    }
}

plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.compose.compiler) apply false
}
